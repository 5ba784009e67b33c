import type { Matrix } from "../math/matrix.ts";
import type { SvcSettings } from "./settings.ts";

export interface FitTask {
  /** Training Gram K(x_i, x_j). */
  readonly gram: Matrix; // (n, n)
  /** Gram K(x_i, z_j) of training and test cases, in blocks of test cases: each is asked for once. */
  readonly crossGrams: Iterable<Matrix>; // (n, n'), their n' add up to the number of test cases
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  readonly C: readonly number[];
  readonly svc: SvcSettings;
}

export interface FitOutcome {
  /** Predicted class of every test case. */
  readonly predictions: Int32Array; // (n')
  /** Training cases that are support vectors of any of the two-class machines. */
  readonly supportVectors: number;
  /** Sum over the two-class machines. */
  readonly iterations: number;
  /** Whether every machine met the tolerance within the cap on iterations. */
  readonly converged: boolean;
}

/** Trains on the whole training set with each C and predicts the test cases; one outcome a C, in their order. */
export function fitAndPredict(task: FitTask): FitOutcome[] {
  throw new Error("not yet");
}
