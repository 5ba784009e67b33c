import { HarnessError } from "../../errors.ts";
import { defineExperiment } from "../define-experiment.ts";
import type { ExpandContext, Task } from "../experiment.ts";
import { atSizes } from "../sizes.ts";
import { type SyntheticConfig, syntheticSchema } from "./config.ts";
import { taskBytes, taskSeconds, taskStages } from "./cost.ts";
import { type Condition, tasksOf } from "./methods.ts";
import { regressionResultSchema } from "./result.ts";
import { runRegression } from "./run.ts";
import type { RegressionTask } from "./task.ts";
import { units } from "./units.ts";
import type { Signal } from "./windows.ts";

function expand(given: SyntheticConfig, { sizes }: ExpandContext): Task<RegressionTask>[] {
  const config = atSizes(given, sizes);
  const { period, noise, train, test, repetitions, shortest, spans, seed } = config;
  const longest = shortest + Math.max(...spans, noise.span);
  if (longest >= period) {
    throw new HarnessError(
      "config",
      `windows of up to ${longest} points and the value after them do not fit into a signal of ${period} points`,
    );
  }
  const sweeps = [
    ...spans.map((span) => ({ span, sigma: noise.sigma })),
    ...noise.sigmas.map((sigma) => ({ span: noise.span, sigma })),
  ];
  const conditions = sweeps.map(({ span, sigma }): Condition => {
    const signal: Signal = { kind: "sinusoid", period, sigma, noise: noise.drawn };
    const scale = { offset: 0, factor: 1 };
    const cut = { train, test, shortest, span };
    const task = { signal, scale, cut, seed, repetitions };
    return { dataset: `span-${span}-noise-${sigma}`, signal, task };
  });
  return tasksOf("synthetic", conditions, config);
}

/** The next value of a noisy sinusoid from windows of different lengths. */
export const synthetic = defineExperiment({
  name: "synthetic",
  label: "Inputs of different lengths",
  schema: syntheticSchema,
  result: regressionResultSchema,
  expand,
  units,
  run: runRegression,
  nominalSeconds: taskSeconds,
  workerBytes: taskBytes,
  stages: taskStages,
});
