import { HarnessError } from "../errors.ts";
import { factorise, solveFactorised } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape } from "./check.ts";
import {
  checkRidgeOptions,
  classCount,
  classSizes,
  largest,
  type RidgeOptions,
} from "./ridge-classifier.ts";
import { type RidgeFactor, withRidgeFactor } from "./ridge-factor.ts";

export interface RidgeSearchOptions extends RidgeOptions {
  /** For every fold seed the fold in which each case is held out. */
  readonly assignments: readonly Int32Array[]; // (seeds) of (n)
  readonly folds: number;
  readonly validation: "folds" | "leave-one-out";
}

/**
 * Rightly classified validation cases of every Gram and ridge: (Grams, ridges, seeds, folds), or with
 * leave-one-out (Grams, ridges, seeds). All ridges, classes, folds and fold seeds share one factorisation
 * of the Gram: with G = (K + λ I)⁻¹ and A = G Y the residuals of the cases F that a fold holds out are
 * (G_FF)⁻¹ A_F, those of one case A_i / G_ii (Allen's PRESS). Where scores are too faint to be told from
 * rounding in that form, the others are trained (`trainedScores`). -1 for a ridge with which K + λ I is
 * not positive definite to working precision. A class without a case among the others is not chosen.
 *
 * @param grams (n, n), symmetric
 * @throws HarnessError where a Gram does not fit the labels or is not finite, or an option is wrong
 */
export function countRidge(grams: Iterable<Matrix>, options: RidgeSearchOptions): Int32Array {
  checkRidgeOptions(options);
  const { labels, ridges, assignments, folds, validation } = options;
  const n = labels.length;
  const members = assignments.map((assignment) => membersOf(assignment, n, folds));
  const widest = validation === "folds" ? Math.max(0, ...members.flat().map((of) => of.length)) : 0;
  const space = { labels, classes: classCount(labels), ridges, widest };
  return withRidgeFactor(space, (factor) => {
    const results: Int32Array[] = [];
    for (const gram of grams) {
      checkShape(gram, "training Gram", n, n);
      checkFinite(gram, "training Gram");
      factor.load(gram);
      results.push(
        validation === "folds"
          ? countFolds(factor, gram, options, members)
          : countLeftOut(factor, gram, options, assignments.length),
      );
    }
    return Int32Array.from(results.flatMap((counts) => [...counts]));
  });
}

/** The cases of every fold, ascending. */
function membersOf(assignment: Int32Array, n: number, folds: number): Int32Array[] {
  const wrong = assignment.findIndex((fold) => !(fold >= 0 && fold < folds));
  if (assignment.length !== n || wrong >= 0) {
    throw new HarnessError(
      "compute",
      wrong >= 0
        ? `Case ${wrong} is in fold ${assignment[wrong]}, expected one from 0 to ${folds - 1}.`
        : `There are ${assignment.length} fold assignments, expected ${n}.`,
    );
  }
  const all = assignment.map((_, i) => i);
  return Array.from({ length: folds }, (_, fold) => all.filter((i) => assignment[i] === fold));
}

/** Scores below this are of the size of the rounding that the residuals of targets of 1 leave. */
const faint = 1e-8;

/** Scores of cases held out, and what they are held out with. */
interface HeldOut {
  readonly cases: Int32Array;
  /** Score of every class for each case. */
  readonly scores: Float64Array; // (cases, classes)
}

/** Targets less residuals, which are rows of `width`. */
function scoresOf(
  cases: Int32Array,
  labels: Int32Array,
  residuals: Float64Array,
  width: number,
): HeldOut {
  const classes = classCount(labels);
  const scores = new Float64Array(cases.length * classes);
  for (let a = 0; a < cases.length; a++) {
    for (let c = 0; c < classes; c++) scores[a * classes + c] = -residuals[a * width + c]!;
    scores[a * classes + labels[cases[a]!]!]!++;
  }
  return { cases, scores };
}

/** Whether the scores of some case are all so small that rounding may have made them. */
function hasFaintCase({ cases, scores }: HeldOut): boolean {
  const classes = scores.length / cases.length;
  return cases.some((_, a) =>
    scores.subarray(a * classes, (a + 1) * classes).every((score) => Math.abs(score) < faint),
  );
}

/**
 * How many of the cases have the largest score at their class, the first of several.
 * @param sizes training cases of every class among those that are not held out with the a-th case
 */
function countRight(
  { cases, scores }: HeldOut,
  labels: Int32Array,
  sizes: (a: number) => Int32Array,
): number {
  const classes = scores.length / cases.length;
  let right = 0;
  for (let a = 0; a < cases.length; a++) {
    if (largest(scores, a * classes, sizes(a)) === labels[cases[a]!]) right++;
  }
  return right;
}

