import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { withLinearAlgebra } from "../wasm/linear-algebra-memory.ts";
import { checkFinite, checkShape } from "./check.ts";
import { certifiedCounts, uncertain } from "./ridge-certified.ts";
import { checkRidgeOptions, classCount, type RidgeOptions } from "./ridge-classifier.ts";
import { countFolds, countLeftOut } from "./ridge-counts.ts";
import { sequenceCount, worthwhileEffort } from "./ridge-effort.ts";
import { factorEnd, factorIn } from "./ridge-factor.ts";
import { sequencesEnd, sequencesIn } from "./ridge-lanczos.ts";

export interface RidgeSearchOptions extends RidgeOptions {
  /** For every fold seed the fold in which each case is held out. */
  readonly assignments: readonly Int32Array[]; // (seeds) of (n)
  readonly folds: number;
  readonly validation: "folds" | "leave-one-out";
}

/**
 * Rightly classified validation cases of every Gram and ridge: (Grams, ridges, seeds, folds), or with
 * leave-one-out (Grams, ridges, seeds). Of folds the scores are not asked for, only which one is the largest:
 * conjugate gradients tell that for certain on a well-conditioned Gram (`certifiedCounts`), with less work than
 * anything exact. What they leave open, and leave-one-out, takes a factorisation of the Gram that all
 * ridges, classes, folds and fold seeds share: with G = (K + λ I)⁻¹ and A = G Y the residuals of the cases F that a
 * fold holds out are (G_FF)⁻¹ A_F, those of one case A_i / G_ii (Allen's PRESS). Where scores are too faint to be
 * told from rounding in that form, the others are trained. -1 for a ridge with which K + λ I is not positive
 * definite to working precision. A class without a case among the others is not chosen.
 *
 * @param grams (n, n), symmetric
 * @throws HarnessError where a Gram does not fit the labels or is not finite, or an option is wrong
 */
export function countRidge(grams: Iterable<Matrix>, options: RidgeSearchOptions): Int32Array {
  checkRidgeOptions(options);
  const { labels, ridges, assignments, folds, validation } = options;
  const n = labels.length;
  const parts = assignments.flatMap((assignment) => membersOf(assignment, n, folds));
  const widest = validation === "folds" ? Math.max(0, ...parts.map((of) => of.length)) : 0;
  const space = { labels, classes: classCount(labels), ridges, widest };
  // With more sequences they would take more room than the factorisation, and more time.
  const most = validation === "folds" ? sequenceCount(labels, parts.length) : 0;
  const slots = 3 * most <= n ? most : 0;
  const end = (base: number) => Math.max(factorEnd(space, base), sequencesEnd(n, slots, base));
  return withLinearAlgebra(end, (lent, memory) => {
    // They take turns in the same place.
    const sequences = sequencesIn(lent, memory, n, slots);
    const factor = factorIn(lent, memory, space);
    const countParts = (gram: Matrix): Int32Array => {
      const effort = slots > 0 ? worthwhileEffort(gram, labels, ridges, parts) : undefined;
      const found = effort && certifiedCounts(sequences, gram, { labels, ridges, parts, effort });
      const counts = found ?? new Int32Array(ridges.length * parts.length).fill(uncertain);
      if (!counts.includes(uncertain)) return counts;
      factor.load(gram);
      countFolds(factor, gram, options, parts, counts);
      return counts;
    };
    const results: Int32Array[] = [];
    for (const gram of grams) {
      checkShape(gram, "training Gram", n, n);
      checkFinite(gram, "training Gram");
      if (validation === "folds") {
        results.push(countParts(gram));
        continue;
      }
      factor.load(gram);
      results.push(countLeftOut(factor, gram, options, assignments.length));
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
