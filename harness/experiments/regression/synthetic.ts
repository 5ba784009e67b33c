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
  const conditions = new Map<string, Condition>();
  for (const { span, sigma } of sweeps) {
    const dataset = `span-${span}-noise-${sigma}`;
    const signal: Signal = { kind: "sinusoid", period, sigma, noise: noise.drawn };
    conditions.set(dataset, {
      dataset,
      signal,
      task: {
        signal,
        scale: { offset: 0, factor: 1 },
        cut: { train, test, shortest, span },
        seed,
        repetitions,
      },
    });
  }
  return tasksOf("synthetic", [...conditions.values()], config);
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
