import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import Papa from "papaparse";
import type { CommandModule } from "yargs";
import { formatOf } from "../data/formats/registry.ts";
import { textOf, withoutMark } from "../data/formats/text.ts";
import { HarnessError } from "../errors.ts";
import { rntk } from "../kernels/rntk.ts";
import type { Matrix } from "../math/matrix.ts";
import { orAllOf } from "../nearest.ts";
import { programName } from "../program-name.ts";
import { writeAtomically } from "../write-atomically.ts";
import { text, toggle } from "./flags.ts";
import { type GramCase, parseGramCase } from "./gram-case.ts";
import {
  type GramFlags,
  kernelOfFlags,
  wholeSettingOfFlags,
  withSettingFlags,
} from "./gram-flags.ts";
import { readSeries } from "./gram-series.ts";

function readInput(file: string): Buffer {
  if (file === "-" && process.stdin.isTTY)
    throw new HarnessError(
      "usage",
      "name a file: a JSON case, a CSV or a TSV",
      `${programName} gram --help`,
    );
  try {
    return withoutMark(readFileSync(file === "-" ? 0 : file));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "reading it is not permitted",
    };
    throw new HarnessError("data", `cannot read ${file}: ${reasons[code ?? ""] ?? message}`);
  }
}

const nameOf = (file: string) => (file === "-" ? "standard input" : file);

function readCase(flags: GramFlags): GramCase {
  const bytes = readInput(flags.file);
  const name = nameOf(flags.file);
  const first = bytes.find((byte) => byte > " ".charCodeAt(0));
  if (first === undefined) throw new HarnessError("data", `${name} is empty`);
  const format = formatOf(flags.file);
  // Lines of another format may start like a case; rows of numbers never do.
  const isRows = format.parseUnlabelled !== undefined;
  if (/\.json$/i.test(flags.file) || (isRows && "{[".includes(String.fromCharCode(first))))
    return parseGramCase(textOf(bytes, name), name, flags);
  const kernel = kernelOfFlags(flags) ?? rntk;
  return {
    kernel,
    setting: wholeSettingOfFlags(kernel, flags),
    sequences: readSeries(bytes, format, name, flags.labels ? "first" : "none"),
  };
}

/** The kernel's matrices by name, or the one that `--matrix` names. */
function matricesOf({ kernel, setting, sequences }: GramCase, only: string | undefined) {
  const outputs = kernel.outputs(sequences, setting);
  if (only === undefined) return outputs;
  const matrix = outputs[only];
  if (matrix !== undefined) return { [only]: matrix };
  throw new HarnessError(
    "usage",
    `the ${kernel.label} kernel has no matrix "${only}"${orAllOf(only, Object.keys(outputs))}`,
  );
}

function* rowsOf({ rows, columns, values }: Matrix): Generator<number[]> {
  for (let i = 0; i < rows; i++) yield [...values.subarray(i * columns, (i + 1) * columns)];
}

/** `{"gram": {name: rows, …}}`, in pieces: a large Gram is longer than a string can be. */
function* jsonOf(matrices: Readonly<Record<string, Matrix>>): Generator<string> {
  let before = '{"gram": {';
  for (const [name, matrix] of Object.entries(matrices)) {
    yield `${before}${JSON.stringify(name)}: [`;
    let separator = "";
    for (const row of rowsOf(matrix)) {
      yield `${separator}${JSON.stringify(row)}`;
      separator = ",\n";
    }
    before = "],\n";
  }
  yield "]}}\n";
}

function* csvOf(matrix: Matrix): Generator<string> {
  for (const row of rowsOf(matrix)) yield `${Papa.unparse([row])}\n`;
}

/** The matrix of a CSV, which holds one: that of `--matrix`, or the one that the settings choose. */
function chosenMatrix(given: GramCase, only: string | undefined): Matrix {
  if (only !== undefined) return Object.values(matricesOf(given, only))[0]!;
  const [matrix] = given.kernel.grams(given.sequences, [given.setting]);
  return matrix!;
}

async function write(pieces: Iterable<string>, output: string | undefined): Promise<void> {
  if (output === undefined) {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
    return;
  }
  try {
    writeAtomically(output, pieces);
  } catch (cause) {
    throw new HarnessError("usage", `cannot write ${output}: ${(cause as Error).message}`);
  }
}

async function gram(flags: GramFlags): Promise<void> {
  const format = flags.format ?? (flags.output?.toLowerCase().endsWith(".csv") ? "csv" : "json");
  const given = readCase(flags);
  const pieces =
    format === "csv"
      ? csvOf(chosenMatrix(given, flags.matrix))
      : jsonOf(matricesOf(given, flags.matrix));
  await write(pieces, flags.output);
}

export const gramCommand: CommandModule<object, GramFlags> = {
  builder: (builder) =>
    withSettingFlags(
      builder
        .positional("file", {
          type: "string",
          default: "-", // also what yargs makes of a positional -
          describe: "JSON case, CSV, TSV or a data file of another format; - reads standard input",
        })
        .option("kernel", text("The kernel; rntk, unless a case says another"))
        .option(
          "matrix",
          text("Only this one of the kernel's matrices, such as nngp or rntkAverage"),
        )
        .option("labels", toggle("The first column of a CSV holds labels, which are left out"))
        .option("format", {
          choices: ["json", "csv"] as const,
          describe: "json, unless FILE is a .csv",
        })
        .option("output", text("Write to this FILE, not to standard output")),
    ),
  handler: gram,
};
