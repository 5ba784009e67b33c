import type { FoldDraw } from "../../methods/method.ts";
import { type FoldPlan, foldsOf, seedText } from "../fold-plan.ts";
import { type MethodTask, methodOf } from "./task.ts";

/** The text of a fold seed from which methods derive what they draw. */
export function drawText(plan: FoldPlan, foldSeed: number): string {
  return seedText("draws", plan, foldSeed);
}

/** The fold seed of a plan of one, for a method that draws. */
export function foldDraw(labels: Int32Array, plan: FoldPlan): FoldDraw {
  const [folds] = foldsOf(labels, plan);
  const seed = drawText(plan, plan.foldSeeds[0]!);
  return { seed, assignment: folds!.assignment, folds: folds!.count };
}

/** Something of a task's candidates that is computed by itself, with the folds of one seed where it draws. */
export interface DrawGroup {
  /** What stands in the payload of a unit beside the candidates: nothing for a method that does not draw. */
  readonly draw: { readonly folds?: FoldPlan };
  /** Each once. */
  readonly candidates: readonly number[];
}

/**
 * Candidates that the fold seeds ask for, a list a seed, as they are to be computed: once for all seeds, or
 * once a seed where the method draws.
 */
export function drawGroups(
  task: MethodTask,
  plan: FoldPlan,
  asked: readonly (readonly number[])[],
): DrawGroup[] {
  if (methodOf(task).draws !== true) return [{ draw: {}, candidates: [...new Set(asked.flat())] }];
  return plan.foldSeeds.map((foldSeed, s) => ({
    draw: { folds: { ...plan, foldSeeds: [foldSeed] } },
    candidates: [...new Set(asked[s])],
  }));
}

/** What was computed for groups, a map from candidates a group: a map a fold seed. */
export function bySeed<Reply>(
  { foldSeeds }: FoldPlan,
  groups: readonly ReadonlyMap<number, Reply>[],
): ReadonlyMap<number, Reply>[] {
  return foldSeeds.map((_, s) => groups[groups.length === 1 ? 0 : s]!);
}
