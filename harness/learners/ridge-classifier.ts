import { HarnessError } from "../errors.ts";
import { factorise, solveFactorised } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape } from "./check.ts";
import { ridgeFactor } from "./ridge-factor.ts";

/*
 * Kernel ridge regression as a classifier: with one-hot targets Y (n, k) it is f(x) = Σ_i A_i K(x_i, x),
 * (K + λ I) A = Y, and x is of the class with the largest f, the lowest of several. No intercept.
 */

export interface RidgeOptions {
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  /** λ > 0, in the units of the kernel. */
  readonly ridges: readonly number[];
}

export interface RidgeSearchOptions extends RidgeOptions {
  /** For every fold seed the fold in which each case is held out. */
  readonly assignments: readonly Int32Array[]; // (seeds) of (n)
  readonly folds: number;
  readonly validation: "folds" | "leave-one-out";
}

/** Index of the largest of `count` values, the first of several. */
function largest(values: Float64Array, from: number, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++) if (values[from + c]! > values[from + best]!) best = c;
  return best;
}

function classCount(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), -1) + 1;
}

function checkOptions({ labels, ridges }: RidgeOptions): void {
  if (labels.length === 0) throw new HarnessError("data", "There are no training cases.");
  const wrong = ridges.find((ridge) => !(ridge > 0 && ridge < Number.POSITIVE_INFINITY));
  if (wrong === undefined) return;
  throw new HarnessError("config", `A ridge is ${wrong}, expected a positive number.`);
}

/** A = V Vᵀ Y, (n, k), for one-hot Y. */
function coefficientsOf(v: Float64Array, labels: Int32Array, classes: number): Float64Array {
  const n = labels.length;
  const sums = new Float64Array(classes * n); // Yᵀ V
  for (let i = 0; i < n; i++) {
    const to = labels[i]! * n;
    const from = i * n;
    for (let j = 0; j < n; j++) sums[to + j] = sums[to + j]! + v[from + j]!;
  }
  const coefficients = new Float64Array(n * classes);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < classes; c++) coefficients[i * classes + c] = rowProduct(v, i, sums, c, n);
  }
  return coefficients;
}

/** Product of row i of one matrix and row j of another, of n columns: four sums, whose adding overlaps. */
function rowProduct(a: Float64Array, i: number, b: Float64Array, j: number, n: number): number {
  const [rowA, rowB] = [i * n, j * n];
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let t = 0;
  for (; t + 3 < n; t += 4) {
    s0 += a[rowA + t]! * b[rowB + t]!;
    s1 += a[rowA + t + 1]! * b[rowB + t + 1]!;
    s2 += a[rowA + t + 2]! * b[rowB + t + 2]!;
    s3 += a[rowA + t + 3]! * b[rowB + t + 3]!;
  }
  for (; t < n; t++) s0 += a[rowA + t]! * b[rowB + t]!;
  return s0 + s1 + (s2 + s3);
}

/**
 * Rightly classified validation cases of every Gram and ridge: (Grams, ridges, seeds, folds), or with
 * leave-one-out (Grams, ridges, seeds). All ridges, classes, folds and fold seeds share one factorisation
 * of the Gram: with G = (K + λ I)⁻¹ the residuals of the cases F that a fold holds out are
 * (G_FF)⁻¹ A_F, those of one case A_i / G_ii (Allen's PRESS). A ridge with which K + λ I is not positive
 * definite to working precision classifies nothing rightly.
 *
 * @param grams (n, n), symmetric
 * @throws HarnessError where a Gram does not fit the labels or is not finite, or a ridge is not positive
 */
