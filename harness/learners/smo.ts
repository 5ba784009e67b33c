import type { Matrix } from "../math/matrix.ts";
import { iterationLimit, type SvcSettings } from "./settings.ts";

interface TwoClassProblem {
  readonly gram: Matrix; // (n, n)
  /** Cases of the problem, as rows of the Gram: first those of the positive class. */
  readonly rows: Int32Array; // (l)
  /** How many of them are positive. */
  readonly positives: number;
  readonly C: number;
  readonly settings: SvcSettings;
}

export interface TwoClassSolution {
  /** beta_k = y_k alpha_k, with y_k = 1 or -1. */
  readonly beta: Float64Array; // (l)
  /** The decision value of z is sum_k beta_k K(x_k, z) - rho. */
  readonly rho: number;
  /** (1/2) alpha' Q alpha - sum alpha, which the solution makes as small as it can be. */
  readonly dualObjective: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Stands in for a curvature that is not positive, as in LIBSVM. */
const smallestCurvature = 1e-12;

/**
 * Minimises (1/2) beta' K beta - y' beta subject to sum beta = 0 and 0 <= y_k beta_k <= C: sequential
 * minimal optimisation with second-order working sets (Fan, Chen and Lin 2005), from beta = 0.
 *
 * With g = y - K beta, up = {k: beta_k can grow} and low = {k: beta_k can shrink} it ends when
 * max g over up - min g over low < tolerance. Formulas, their order, and the choice among equals (the
 * last one) are those of LIBSVM without shrinking, so that the iterates are the same to the last bit.
 * The input has been checked (`checkSvcInput`).
 */
export function solveTwoClasses(problem: TwoClassProblem): TwoClassSolution {
  const { gram, rows, positives, C, settings } = problem;
  const l = rows.length;
  const limit = iterationLimit(settings);
  const beta = new Float64Array(l);
  const g = Float64Array.from({ length: l }, (_, k) => (k < positives ? 1 : -1));
  const diagonal = Float64Array.from(rows, (row) => gram.values[row * gram.columns + row]!);
  const rowI = new Float64Array(l);
  const rowJ = new Float64Array(l);
  const upper = (k: number): number => (k < positives ? C : 0);
  const lower = (k: number): number => (k < positives ? 0 : -C);

  let iterations = 0;
  let converged = false;
  while (iterations < limit) {
    let i = -1;
    let greatest = -Infinity;
    for (let k = 0; k < l; k++) {
      if (beta[k]! < upper(k) && g[k]! >= greatest) {
        greatest = g[k]!;
        i = k;
      }
    }
    if (i >= 0) readRow(problem, i, rowI);
    let j = -1;
    let least = Infinity;
    let mostGain = -Infinity;
    for (let k = 0; k < l; k++) {
      if (beta[k]! <= lower(k)) continue;
      least = Math.min(least, g[k]!);
      const violation = greatest - g[k]!;
      if (!(violation > 0)) continue;
      const gain = (violation * violation) / curvature(diagonal, rowI, i, k);
      if (gain >= mostGain) {
        mostGain = gain;
        j = k;
      }
    }
    if (greatest - least < settings.tolerance || j < 0) {
      converged = true;
      break;
    }
    iterations++;

    readRow(problem, j, rowJ);
    const oldI = beta[i]!;
    const oldJ = beta[j]!;
    const sum = oldI + oldJ;
    const step = (g[i]! - g[j]!) / curvature(diagonal, rowI, i, j);
    beta[i] = oldI + step;
    beta[j] = oldJ - step;
    // Where both would leave their bounds, the sum tells which of them meets its bound first.
    if (sum > upper(i) + lower(j)) {
      if (beta[i]! > upper(i)) {
        beta[i] = upper(i);
        beta[j] = sum - upper(i);
      }
    } else if (beta[j]! < lower(j)) {
      beta[j] = lower(j);
      beta[i] = sum - lower(j);
    }
    const changeI = beta[i]! - oldI;
    const changeJ = beta[j]! - oldJ;
    for (let k = 0; k < l; k++) g[k]! -= rowI[k]! * changeI + rowJ[k]! * changeJ;
  }
  return {
    beta,
    rho: offset(beta, g, positives, C),
    dualObjective: objective(beta, g, positives),
    iterations,
    converged,
  };
}

function readRow(problem: TwoClassProblem, k: number, into: Float64Array): void {
  const { gram, rows, settings } = problem;
  const start = rows[k]! * gram.columns;
  for (let t = 0; t < rows.length; t++) into[t] = gram.values[start + rows[t]!]!;
  if (settings.gramPrecision === "float32") {
    for (let t = 0; t < rows.length; t++) into[t] = Math.fround(into[t]!);
  }
}

function curvature(diagonal: Float64Array, rowI: Float64Array, i: number, k: number): number {
  const value = diagonal[i]! + diagonal[k]! - 2 * rowI[k]!;
  return value > 0 ? value : smallestCurvature;
}

/** rho: the mean of -g over the free cases, or the middle of its bounds where none is free. */
function offset(beta: Float64Array, g: Float64Array, positives: number, C: number): number {
  let free = 0;
  let sum = 0;
  let above = Infinity;
  let below = -Infinity;
  for (let k = 0; k < beta.length; k++) {
    const positive = k < positives;
    const size = positive ? beta[k]! : -beta[k]!;
    if (size >= C) {
      if (positive) below = Math.max(below, -g[k]!);
      else above = Math.min(above, -g[k]!);
    } else if (size <= 0) {
      if (positive) above = Math.min(above, -g[k]!);
      else below = Math.max(below, -g[k]!);
    } else {
      free++;
      sum -= g[k]!;
    }
  }
  return free > 0 ? sum / free : (above + below) / 2;
}

function objective(beta: Float64Array, g: Float64Array, positives: number): number {
  let sum = 0;
  for (let k = 0; k < beta.length; k++) sum -= beta[k]! * (g[k]! + (k < positives ? 1 : -1));
  return sum / 2;
}
