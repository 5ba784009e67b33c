import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { errorMap, type Fault, faultsOf } from "../config/faults.ts";
import { offsetOf, refuse } from "../config/load.ts";
import { HarnessError } from "../errors.ts";
import type { Kernel, Setting } from "../kernels/kernel.ts";
import { kernels } from "../kernels/registry.ts";
import { completeSetting } from "../kernels/setting.ts";
import type { Sequences } from "../math/sequences.ts";
import { settingSchema } from "../methods/setting-schema.ts";
import { type GramFlags, kernelOfFlags, settingOfFlags } from "./gram-flags.ts";
import { jsonFault } from "./json-fault.ts";

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
    return refuseAt(text, path, faultsOf(names.safeParse(value).error!.issues, value));
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
  return refuseAt(text, path, faults);
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { offset, sentence } = jsonFault(text)!;
    const before = text.slice(0, offset).split("\n");
    const place = `${before.length}:${before.at(-1)!.length + 1}`;
    throw new HarnessError("data", `${path}:${place}: ${sentence}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new HarnessError(
    "data",
    `${path}:1:1: a case is an object with kernel, settings and inputs, found ${shown(value)}`,
  );
}

function refuseAt(text: string, path: string, faults: readonly Fault[]): never {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  return refuse(
    path,
    counter,
    faults.map((fault) => ({ offset: offsetOf(document, fault), sentence: fault.sentence })),
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
  const lengths = new Int32Array(inputs.length);
  const offsets = new Int32Array(inputs.length);
  const values: number[] = [];
  let dimension: number | undefined;
  for (const [i, steps] of inputs.entries()) {
    if (!Array.isArray(steps) || steps.length === 0)
      return inputFault([i], "a sequence: a list of numbers or of vectors, at least one", steps);
    lengths[i] = steps.length;
    offsets[i] = values.length;
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
        values.push(entry);
      }
    }
  }
  return {
    count: inputs.length,
    dimension: dimension!,
    lengths,
    offsets,
    values: Float64Array.from(values),
  };
}

function inputFault(path: readonly number[], expected: string, found: unknown): Fault {
  const place = path.map((index) => `[${index}]`).join("");
  return {
    path: ["inputs", ...path],
    at: "value",
    sentence: `inputs${place} must be ${expected}, found ${shown(found)}`,
  };
}
