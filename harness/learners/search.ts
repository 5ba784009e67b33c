import type { Matrix } from "../math/matrix.ts";
import type { SvcSettings } from "./settings.ts";

export interface SearchTask {
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  /** For every fold seed the fold in which each case is held out. */
  readonly assignments: readonly Int32Array[]; // (seeds) of (n)
  /** Number of folds, the same for every seed. */
  readonly folds: number;
  readonly C: readonly number[];
  readonly svc: SvcSettings;
  /** `exact` leaves a candidate as soon as its remaining folds cannot lift it to the best so far. */
  readonly pruning: "none" | "exact";
}

/**
 * Rightly classified validation cases of every setting, C, fold seed and fold, one training Gram (n, n)
 * a setting: (settings, C, seeds, folds), -1 where pruning left a fold unsolved.
 * The counts of a candidate depend on its Gram, its C and the fold alone.
 */
export function countCorrect(grams: Iterable<Matrix>, task: SearchTask): Int32Array {
  throw new Error("not yet");
}
