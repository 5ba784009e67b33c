import type { Matrix } from "../math/matrix.ts";
import type { SvcSettings } from "./settings.ts";
import type { Machine } from "./svc.ts";

/** What stays the same from Gram to Gram. */
export interface SvcSolverOptions {
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  /** In ascending order. */
  readonly C: readonly number[];
  readonly svc: SvcSettings;
  /** Number of cases that a fold holds out, at most. */
  readonly widestFold: number;
}

/**
 * Trains one-vs-one machines on one Gram after another. What it finds for a C does not depend on the
 * other values of C. Solvers may share one memory, so only the one that loaded a Gram last can be used:
 * `load` overwrites what every other one works on.
 */
export interface SvcSolver {
  /** Takes a Gram over, of which no case is held out yet. Throws where an entry is not finite. */
  load(gram: Matrix): void; // (n, n)
  /** Sets the fold in which each case is held out. */
  divide(assignment: Int32Array): void; // (n)
  /**
   * Trains on the cases outside a fold with each C that is active and counts, for every C, the
   * held-out cases that are classified rightly; valid until the next counting.
   */
  countFold(fold: number, active: readonly boolean[]): Int32Array; // (C)
  /**
   * The machines of a pair of classes on the cases outside a fold, or on all, one a C. Both classes need a
   * case there.
   */
  train(positive: number, negative: number, heldOut?: number): Machine[];
}
