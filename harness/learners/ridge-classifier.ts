import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape } from "./check.ts";
import { withRidgeFactor } from "./ridge-factor.ts";

/*
 * Kernel ridge regression as a classifier: with one-hot targets Y (n, k) it is f(x) = Σ_i A_i K(x_i, x),
 * (K + λ I) A = Y, and x is of the class with the largest f, the lowest of several, of those that have
 * training cases. No intercept.
 */

export interface RidgeOptions {
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  /** λ > 0, in the units of the kernel. */
  readonly ridges: readonly number[];
}

/**
 * The class with the largest of the values from `from` on, the lowest of several, among the classes that have
 * training cases; -1 where none has.
 * @param sizes number of training cases of every class
 */
export function largest(values: Float64Array, from: number, sizes: Int32Array): number {
  let best = -1;
  for (let c = 0; c < sizes.length; c++) {
    if (sizes[c]! > 0 && (best < 0 || values[from + c]! > values[from + best]!)) best = c;
  }
  return best;
}

/** Number of training cases of every class, from 0 to the largest label. */
export function classSizes(labels: Int32Array): Int32Array {
  const sizes = new Int32Array(classCount(labels));
  for (const label of labels) sizes[label]!++;
  return sizes;
}

/** Number of classes: the largest label and 1. */
export function classCount(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), -1) + 1;
}

/** @throws HarnessError where labels or ridges cannot be trained with */
export function checkRidgeOptions({ labels, ridges }: RidgeOptions): void {
  if (labels.length === 0) throw new HarnessError("data", "There are no training cases.");
  const negative = labels.findIndex((label) => label < 0);
  if (negative >= 0) {
    throw new HarnessError(
      "compute",
      `Label ${negative} is ${labels[negative]}, expected the index of a class, 0 or more.`,
    );
  }
  if (ridges.length === 0) throw new HarnessError("config", "There is no ridge.");
  const wrong = ridges.find((ridge) => !(ridge > 0 && ridge < Number.POSITIVE_INFINITY));
  if (wrong === undefined) return;
  throw new HarnessError("config", `A ridge is ${wrong}, expected a positive number.`);
}

/** A classifier with one ridge: f of test cases. */
export interface RidgeModel {
  /** A, row by row. */
  readonly coefficients: Matrix; // (n, k)
  /** Number of training cases of every class. */
  readonly sizes: Int32Array; // (k)
  /** Tr K (K + λ I)⁻¹: how many of the n cases' freedom the fit takes. */
  readonly degreesOfFreedom: number;
}

/**
 * Trains with each ridge on all cases, by one factorisation.
 * @param gram (n, n), symmetric
 * @throws HarnessError `compute` where K + λ I is not positive definite to working precision
 */
export function trainRidge(gram: Matrix, options: RidgeOptions): RidgeModel[] {
  checkRidgeOptions(options);
  const { labels, ridges } = options;
  const n = labels.length;
  checkShape(gram, "training Gram", n, n);
  checkFinite(gram, "training Gram");
  const classes = classCount(labels);
  return withRidgeFactor({ labels, classes, ridges, widest: 0 }, (factor) => {
    factor.load(gram);
    return ridges.map((ridge, r) => {
      if (!factor.definite(r)) {
        throw new HarnessError(
          "compute",
          `The training Gram plus ${ridge} on its diagonal is not positive definite.`,
          "add a larger ridge",
        );
      }
      const trace = factor.inverseDiagonal(r).reduce((sum, value) => sum + value, 0);
      return {
        coefficients: { rows: n, columns: classes, values: factor.coefficients(r) },
        sizes: classSizes(labels),
        degreesOfFreedom: Math.min(n, Math.max(0, n - ridge * trace)),
      };
    });
  });
}

/**
 * f of every class at test cases.
 * @param cross K of training and test cases (n, n')
 * @returns (n', k)
 */
export function ridgeScores({ coefficients }: RidgeModel, cross: Matrix): Matrix {
  const { rows: n, columns: classes, values } = coefficients;
  checkShape(cross, "Gram of training and test cases", n);
  checkFinite(cross, "Gram of training and test cases");
  const scores = new Float64Array(cross.columns * classes);
  for (let i = 0; i < n; i++) {
    for (let z = 0; z < cross.columns; z++) {
      const weight = cross.values[i * cross.columns + z]!;
      for (let c = 0; c < classes; c++) {
        scores[z * classes + c] = scores[z * classes + c]! + weight * values[i * classes + c]!;
      }
    }
  }
  const found = { rows: cross.columns, columns: classes, values: scores };
  checkFinite(found, "scores of the test cases");
  return found;
}

/** The class of each test case by its scores: the largest, the lowest of several, of the classes trained on. */
export function ridgeClasses({ sizes }: RidgeModel, { rows, columns, values }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, z) => largest(values, z * columns, sizes));
}
