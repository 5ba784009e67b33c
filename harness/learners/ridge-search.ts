import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape } from "./check.ts";
import { checkRidgeOptions, classCount, largest, type RidgeOptions } from "./ridge-classifier.ts";
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
 * (G_FF)⁻¹ A_F, those of one case A_i / G_ii (Allen's PRESS). A ridge with which K + λ I is not positive
 * definite to working precision classifies nothing rightly.
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
          ? countFolds(factor, options, members)
          : countLeftOut(factor, options, assignments.length),
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

/** (ridges, seeds, folds) of one Gram. */
function countFolds(
  factor: RidgeFactor,
  { labels, ridges }: RidgeSearchOptions,
  members: readonly (readonly Int32Array[])[],
): Int32Array {
  const parts = members.flat();
  const counts = new Int32Array(ridges.length * parts.length);
  for (const [part, cases] of parts.entries()) {
    if (cases.length === 0) continue;
    factor.hold(cases);
    for (let r = 0; r < ridges.length; r++) {
      const residuals = factor.definite(r) ? factor.residuals(r) : undefined;
      if (residuals === undefined) continue;
      counts[r * parts.length + part] = countRight(cases, labels, residuals, factor.residualWidth);
    }
  }
  return counts;
}

/** How many of the cases have the largest target less residual, the first of several, at their class. */
function countRight(
  cases: Int32Array,
  labels: Int32Array,
  residuals: Float64Array,
  width: number,
): number {
  const classes = classCount(labels);
  const prediction = new Float64Array(classes);
  let right = 0;
  for (let a = 0; a < cases.length; a++) {
    const label = labels[cases[a]!]!;
    for (let c = 0; c < classes; c++) prediction[c] = -residuals[a * width + c]!;
    prediction[label]!++;
    if (largest(prediction, 0, classes) === label) right++;
  }
  return right;
}

/** (ridges, seeds) of one Gram: the same for every seed. */
function countLeftOut(
  factor: RidgeFactor,
  { labels, ridges }: RidgeSearchOptions,
  seeds: number,
): Int32Array {
  const classes = classCount(labels);
  const all = labels.map((_, i) => i);
  const counts = new Int32Array(ridges.length * seeds);
  for (let r = 0; r < ridges.length; r++) {
    if (!factor.definite(r)) continue;
    const residuals = factor.coefficients(r);
    const diagonal = factor.inverseDiagonal(r);
    for (let at = 0; at < residuals.length; at++)
      residuals[at] = residuals[at]! / diagonal[Math.floor(at / classes)]!;
    counts.fill(countRight(all, labels, residuals, classes), r * seeds, (r + 1) * seeds);
  }
  return counts;
}
