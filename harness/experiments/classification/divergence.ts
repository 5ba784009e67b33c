import { divergenceEpoch } from "../../methods/method.ts";
import type { Divergence } from "./result.ts";
import { type MethodTask, methodOf } from "./task.ts";

/** The trainings that diverged, of counts (candidates, folds) of one fold seed. */
export function divergencesOf(counts: Int32Array, folds: number): Divergence[] {
  return [...counts.entries()].flatMap(([i, count]) => {
    const epoch = divergenceEpoch(count);
    return epoch === undefined
      ? []
      : [{ candidate: Math.floor(i / folds), fold: i % folds, epoch }];
  });
}

/** Why a fold seed leaves nothing to choose where every candidate diverged in a fold; `undefined` otherwise. */
export function allDiverged(
  task: MethodTask,
  counts: Int32Array,
  folds: number,
  foldSeed: number,
): string | undefined {
  const candidates = counts.length / folds;
  const lost = new Set(divergencesOf(counts, folds).map(({ candidate }) => candidate)).size;
  if (lost < candidates) return undefined;
  const more = methodOf(task).whenAllDiverge?.(task.definition.grid);
  const which =
    candidates === 1 ? "the only candidate" : `every one of the ${candidates} candidates`;
  const said = `with fold seed ${foldSeed} the training of ${which} diverged in a fold`;
  return more === undefined ? said : `${said}; ${more}`;
}