/** (ridges, seeds, folds) of one Gram. */
function countFolds(
  factor: RidgeFactor,
  gram: Matrix,
  { labels, ridges }: RidgeSearchOptions,
  members: readonly (readonly Int32Array[])[],
): Int32Array {
  const parts = members.flat();
  const all = classSizes(labels);
  const counts = new Int32Array(ridges.length * parts.length).fill(-1);
  for (const [part, cases] of parts.entries()) {
    if (cases.length > 0) factor.hold(cases);
    const sizes = all.slice();
    for (const held of cases) sizes[labels[held]!]!--;
    for (const [r, ridge] of ridges.entries()) {
      if (!factor.definite(r)) continue;
      const residuals = cases.length === 0 ? new Float64Array() : factor.residuals(r);
      if (residuals === undefined) continue;
      const found = scoresOf(cases, labels, residuals, factor.residualWidth);
      const sure = hasFaintCase(found) ? trainedScores(gram, labels, ridge, cases) : found;
      if (sure !== undefined)
        counts[r * parts.length + part] = countRight(sure, labels, () => sizes);
    }
  }
  return counts;
}

/** (ridges, seeds) of one Gram: the same for every seed. */
function countLeftOut(
  factor: RidgeFactor,
  gram: Matrix,
  { labels, ridges }: RidgeSearchOptions,
  seeds: number,
): Int32Array {
  const classes = classCount(labels);
  const all = labels.map((_, i) => i);
  const sizes = classSizes(labels);
  const others = Array.from(sizes, (_, label) => {
    const own = sizes.slice();
    own[label]!--;
    return own;
  });
  const counts = new Int32Array(ridges.length * seeds).fill(-1);
  for (const [r, ridge] of ridges.entries()) {
    if (!factor.definite(r)) continue;
    const residuals = factor.coefficients(r);
    const diagonal = factor.inverseDiagonal(r);
    for (let at = 0; at < residuals.length; at++)
      residuals[at] = residuals[at]! / diagonal[Math.floor(at / classes)]!;
    const found = scoresOf(all, labels, residuals, classes);
    const sure = hasFaintCase(found) ? leftOutScores(gram, labels, ridge, found) : found;
    if (sure === undefined) continue;
    const right = countRight(sure, labels, (a) => others[labels[a]!]!);
    counts.fill(right, r * seeds, (r + 1) * seeds);
  }
  return counts;
}

/** Factor of (K_RR + λ I) / s for cases R, with s such that its entries are of size 1; and s. */
function factorOf(gram: Matrix, cases: Int32Array, ridge: number) {
  const size = cases.length;
  const n = gram.columns;
  const largestEntry = gram.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = ridge + largestEntry;
  const factor = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const value = gram.values[cases[a]! * n + cases[b]!]!;
      factor[a * size + b] = (a === b ? value + ridge : value) / scale;
    }
  }
  return factorise(factor, size) ? { factor, scale } : undefined;
}

/**
 * Scores of cases that are held out by training on the others, up to a factor that all share: by a Cholesky
 * factor, which keeps the digits of small entries where the diagonal outweighs the rest, as it does where
 * scores are faint.
 */
function trainedScores(
  gram: Matrix,
  labels: Int32Array,
  ridge: number,
  cases: Int32Array,
): HeldOut | undefined {
  const n = labels.length;
  const classes = classCount(labels);
  const held = new Set(cases);
  const kept = labels.map((_, i) => i).filter((i) => !held.has(i));
  const found = factorOf(gram, kept, ridge);
  if (found === undefined) return undefined;
  const scores = new Float64Array(cases.length * classes);
  for (let c = 0; c < classes; c++) {
    const coefficients = Float64Array.from(kept, (i) => (labels[i] === c ? 1 : 0));
    solveFactorised(found.factor, kept.length, coefficients);
    for (let a = 0; a < cases.length; a++) {
      let score = 0;
      for (let k = 0; k < kept.length; k++)
        score += (gram.values[cases[a]! * n + kept[k]!]! / found.scale) * coefficients[k]!;
      scores[a * classes + c] = score;
    }
  }
  return { cases, scores };
}

/**
 * The faint ones of some scores, each case left out by itself, without a difference from the targets:
 * -Σ_j≠i G_ij Y_j / G_ii, with rows of G from one Cholesky factor of all cases.
 */
function leftOutScores(
  gram: Matrix,
  labels: Int32Array,
  ridge: number,
  { cases, scores }: HeldOut,
): HeldOut | undefined {
  const n = labels.length;
  const classes = classCount(labels);
  const found = factorOf(gram, cases, ridge);
  if (found === undefined) return undefined;
  const sure = scores.slice();
  for (const i of cases) {
    const own = sure.subarray(i * classes, (i + 1) * classes);
    if (!hasFaintCase({ cases: Int32Array.of(i), scores: own })) continue;
    const row = new Float64Array(n); // row i of G, up to a factor
    row[i] = 1;
    solveFactorised(found.factor, n, row);
    own.fill(0);
    for (let j = 0; j < n; j++) if (j !== i) own[labels[j]!]! -= row[j]! / row[i]!;
  }
  return { cases, scores: sure };
}
