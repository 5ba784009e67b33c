import type { Json } from "../../canonical-json.ts";
import { HarnessError } from "../../errors.ts";
import type { ExpandContext, Experiment, Task } from "../experiment.ts";
import { atSizes } from "../sizes.ts";
import { type SyntheticConfig, syntheticSchema } from "./config.ts";
import { type Condition, tasksOf } from "./methods.ts";
import type { RegressionTask } from "./repetitions.ts";
import { regressionResultSchema } from "./result.ts";
import { runRegression, taskBytes, taskSeconds, taskStages, units } from "./run.ts";
import type { Signal } from "./windows.ts";

function expand(given: unknown, { sizes }: ExpandContext): Task[] {
  const config = atSizes(given as SyntheticConfig, sizes);
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
      signal: signal as unknown as Json,
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
export const synthetic: Experiment = {
  name: "synthetic",
  label: "Inputs of different lengths",
  schema: syntheticSchema,
  result: regressionResultSchema,
  expand,
  units,
  run: runRegression,
  nominalSeconds: (task) => taskSeconds(task.local as RegressionTask),
  workerBytes: (task) => taskBytes(task.local as RegressionTask),
  stages: (task) => taskStages(task.local as RegressionTask),
};
