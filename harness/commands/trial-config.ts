import { relative, resolve } from "node:path";
import { stringify } from "yaml";
import type { Dataset } from "../data/dataset.ts";
import { bytesOf } from "../data/file-bytes.ts";
import type { TableOptions } from "../data/formats/table-options.ts";
import { guessTable } from "../data/guess-table.ts";
import { loadDataset } from "../data/load.ts";
import { type LocatedDataset, locateDataset } from "../data/locate.ts";
import { type DatasetSpec, datasetSpec, type Split } from "../data/spec.ts";
import { HarnessError } from "../errors.ts";
import { commonLength, longestOf } from "../math/sequences.ts";

/** Data that are to be tried, as far as it is said what they are. */
export interface TrialOptions {
  readonly name: string;
  /** Paths from the working folder. */
  readonly file: string;
  readonly test: string | undefined;
  readonly format: string | undefined;
  readonly table: TableOptions;
  /** How the one file is split, where there is no other. */
  readonly split: Split;
  /** Folder of the config. */
  readonly base: string;
}

/** A config of small grids for some data. */
export interface TrialConfig {
  readonly text: string;
  /** What was guessed, a sentence each. */
  readonly guesses: readonly string[];
  /** What was read. */
  readonly summary: string;
}

/** Grids that take seconds, around what the archive's sets choose. */
const kernels = [
  {
    kernel: "rntk",
    grid: { sigmaW: [1.34, "sqrt(2)"], sigmaB: [0, 0.1], sigmaH: [0, 0.5] },
  },
  { kernel: "ntk", grid: { layers: [1, 2], sigmaW: ["sqrt(2)"], sigmaB: [0, 0.1] } },
  { kernel: "rbf", grid: { alpha: [0.01, 0.1, 1, 10, 100] } },
  { kernel: "polynomial", grid: { degree: [1, 2, 3], offset: [0, 1] } },
];

const methods = [{ method: "nearest-neighbour" }];

/** Whether the file is a table, whose columns can be guessed. */
function isTable(located: LocatedDataset): boolean {
  return (
    located.status === "present" &&
    located.source.kind === "files" &&
    located.source.format === "delimited"
  );
}

function located(entry: object, base: string): LocatedDataset {
  const checked = datasetSpec.safeParse(entry);
  if (!checked.success)
    throw new HarnessError(
      "usage",
      `the data cannot be named in a config: ${checked.error.issues[0]!.message}`,
      "--format is one of the formats of docs/formats.md",
    );
  const found = locateDataset(checked.data as DatasetSpec, { base });
  if (found.status === "missing")
    throw new HarnessError(
      "data",
      found.reason.replace(/^[^:]*: /, ""),
      "paths start at the working folder",
    );
  return found;
}

/** What has to happen to the series before all methods take them, and why. */
function preparation({ train, test }: Dataset): { prepare: object; guesses: string[] } {
  const differ = commonLength(train.sequences, test.sequences) === undefined;
  const missing = [train, test].some(({ sequences }) => sequences.values.some(Number.isNaN));
  return {
    prepare: {
      ...(missing && { missing: "interpolate" }),
      ...(differ && { length: "resample" }),
    },
    guesses: [
      ...(missing ? ["missing values are interpolated"] : []),
      ...(differ
        ? ["series of different lengths are resampled for the methods that need one length"]
        : []),
    ],
  };
}

function summaryOf({ name, classes, train, test }: Dataset): string {
  const lengths = [...train.sequences.lengths, ...test.sequences.lengths];
  const shortest = lengths.reduce((a, b) => Math.min(a, b));
  const longest = longestOf(train.sequences, test.sequences);
  const steps = shortest === longest ? `${longest}` : `${shortest} to ${longest}`;
  return `${name}: ${train.labels.length} training and ${test.labels.length} test series of ${steps} steps, ${classes.length} classes.`;
}

/**
 * Makes a config that tries kernels and 1-NN on some data.
 * @throws HarnessError `data` where they cannot be read
 */
export function trialConfig(options: TrialOptions): TrialConfig {
  const { name, file, test, format, table, split, base } = options;
  const from = (path: string) => relative(resolve(base), resolve(path));
  const files =
    test === undefined ? { file: from(file), split } : { train: from(file), test: from(test) };
  const bare = { name, ...files, ...(format !== undefined && { format }) };
  const guessed = isTable(located(bare, base))
    ? guessTable(bytesOf(resolve(file)), file, table)
    : { options: table, guesses: [] };
  const entry = { ...bare, ...guessed.options };
  const found = located(entry, base);
  if (found.status === "missing") throw new Error(found.reason);
  const dataset = loadDataset(found);
  const { prepare, guesses } = preparation(dataset);
  const config = {
    title: name,
    datasets: [entry],
    ...(Object.keys(prepare).length > 0 && { prepare }),
    ...{ kernels, methods },
  };
  return {
    text: stringify(config, { lineWidth: 100 }),
    guesses: [...guessed.guesses, ...guesses],
    summary: summaryOf(dataset),
  };
}
