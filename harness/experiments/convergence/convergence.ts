import type { Json } from "../../canonical-json.ts";
import type { ExpandContext, Experiment, Task } from "../experiment.ts";
import { numericsVersion } from "../numerics-version.ts";
import { atSizes } from "../sizes.ts";
import { type ConvergenceConfig, convergenceSchema } from "./config.ts";
import { taskBytes, taskSeconds, taskStages } from "./cost.ts";
import { convergenceResultSchema } from "./result.ts";
import { type ConvergenceTask, runConvergence, units } from "./run.ts";

const names = { relu: "ReLU", erf: "erf" } as const;

function taskOf(dataset: string, task: ConvergenceTask): Task {
  const { layers, nonlinearity } = task.setting;
  return {
    dataset,
    method: `${nonlinearity}-${layers}`,
    label: `${names[nonlinearity]}, ${layers} ${layers === 1 ? "layer" : "layers"}`,
    state: {
      kind: "ready",
      definition: {
        experiment: "convergence",
        numerics: numericsVersion,
        ...(task as unknown as Record<string, Json>),
      },
      local: task,
    },
  };
}

function expand(config: unknown, { sizes }: ExpandContext): Task[] {
  const { angle, gram, seed } = atSizes(config as ConvergenceConfig, sizes);
  const { sigmas: angleSigmas, ...angleRest } = angle;
  const { sigmas, layers, nonlinearities, ...gramRest } = gram;
  const curve: ConvergenceTask = {
    part: "angle",
    setting: { layers: 1, nonlinearity: "relu", ...angleSigmas },
    ...angleRest,
    seed,
  };
  const grams = nonlinearities.flatMap((nonlinearity) =>
    layers.map(
      (count): ConvergenceTask => ({
        part: "gram",
        setting: { layers: count, nonlinearity, ...sigmas },
        ...gramRest,
        seed,
      }),
    ),
  );
  return [taskOf("angle", curve), ...grams.map((task) => taskOf("width", task))];
}

/** How the tangent kernels of finite networks approach the RNTK. */
export const convergence: Experiment = {
  name: "convergence",
  label: "Convergence to the limit",
  schema: convergenceSchema,
  result: convergenceResultSchema,
  expand,
  units,
  run: runConvergence,
  nominalSeconds: (task) => taskSeconds(task.local as ConvergenceTask),
  workerBytes: (task) => taskBytes(task.local as ConvergenceTask),
  stages: (task) => taskStages(task.local as ConvergenceTask),
};
