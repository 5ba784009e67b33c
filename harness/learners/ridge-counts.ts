import type { Matrix } from "../math/matrix.ts";
import { uncertain } from "./ridge-certified.ts";
import { withRidgeCholesky } from "./ridge-cholesky.ts";
import { classCount, classSizes, largest, type RidgeOptions } from "./ridge-classifier.ts";
import { faint } from "./ridge-effort.ts";
import type { RidgeFactor } from "./ridge-factor.ts";

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

/**
 * Rightly classified cases of each ridge and part that is held out, of the Gram that a factor has loaded, in place
 * of those that are `uncertain`; -1 as in `countRidge`.
 * @param counts (ridges, parts)
 */
export function countFolds(
  factor: RidgeFactor,
  gram: Matrix,
  { labels, ridges }: RidgeOptions,
  parts: readonly Int32Array[],
  counts: Int32Array,
): void {
  const all = classSizes(labels);
  for (const [part, cases] of parts.entries()) {
    const places = ridges.map((_, r) => r * parts.length + part);
    if (places.every((at) => counts[at] !== uncertain)) continue;
    if (cases.length > 0) factor.hold(cases);
    const sizes = all.slice();
    for (const held of cases) sizes[labels[held]!]!--;
    for (const [r, ridge] of ridges.entries()) {
      const at = places[r]!;
      if (counts[at] !== uncertain) continue;
      counts[at] = -1;
      if (!factor.definite(r)) continue;
      const residuals = cases.length === 0 ? new Float64Array() : factor.residuals(r);
      if (residuals === undefined) continue;
      const found = scoresOf(cases, labels, residuals, factor.residualWidth);
      const sure = hasFaintCase(found) ? trainedScores(gram, labels, ridge, cases) : found;
      if (sure !== undefined) counts[at] = countRight(sure, labels, () => sizes);
    }
  }
}

/** Rightly classified cases of each ridge, each case left out by itself; (ridges, seeds), the same for every seed. */
export function countLeftOut(
  factor: RidgeFactor,
  gram: Matrix,
  { labels, ridges }: RidgeOptions,
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
  const width = classes + (classes % 2);
  const held = new Set(cases);
  const kept = labels.map((_, i) => i).filter((i) => !held.has(i));
  return withRidgeCholesky(gram, kept, ridge, width, ({ scale, solve }) => {
    const coefficients = new Float64Array(kept.length * width);
    for (let k = 0; k < kept.length; k++) coefficients[k * width + labels[kept[k]!]!] = 1;
    solve(coefficients);
    const scores = new Float64Array(cases.length * classes);
    for (let a = 0; a < cases.length; a++) {
      for (let k = 0; k < kept.length; k++) {
        const weight = gram.values[cases[a]! * n + kept[k]!]! / scale;
        for (let c = 0; c < classes; c++) {
          const at = a * classes + c;
          scores[at] = scores[at]! + weight * coefficients[k * width + c]!;
        }
      }
    }
    return { cases, scores };
  });
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
  return withRidgeCholesky(gram, cases, ridge, 2, ({ solve }) => {
    const sure = scores.slice();
    for (const i of cases) {
      const own = sure.subarray(i * classes, (i + 1) * classes);
      if (!hasFaintCase({ cases: Int32Array.of(i), scores: own })) continue;
      const row = new Float64Array(2 * n); // row i of G, up to a factor, in the first of two columns
      row[2 * i] = 1;
      solve(row);
      own.fill(0);
      for (let j = 0; j < n; j++) {
        if (j !== i) own[labels[j]!]! -= row[2 * j]! / row[2 * i]!;
      }
    }
    return { cases, scores: sure };
  });
}
