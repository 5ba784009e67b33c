import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { z } from "zod";
import { errorMap, type Fault, faultsOf } from "../config/faults.ts";
import { refuse } from "../config/load.ts";
import { SeriesBuilder } from "../data/formats/series-file.ts";
import { shortText } from "../differences.ts";
import { HarnessError } from "../errors.ts";
import type { Kernel, Setting } from "../kernels/kernel.ts";
import { kernels } from "../kernels/registry.ts";
import { completeSetting } from "../kernels/setting.ts";
import type { Sequences } from "../math/sequences.ts";
import { settingSchema } from "../methods/setting-schema.ts";
import { type GramFlags, kernelOfFlags, settingOfFlags } from "./gram-flags.ts";

/** What `harness gram` computes: a kernel with its setting, on sequences. */
export interface GramCase {
  readonly kernel: Kernel;
  readonly setting: Setting;
  readonly sequences: Sequences;
}

/**
 * Reads a case in the form `{"kernel": …, <settings>, "inputs": [sequence, …]}`, a sequence being a
 * list of numbers or of m-vectors. A `gram` in it is passed over; flags replace what it says.
 * @param path name of the file, for the sentences
 * @throws HarnessError with all faults, each as `file:line:column: sentence`
 */
export function parseGramCase(text: string, path: string, flags: GramFlags): GramCase {
  const value = parseObject(text, path);
  const { inputs, gram: _, kernel: name, ...stated } = value;
  const kernel = kernelOfFlags(flags) ?? kernels.find((candidate) => candidate.name === name);
  if (kernel === undefined) {
    const names = z.looseObject({ kernel: z.enum(kernels.map((candidate) => candidate.name)) });
    return refuse(text, path, faultsOf(names.safeParse(value).error!.issues, value));
  }
  const faults: Fault[] = [];
  const settings = { ...stated, ...settingOfFlags(kernel, flags) };
  const schema = z.strictObject({
    kernel: z.unknown(),
    ...settingSchema(kernel).shape,
    inputs: z.unknown(),
  });
  const checked = schema.safeParse({ ...settings, kernel: name, inputs }, { error: errorMap });
  if (!checked.success) faults.push(...faultsOf(checked.error.issues, value));
  const sequences = readInputs(inputs);
  if ("sentence" in sequences) faults.push(sequences);
  else if (faults.length === 0)
    return { kernel, setting: completeSetting(kernel.setting, settings), sequences };
  return refuse(text, path, faults);
}

/** What JSON wants where jsonc-parser has these errors; its others are of words that JSON does not have. */
const expectations: Readonly<Record<string, string>> = {
  PropertyNameExpected: "a key in double quotes",
  ValueExpected: "a value",
  ColonExpected: ":",
  CommaExpected: "a comma or the end of the list or object",
  CloseBraceExpected: ", or }",
  CloseBracketExpected: ", or ]",
  EndOfFileExpected: "nothing more",
};

/** Where and why a text is no JSON: `JSON.parse` does not always tell where. */
function jsonFault(text: string): { offset: number; sentence: string } | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: false, disallowComments: true });
  const [first] = errors;
  if (first === undefined) return undefined;
  const { error, offset, length } = first;
  const found = length === 0 ? "the end" : shortText(text.slice(offset, offset + length));
  const expected = expectations[printParseErrorCode(error)];
  return {
    offset,
    sentence: `${expected === undefined ? "" : `expected ${expected}, `}found ${found}`,
  };
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const { offset, sentence } = jsonFault(text) ?? { offset: 0, sentence: String(cause) };
    const before = text.slice(0, offset).split("\n");
    const position = `${before.length}:${before.at(-1)!.length + 1}`;
    throw new HarnessError("data", `${path}:${position}: the text is no JSON: ${sentence}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new HarnessError(
    "data",
    `${path}:1:1: a case is an object with kernel, settings and inputs, found ${shown(value)}`,
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 1 ? "a list of 1" : `a list of ${value.length}`;
  if (typeof value === "number") return String(value);
  return typeof value === "object" ? "an object" : JSON.stringify(value);
}

/** The sequences, or the first fault in them. */
function readInputs(inputs: unknown): Sequences | Fault {
  if (!Array.isArray(inputs) || inputs.length === 0)
    return inputFault([], "a list of sequences, at least one", inputs);
  const builder = new SeriesBuilder();
  let dimension: number | undefined;
  for (const [i, steps] of inputs.entries()) {
    if (!Array.isArray(steps) || steps.length === 0)
      return inputFault([i], "a sequence: a list of numbers or of vectors, at least one", steps);
    builder.start("");
    for (const [t, step] of steps.entries()) {
      const vector: unknown[] = Array.isArray(step) ? step : [step];
      dimension ??= Math.max(1, vector.length);
      if (vector.length !== dimension) {
        const expected = dimension === 1 ? "a number" : `a vector of ${dimension} numbers`;
        return inputFault([i, t], `${expected}, as the first step of inputs[0] is`, step);
      }
      for (const [k, entry] of vector.entries()) {
        const path = Array.isArray(step) ? [i, t, k] : [i, t];
        if (typeof entry !== "number") return inputFault(path, "a number", entry);
        if (!Number.isFinite(entry)) return inputFault(path, "a finite number in 64 bits", entry);
        builder.push(entry);
      }
    }
  }
  return builder.finish(dimension!).sequences;
}

function inputFault(path: readonly number[], expected: string, found: unknown): Fault {
  const indexes = path.map((index) => `[${index}]`).join("");
  return {
    path: ["inputs", ...path],
    at: "value",
    sentence: `inputs${indexes} must be ${expected}, found ${shown(found)}`,
  };
}
