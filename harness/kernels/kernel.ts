import type { z } from "zod";
import type { Matrix } from "../math/matrix.ts";
import type { Sequences } from "../math/sequences.ts";

/** One point of a kernel's grid: plain values only, so that it can stand in a record. */
export type Setting = Readonly<Record<string, number | string | boolean>>;

/** Sizes that decide what a Gram costs. */
export interface GramSize {
  /** Number of pairs of sequences that are evaluated. */
  readonly pairs: number;
  /** Length of the (longest) sequences. */
  readonly length: number;
  readonly dimension: number;
}

/**
 * A kernel on sequences. A new kernel is one file that exports such an object and one line in
 * `registry.ts`; the property tests, the config schema, the planner and the reports take it from there.
 */
export interface Kernel {
  /** Name in configs and records, such as `rntk`. */
  readonly name: string;
  /** Name in tables and figures, such as `RNTK`. */
  readonly label: string;
  /** Whether sequences of different lengths are taken as they are. */
  readonly unequalLengths: boolean;
  /**
   * Schema of one setting: every key with a description and, where one exists, a default.
   * The order of the keys is the order of the grid: the last key varies fastest.
   */
  readonly setting: z.ZodObject;
  /**
   * Training Grams K(x_i, x_j), one a setting, in the order of `settings`, exactly symmetric.
   * A yielded matrix is valid until the next one is asked for.
   * @throws HarnessError `data` for sequences that the kernel cannot take (no steps, NaN or infinite
   * values, different lengths), `compute` for an entry that overflows: no entry is ever Infinity or NaN
   */
  grams(x: Sequences, settings: readonly Setting[]): Iterable<Matrix>; // (n, n)
  /** Grams K(x_i, z_j) between two different sets of data points, one a setting. */
  crossGrams(x: Sequences, z: Sequences, settings: readonly Setting[]): Iterable<Matrix>; // (n, n')
  /** Every output of one setting by its name in `harness gram`, such as `rntk`, `nngp`. */
  outputs(x: Sequences, setting: Setting): Readonly<Record<string, Matrix>>;
  /**
   * Whether SVMs on the Gram of a setting may take a thousand times as long as on those of others: the
   * planner looks at each such setting. Absent where there is none.
   */
  slowFits?(setting: Setting): boolean;
  /** Elementary steps that the Grams of `settings` take, in this kernel's own unit (for the planner). */
  steps(size: GramSize, settings: readonly Setting[]): number;
  /** Seconds of a step on one core, roughly: to order and to weigh tasks, not to foretell them. */
  readonly secondsPerStep: number;
}
