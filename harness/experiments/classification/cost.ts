import type { DatasetSize } from "../../data/locate.ts";
import { gridSize } from "../../methods/grid.ts";
import type { FoldCounts } from "../../methods/method.ts";
import type { Stage } from "../../stage.ts";
import { type FoldPlan, foldsOf } from "../fold-plan.ts";
import { preparedData } from "../prepared-data.ts";
import { dataFacts } from "./data-facts.ts";
import { drawText } from "./draws.ts";
import { type MethodTask, methodOf, preparationOf } from "./task.ts";

/** A run of candidates in grid order that is searched in one unit. */
export interface Shard {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** Expected seconds of a shard: short enough to share out, long enough not to notice the sharing. */
const shardSeconds = 4;

/** Expected seconds beyond which candidates that share work are cut apart after all: one unit must not keep many workers waiting. */
const longestSeconds = 60;

/** How often the search of a data set is repeated. */
export function foldCounts({ folds, foldSeeds }: FoldPlan, trainSize: number): FoldCounts {
  return { seeds: foldSeeds.length, folds: Math.min(folds, trainSize) };
}

/** Rough seconds of the search over a whole grid on one core. */
export function searchSeconds(task: MethodTask, size: DatasetSize, folds: FoldPlan): number {
  const { cost } = methodOf(task);
  return cost.searchSeconds(task.definition, size, foldCounts(folds, size.trainSize));
}

/** Splits a grid into shards. The split depends on the task alone, so that a journal outlives a change of workers. */
export function shardsOf(task: MethodTask, size: DatasetSize, folds: FoldPlan): Shard[] {
  const { least, together } = methodOf(task).cost.groups(task.definition);
  const count = gridSize(task.definition.grid) / least;
  const run = together / least;
  const runs = count / run;
  const seconds = searchSeconds(task, size, folds);
  const shard = (from: number, to: number): Shard => ({
    from: from * least,
    to: to * least,
    seconds: (seconds * (to - from)) / count,
  });
  const pieces = Math.min(run, Math.ceil(seconds / runs / longestSeconds));
  if (pieces > 1) {
    return Array.from({ length: runs * pieces }, (_, piece) => {
      const start = run * Math.floor(piece / pieces);
      const from = start + Math.floor(((piece % pieces) * run) / pieces);
      const to = start + Math.floor((((piece % pieces) + 1) * run) / pieces);
      return shard(from, to);
    });
  }
  const shards = Math.min(runs, Math.max(1, Math.ceil(seconds / shardSeconds)));
  return Array.from({ length: shards }, (_, k) =>
    shard(run * Math.floor((k * runs) / shards), run * Math.floor(((k + 1) * runs) / shards)),
  );
}

/** Candidates that are tested in one unit. */
export interface Batch {
  readonly candidates: readonly number[];
  readonly seconds: number;
}

/** Expected seconds of a batch: tests of small sets take milliseconds, handing them out takes as long. */
const batchSeconds = 1;

/** Deals candidates that are to be tested to batches; by the task alone, as shards are. */
export function testBatches(
  task: MethodTask,
  size: DatasetSize,
  candidates: readonly number[],
): Batch[] {
  const { cost } = methodOf(task);
  const { least } = cost.groups(task.definition);
  const groups = new Map<number, number[]>();
  for (const candidate of candidates) {
    const group = Math.floor(candidate / least);
    groups.set(group, [...(groups.get(group) ?? []), candidate]);
  }
  const seconds = cost.testSeconds(task.definition, size);
  const all = [...groups.values()];
  const together = Math.max(1, Math.min(all.length, Math.floor(batchSeconds / seconds)));
  return Array.from({ length: Math.ceil(all.length / together) }, (_, batch) => {
    const own = all.slice(batch * together, (batch + 1) * together);
    return { candidates: own.flat(), seconds: own.length * seconds };
  });
}

/** Stages of a task with samples of their work, on the task's own data. */
export function classificationStages(task: MethodTask, plan: FoldPlan): Stage[] {
  const data = preparedData(preparationOf(task));
  if (data.status !== "ready") return [];
  const { train, test } = data;
  const facts = dataFacts(data);
  const size = { ...facts, classes: facts.classes.length };
  const { definition } = task;
  return methodOf(task).cost.stages(definition, {
    train,
    test,
    size,
    counts: foldCounts(plan, facts.trainSize),
    assignments: foldsOf(train.labels, plan).map(({ assignment }) => assignment),
    seeds: plan.foldSeeds.map((foldSeed) => drawText(plan, foldSeed)),
    testUnits: (candidates) =>
      testBatches(
        task,
        size,
        Array.from({ length: candidates }, (_, k) => k),
      ).length,
  });
}
