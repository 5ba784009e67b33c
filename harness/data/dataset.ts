import type { Sequences } from "../math/sequences.ts";

/** Series with the class of each. */
export interface LabelledSequences {
  readonly sequences: Sequences;
  /** Class of each series, as index into the data set's `classes`. */
  readonly labels: Int32Array; // (n)
}

/**
 * SHA-256, in hexadecimal: of the bytes of an archive's files; of own files, of the series and labels that
 * are read from them, whatever their form; of a generated set, of what determines it.
 */
export interface Checksums {
  readonly train: string;
  readonly test: string;
}

/** Where a data set came from. */
export type Origin = "embedded" | "archive" | "own files" | "generated";

/**
 * A data set as its files have it. NaN inside a series is a missing value; series are as long as
 * their last present value, unless the set is known to have one length.
 */
export interface Dataset {
  readonly name: string;
  readonly origin: Origin;
  /** Labels as in the files, in order: by number where all are numbers. */
  readonly classes: readonly string[];
  readonly train: LabelledSequences;
  readonly test: LabelledSequences;
  readonly checksums: Checksums;
  /** Things that a reader of the results should know, one sentence each. */
  readonly notes: readonly string[];
  /** Where each series of own files stands, as `file:line`, or `file` with its number. */
  readonly places?: { readonly train: readonly string[]; readonly test: readonly string[] };
}
