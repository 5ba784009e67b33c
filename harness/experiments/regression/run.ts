import { kernelNamed } from "../../kernels/registry.ts";
import { gridSize, pointsOf } from "../../methods/grid.ts";
import type { Stage } from "../../stage.ts";
import { sampled } from "../../stopwatch.ts";
import type { Outcome, ReadyTask, RunContext } from "../experiment.ts";
import { measureRepetitions, type RegressionTask, type Repetition } from "./repetitions.ts";
import type { RegressionResult } from "./result.ts";

interface RepetitionsPayload {
  readonly task: RegressionTask;
  readonly from: number;
  readonly to: number;
}

export const units = {
  repetitions({ task, from, to }: RepetitionsPayload): Repetition[] {
    return measureRepetitions(task, from, to);
  },
};

/** Expected seconds of a unit: short enough to share out, long enough not to notice the sharing. */
const unitSeconds = 1;

/** Rough seconds of one repetition. */
function repetitionSeconds({ method, cut }: RegressionTask): number {
  const windows = (cut.train + cut.test) * 1e-6 * cut.shortest;
  if (method.kind === "previous") return windows;
  const kernel = kernelNamed(method.kernel);
  const settings = pointsOf(method.grid);
  const longest = cut.shortest + cut.span;
  const cost = (pairs: number, count: number) =>
    kernel.cost.steps({ pairs, length: longest, dimension: 1 }, settings.slice(0, count)) *
    kernel.cost.secondsPerStep;
  const kept = cut.train * (1 - 1 / method.folds);
  // the reduction of a fold's Gram, then a few steps a ridge and point
  const fold =
    2e-9 * kept * kept * kept + 8e-9 * kept * method.ridges.length * (cut.train / method.folds);
  return (
    windows +
    cost((cut.train * (cut.train + 1)) / 2, settings.length) +
    cost(cut.train * cut.test, 1) +
    gridSize(method.grid) * method.folds * fold
  );
}

/** Measures a condition with one method, some repetitions a unit. */
export async function runRegression(ready: ReadyTask, context: RunContext): Promise<Outcome> {
  const task = ready.local as RegressionTask;
  const each = repetitionSeconds(task);
  const share = Math.max(1, Math.floor(unitSeconds / each));
  const calls = Array.from({ length: Math.ceil(task.repetitions / share) }, (_, k) => {
    const from = k * share;
    const to = Math.min(task.repetitions, from + share);
    return {
      payload: { task, from, to } satisfies RepetitionsPayload,
      seconds: (to - from) * each,
    };
  });
  const repetitions = ((await context.map("repetitions", calls)) as Repetition[][]).flat();
  const result: RegressionResult = {
    snr: repetitions.map(({ snr }) => snr),
    chosen:
      task.method.kind === "previous"
        ? null
        : {
            setting: repetitions.map(({ setting }) => setting),
            ridge: repetitions.map(({ ridge }) => ridge),
          },
  };
  return { status: "done", result };
}

export function taskSeconds(task: RegressionTask): number {
  return task.repetitions * repetitionSeconds(task);
}

/** The test Gram and the windows. */
export function taskBytes({ cut }: RegressionTask): number {
  return 8 * cut.test * (cut.train + 2 * (cut.shortest + cut.span));
}

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
