import { kernelNamed } from "../../kernels/registry.ts";
import { sampled } from "../../stopwatch.ts";
import type { Stage } from "../experiment.ts";
import { gridSize, settingsOf } from "../grid.ts";
import { measureRepetitions } from "./repetitions.ts";
import type { RegressionTask } from "./task.ts";

/**
 * Seconds, rough: measured on one core of an AMD EPYC with Node 20, 5000 test windows of 10 to 30 values,
 * and Grams of 200 training windows in 5 folds.
 */
const costs = {
  /** To draw one value of a window and to look at it once. */
  value: 3.5e-8,
  /** Of the reduction of a fold's Gram to tridiagonal form, by the cube of its size. */
  reduction: 1e-9,
  /** To predict one held-out value with one ridge, by the size of the fold's Gram. */
  prediction: 1.1e-9,
} as const;

/** Rough seconds of one repetition. */
export function repetitionSeconds({ method, cut }: RegressionTask): number {
  const windows = (cut.train + cut.test) * costs.value * cut.shortest;
  if (method.kind === "previous") return windows;
  const kernel = kernelNamed(method.kernel);
  const settings = settingsOf(method.grid);
  const longest = cut.shortest + cut.span;
  const cost = (pairs: number, count: number) =>
    kernel.steps({ pairs, length: longest, dimension: 1 }, settings.slice(0, count)) *
    kernel.secondsPerStep;
  const kept = cut.train * (1 - 1 / method.folds);
  const fold =
    costs.reduction * kept * kept * kept +
    costs.prediction * kept * method.ridges.length * (cut.train / method.folds);
  return (
    windows +
    cost((cut.train * (cut.train + 1)) / 2, settings.length) +
    cost(cut.train * cut.test, 1) +
    gridSize(method.grid) * method.folds * fold
  );
}

/** Rough seconds of a task. */
export function taskSeconds(task: RegressionTask): number {
  return task.repetitions * repetitionSeconds(task);
}

/** The test Gram and the windows. */
export function taskBytes({ cut }: RegressionTask): number {
  return 8 * cut.test * (cut.train + 2 * (cut.shortest + cut.span));
}

/** The only stage of a task: its repetitions. */
export function taskStages(task: RegressionTask): Stage[] {
  return [
    {
      name: "repetitions",
      count: task.repetitions,
      seconds: sampled(task.repetitions, () => {
        measureRepetitions(task, 0, 1);
      }),
    },
  ];
}
