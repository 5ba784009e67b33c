import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkSvcInput } from "./check.ts";
import { createSvcSolver } from "./create-svc-solver.ts";
import { exactMean, foldSizes } from "./selection.ts";
import { ascending, type SvcSettings } from "./settings.ts";
import type { SvcSolver, SvcSolverOptions } from "./svc-solver.ts";

export interface SearchOptions {
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
 *
 * The counts of a candidate depend on its Gram, its C and the fold alone; only which of them pruning
 * leaves out depends on the settings before it. A candidate that is as good as the best of all is never
 * left out, so the choice, its ties and what follows from them are the same with pruning and without.
 */
export function countCorrect(grams: Iterable<Matrix>, options: SearchOptions): Int32Array {
  return searchWith(createSvcSolver, grams, options);
}

/** `countCorrect` with a given kind of solver. */
export function searchWith(
  create: (options: SvcSolverOptions) => SvcSolver,
  grams: Iterable<Matrix>,
  options: SearchOptions,
): Int32Array {
  const { labels, assignments, folds, C, svc } = options;
  checkSvcInput(labels, C, svc);
  checkAssignments(options);
  const order = ascending(C);
  const widestFold = Math.max(0, ...assignments.flatMap((of) => [...foldSizes(of, folds)]));
  const solver = create({ labels, C: order.map((c) => C[c]!), svc, widestFold });
  const seeds = assignments.map((assignment) => createBound(assignment, options));
  const results: number[] = [];
  const active = C.map(() => true);
  for (const gram of grams) {
    solver.load(gram);
    const counts = new Int32Array(C.length * seeds.length * folds).fill(-1); // (C, seeds, folds)
    for (const [seed, bound] of seeds.entries()) {
      solver.divide(assignments[seed]!);
      bound.start();
      for (let fold = 0; fold < folds && bound.reaching.includes(true); fold++) {
        for (let rank = 0; rank < C.length; rank++) active[rank] = bound.reaching[order[rank]!]!;
        const correct = solver.countFold(fold, active);
        for (let rank = 0; rank < C.length; rank++) {
          if (!active[rank]) continue;
          const c = order[rank]!;
          counts[(c * seeds.length + seed) * folds + fold] = correct[rank]!;
          bound.add(c, fold, correct[rank]!);
        }
        bound.prune();
      }
      bound.end();
    }
    results.push(...counts);
  }
  return Int32Array.from(results);
}

/** What the candidates of one Gram can still reach with one fold seed, against the best so far. */
function createBound(assignment: Int32Array, options: SearchOptions) {
  const { C, folds, pruning } = options;
  const sizes = foldSizes(assignment, folds);
  const { weights, denominator } = exactMean(sizes);
  let best = 0;
  const reachable = C.map(() => denominator);
  const reaching = C.map(() => true);
  return {
    /** Which candidates can still be as good as the best so far. */
    reaching: reaching as readonly boolean[],
    start() {
      reachable.fill(denominator);
      reaching.fill(true);
    },
    add(c: number, fold: number, correct: number) {
      reachable[c]! -= (sizes[fold]! - correct) * weights[fold]!;
    },
    prune() {
      if (pruning === "none") return;
      for (const [c, value] of reachable.entries()) if (value < best) reaching[c] = false;
    },
    end() {
      for (const [c, value] of reachable.entries()) if (reaching[c]) best = Math.max(best, value);
    },
  };
}

/** Throws where a fold assignment does not fit the labels or the number of folds. */
export function checkAssignments(
  options: Pick<SearchOptions, "labels" | "assignments" | "folds">,
): void {
  const n = options.labels.length;
  for (const assignment of options.assignments) {
    const wrong = assignment.findIndex((fold) => fold < 0 || fold >= options.folds);
    if (assignment.length !== n || wrong >= 0) {
      throw new HarnessError(
        "compute",
        `${assignment.length} fold assignments, case ${wrong} in fold ${assignment[wrong]}: expected ${n} of them, from 0 to ${options.folds - 1}.`,
      );
    }
  }
}