export function countRidge(grams: Iterable<Matrix>, options: RidgeSearchOptions): Int32Array {
  checkOptions(options);
  const { labels, ridges, assignments, folds, validation } = options;
  const n = labels.length;
  const classes = classCount(labels);
  const parts = validation === "folds" ? folds : 1;
  const members = assignments.map((assignment) => membersOf(assignment, folds));
  const results: number[] = [];
  for (const gram of grams) {
    checkShape(gram, "training Gram", n, n);
    checkFinite(gram, "training Gram");
    const factor = ridgeFactor(gram);
    for (const ridge of ridges) {
      const v = factor(ridge);
      if (v === undefined) {
        results.push(...new Array<number>(assignments.length * parts).fill(0));
        continue;
      }
      const coefficients = coefficientsOf(v, labels, classes);
      if (validation === "leave-one-out") {
        const correct = leaveOneOut(v, coefficients, labels, classes);
        results.push(...assignments.map(() => correct));
        continue;
      }
      for (const ofSeed of members) {
        for (const fold of ofSeed) results.push(heldOut(v, coefficients, labels, classes, fold));
      }
    }
  }
  return Int32Array.from(results);
}

/** The cases of every fold, ascending. */
function membersOf(assignment: Int32Array, folds: number): number[][] {
  const members = Array.from({ length: folds }, (): number[] => []);
  for (const [i, fold] of assignment.entries()) members[fold]!.push(i);
  return members;
}

function leaveOneOut(
  v: Float64Array,
  coefficients: Float64Array,
  labels: Int32Array,
  classes: number,
): number {
  const n = labels.length;
  const prediction = new Float64Array(classes);
  let correct = 0;
  for (let i = 0; i < n; i++) {
    const inverse = rowProduct(v, i, v, i, n);
    for (let c = 0; c < classes; c++) {
      const target = labels[i] === c ? 1 : 0;
      prediction[c] = target - coefficients[i * classes + c]! / inverse;
    }
    if (largest(prediction, 0, classes) === labels[i]) correct++;
  }
  return correct;
}

/** How many of the cases of a fold are classified rightly by the others. */
function heldOut(
  v: Float64Array,
  coefficients: Float64Array,
  labels: Int32Array,
  classes: number,
  fold: readonly number[],
): number {
  const n = labels.length;
  const size = fold.length;
  const block = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) block[a * size + b] = rowProduct(v, fold[a]!, v, fold[b]!, n);
  }
  if (!factorise(block, size)) return 0;
  const predictions = new Float64Array(size * classes);
  const residuals = new Float64Array(size);
  for (let c = 0; c < classes; c++) {
    for (let a = 0; a < size; a++) residuals[a] = coefficients[fold[a]! * classes + c]!;
    solveFactorised(block, size, residuals);
    for (let a = 0; a < size; a++) {
      predictions[a * classes + c] = (labels[fold[a]!] === c ? 1 : 0) - residuals[a]!;
    }
  }
  let correct = 0;
  for (let a = 0; a < size; a++) {
    if (largest(predictions, a * classes, classes) === labels[fold[a]!]) correct++;
  }
  return correct;
}

/** A classifier with one ridge: f of test cases. */
export interface RidgeModel {
  /** A, row by row. */
  readonly coefficients: Matrix; // (n, k)
  /** Tr K (K + λ I)⁻¹: how many of the n cases' freedom the fit takes. */
  readonly degreesOfFreedom: number;
}

/**
 * Trains with each ridge on all cases, by one factorisation.
 * @param gram (n, n), symmetric
 * @throws HarnessError `compute` where K + λ I is not positive definite to working precision
 */
export function trainRidge(gram: Matrix, options: RidgeOptions): RidgeModel[] {
  checkOptions(options);
  const { labels, ridges } = options;
  const n = labels.length;
  checkShape(gram, "training Gram", n, n);
  checkFinite(gram, "training Gram");
  const classes = classCount(labels);
  const factor = ridgeFactor(gram);
  return ridges.map((ridge) => {
    const v = factor(ridge);
    if (v === undefined) {
      throw new HarnessError(
        "compute",
        `The training Gram plus ${ridge} on its diagonal is not positive definite.`,
        "add a larger ridge",
      );
    }
    let trace = 0;
    for (let i = 0; i < n; i++) trace += rowProduct(v, i, v, i, n);
    return {
      coefficients: { rows: n, columns: classes, values: coefficientsOf(v, labels, classes) },
      degreesOfFreedom: n - ridge * trace,
    };
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
  return { rows: cross.columns, columns: classes, values: scores };
}

/** The class with the largest score of each test case, the lowest of several. */
export function ridgeClasses({ rows, columns, values }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, z) => largest(values, z * columns, columns));
}
