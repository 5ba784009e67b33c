import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkTask } from "./check.ts";
import { createEngine } from "./create-engine.ts";
import type { Engine, EngineTask } from "./engine.ts";
import { exactMean, foldSizes } from "./selection.ts";
import { ascending, type SvcSettings } from "./settings.ts";

export interface SearchTask {
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
export function countCorrect(grams: Iterable<Matrix>, task: SearchTask): Int32Array {
  return searchWith(createEngine, grams, task);
}

/** `countCorrect` with a given kind of engine. */
export function searchWith(
  create: (task: EngineTask) => Engine,
  grams: Iterable<Matrix>,
  task: SearchTask,
): Int32Array {
  const { labels, assignments, folds, C, svc } = task;
  checkTask(labels, C, svc);
  checkAssignments(task);
  const order = ascending(C);
  const widestFold = Math.max(0, ...assignments.flatMap((of) => [...foldSizes(of, folds)]));
  const engine = create({ labels, C: order.map((c) => C[c]!), svc, widestFold });
  const seeds = assignments.map((assignment) => createBound(assignment, task));
  const results: Int32Array[] = [];
  const active = C.map(() => true);
  for (const gram of grams) {
    engine.load(gram);
    const counts = new Int32Array(C.length * seeds.length * folds).fill(-1); // (C, seeds, folds)
    for (const [seed, bound] of seeds.entries()) {
      engine.divide(assignments[seed]!);
      bound.start();
      for (let fold = 0; fold < folds && bound.reaching.includes(true); fold++) {
        for (let place = 0; place < C.length; place++)
          active[place] = bound.reaching[order[place]!]!;
        const correct = engine.countFold(fold, active);
        for (let place = 0; place < C.length; place++) {
          if (!active[place]) continue;
          const c = order[place]!;
          counts[(c * seeds.length + seed) * folds + fold] = correct[place]!;
          bound.add(c, fold, correct[place]!);
        }
        bound.prune();
      }
      bound.end();
    }
    results.push(counts);
  }
  return concatenate(results);
}

/** What the candidates of one Gram can still reach with one fold seed, against the best so far. */
function createBound(assignment: Int32Array, task: SearchTask) {
  const { C, folds, pruning } = task;
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

function checkAssignments(task: SearchTask): void {
  const n = task.labels.length;
  for (const assignment of task.assignments) {
    const wrong = assignment.findIndex((fold) => fold < 0 || fold >= task.folds);
    if (assignment.length !== n || wrong >= 0) {
      throw new HarnessError(
        "compute",
        `${assignment.length} fold assignments, case ${wrong} in fold ${assignment[wrong]}: expected ${n} of them, from 0 to ${task.folds - 1}.`,
      );
    }
  }
}

function concatenate(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
