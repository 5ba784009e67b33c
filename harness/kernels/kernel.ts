import type { Matrix } from "../math/matrix.ts";
import type { Sequences } from "../math/sequences.ts";

/** One point of a kernel's grid: plain values only, so that it can stand in a record. */
export type Setting = Readonly<Record<string, number | string | boolean>>;

/** What a key of a setting takes. Where it has no `default` it must be given. */
export type SettingKey = {
  /** A sentence for the reference of configs and for the help of flags. */
  readonly description: string;
  /**
   * Of a key that joined when records were already kept, and that has a default: it stands in a definition
   * only where a grid gives it something else, so that the definitions from before stay what they are.
   */
  readonly later?: true;
} & (
  | {
      /** Finite numbers; an integer is exact in float64. */
      readonly type: "number" | "integer";
      /** Lower bounds: the value may equal `atLeast` and must exceed `above`. */
      readonly atLeast?: number;
      readonly above?: number;
      readonly default?: number;
    }
  | {
      readonly type: "choice";
      readonly choices: readonly [string, ...string[]];
      readonly default?: string;
    }
);

/** The keys of a kernel's setting. Their order is that of the grid: the last key varies fastest. */
export type SettingKeys = Readonly<Record<string, SettingKey>>;

/** Sizes that decide what a Gram costs. */
export interface GramSize {
  /** Number of pairs of sequences that are evaluated. */
  readonly pairs: number;
  /** Length of the (longest) sequences. */
  readonly length: number;
  readonly dimension: number;
}

/** What Grams take: to order and to weigh tasks, not to foretell their time. */
export interface KernelCost {
  /** Elementary steps that the Grams of `settings` take, in the kernel's own unit. */
  steps(size: GramSize, settings: readonly Setting[]): number;
  /** Seconds of a step on one core, roughly. */
  readonly secondsPerStep: number;
  /**
   * Whether SVMs on the Gram of a setting may take a thousand times as long as on those of others: the
   * planner times each such setting. Absent where there is none.
   */
  slowFits?(setting: Setting): boolean;
}

/**
 * A kernel on sequences. A new kernel is one file that exports such an object and one line in
 * `registry.ts`; the property tests, the config schema, the planner and the reports take it from there.
 *
 * An entry of a Gram depends on its two sequences and the setting alone, to the last bit: not on the
 * other sequences, on their number or order, on the settings before it, or on whether it is computed
 * by `grams` or by `crossGrams` (the diagonal of a training Gram is a sequence with itself, as one data
 * point). Blocks of Grams, shards of grids and workers on other machines rest on it: a statistic of the
 * whole set, such as a bandwidth from the median distance, has no place in a kernel. `registry.test.ts`
 * holds every kernel to it.
 */
export interface Kernel {
  /** Name in configs and records, such as `rntk`. */
  readonly name: string;
  /** Name in tables and figures, such as `RNTK`. */
  readonly label: string;
  /** Whether sequences of different lengths are taken as they are. */
  readonly unequalLengths: boolean;
  /**
   * When training Grams are positive semi-definite, but for rounding, with every setting: `always`, or
   * where all sequences have `equal lengths`. `no` promises nothing; an SVM on an indefinite Gram still
   * ends, at a point that need not be the optimum.
   */
  readonly definite: "always" | "equal lengths" | "no";
  /** What one setting has: plain data, of which the shell makes schemas, flags and their help. */
  readonly setting: SettingKeys;
  /**
   * Why a setting is refused whose values are each in range: a sentence, or `undefined` where it is taken.
   * Absent where every combination is.
   */
  conflict?(setting: Setting): string | undefined;
  /**
   * Training Grams K(x_i, x_j), one a setting, in the order of `settings`, exactly symmetric. An entry
   * depends on x_i, x_j and its setting alone, to the last bit (see above).
   * A yielded matrix is valid until the next one is asked for.
   * @throws HarnessError `data` for sequences that the kernel cannot take (no steps, NaN or infinite
   * values, different lengths), `config` for a setting that `setting` does not describe, `compute` for
   * an entry that overflows: no entry is ever Infinity or NaN
   */
  grams(x: Sequences, settings: readonly Setting[]): Iterable<Matrix>; // (n, n)
  /**
   * Grams K(x_i, z_j) between two different sets of data points, one a setting: the entries that
   * `grams` of both sets together has for x_i and z_j, to the last bit.
   */
  crossGrams(x: Sequences, z: Sequences, settings: readonly Setting[]): Iterable<Matrix>; // (n, n')
  /** Every output of one setting by its name in `harness gram`, such as `rntk`, `nngp`. */
  outputs(x: Sequences, setting: Setting): Readonly<Record<string, Matrix>>;
  readonly cost: KernelCost;
}
