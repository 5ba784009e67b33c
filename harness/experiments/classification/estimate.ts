import type { DatasetSize } from "../../data/locate.ts";
import type { Setting } from "../../kernels/kernel.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { type Grid, gridSize, settingsOf } from "../grid.ts";
import type { FoldPlan } from "./fold-plan.ts";
import type { UnitTask } from "./units.ts";

/** A run of settings in grid order that is searched in one unit. */
export interface Shard {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** Expected seconds of a shard: short enough to share out, long enough not to notice the sharing. */
const shardSeconds = 4;

/** Expected seconds beyond which a run of settings is cut after all: one unit must not keep many workers waiting. */
const longestSeconds = 60;

/**
 * Seconds of a fit's step (see `fitSteps`), roughly: on the table's sets fits take from a half to three
 * times that, as the data are easy or hard to tell apart.
 */
const fitStepSeconds = 1.8e-9;

/** Number of fits of the search over a whole grid. */
export function searchFits(task: UnitTask, trainSize: number, folds: FoldPlan): number {
  return (
    gridSize(task.grid) * task.C.length * folds.foldSeeds.length * Math.min(folds.folds, trainSize)
  );
}

/**
 * Steps of one fit: k (k - 1) / 2 two-class machines of 1.8 n / k cases each, whose work grows with
 * the square of their size, and the votes on the held-out cases.
 */
function fitSteps({ trainSize, classes }: DatasetSize): number {
  const machines = (classes * (classes - 1)) / 2;
  const cases = (1.8 * trainSize) / classes;
  return machines * cases * cases + 0.09 * trainSize * trainSize * (classes - 1);
}

/** Rough seconds of so many kernel values of every one of the settings. */
function kernelSeconds(
  task: UnitTask,
  { longest, dimension }: DatasetSize,
  pairs: number,
  settings: readonly Setting[],
): number {
  const kernel = kernelNamed(task.kernel);
  return kernel.steps({ pairs, length: longest, dimension }, settings) * kernel.secondsPerStep;
}

/** Rough seconds of the search over a whole grid on one core. */
export function searchSeconds(task: UnitTask, size: DatasetSize, folds: FoldPlan): number {
  const n = size.trainSize;
  return (
    kernelSeconds(task, size, (n * (n + 1)) / 2, settingsOf(task.grid)) +
    searchFits(task, n, folds) * fitSteps(size) * fitStepSeconds
  );
}

/** Rough seconds of the refit and the test of one setting on one core. */
function testSeconds(task: UnitTask, size: DatasetSize): number {
  const { trainSize: n, testSize } = size;
  return (
    kernelSeconds(task, size, (n * (n + 1)) / 2 + n * testSize, settingsOf(task.grid).slice(0, 1)) +
    task.C.length * fitSteps(size) * fitStepSeconds
  );
}

/** Settings that are tested in one unit. */
export interface Batch {
  readonly settings: readonly number[];
  readonly seconds: number;
}

/** Expected seconds of a batch: tests of small sets take milliseconds, handing them out takes as long. */
const batchSeconds = 1;

/** Deals settings that are to be tested to batches, in their order; by the task alone, as shards are. */
export function testBatches(
  task: UnitTask,
  size: DatasetSize,
  settings: readonly number[],
): Batch[] {
  const seconds = testSeconds(task, size);
  const together = Math.max(1, Math.floor(batchSeconds / seconds));
  return Array.from({ length: Math.ceil(settings.length / together) }, (_, batch) => {
    const own = settings.slice(batch * together, (batch + 1) * together);
    return { settings: own, seconds: own.length * seconds };
  });
}

/** Settings that differ in the last key alone stay together, if that does not take minutes: kernels may step from one to the next. */
function togetherness(grid: Grid): number {
  return grid.at(-1)?.values.length ?? 1;
}

/** Splits a grid into shards. The split depends on the task alone, so that a journal outlives a change of workers. */
export function shardsOf(task: UnitTask, size: DatasetSize, folds: FoldPlan): Shard[] {
  const count = gridSize(task.grid);
  const run = togetherness(task.grid);
  const runs = count / run;
  const seconds = searchSeconds(task, size, folds);
  const pieces = Math.min(run, Math.ceil(seconds / runs / longestSeconds));
  if (pieces > 1) {
    return Array.from({ length: runs * pieces }, (_, piece) => {
      const start = run * Math.floor(piece / pieces);
      const from = start + Math.floor(((piece % pieces) * run) / pieces);
      const to = start + Math.floor((((piece % pieces) + 1) * run) / pieces);
      return { from, to, seconds: (seconds * (to - from)) / count };
    });
  }
  const shards = Math.min(runs, Math.max(1, Math.ceil(seconds / shardSeconds)));
  return Array.from({ length: shards }, (_, shard) => {
    const from = run * Math.floor((shard * runs) / shards);
    const to = run * Math.floor(((shard + 1) * runs) / shards);
    return { from, to, seconds: (seconds * (to - from)) / count };
  });
}

/** Seconds of a case cubed in the search for the extreme eigenvalues of a Gram, roughly. */
const eigenvalueSeconds = 1.9e-9;

/** Rough seconds of looking at the Gram of a chosen setting. */
export function inspectSeconds({ trainSize }: DatasetSize): number {
  return eigenvalueSeconds * trainSize ** 3;
}

/** The Gram, its copy in the solver's memory, and a block of the test Gram. */
export function workerBytes({ trainSize }: DatasetSize): number {
  return 3 * 8 * trainSize * trainSize;
}
