import { defineExperiment } from "../define-experiment.ts";
import { definitionOf } from "../definition.ts";
import type { Task } from "../experiment.ts";
import { atSizes } from "../sizes.ts";
import { convergenceSchema } from "./config.ts";
import { taskBytes, taskSeconds, taskStages } from "./cost.ts";
import { convergenceResultSchema } from "./result.ts";
import { runConvergence } from "./run.ts";
import type { ConvergenceTask } from "./task.ts";
import { units } from "./units.ts";

const names = { relu: "ReLU", erf: "erf" } as const;

function taskOf(dataset: string, local: ConvergenceTask): Task<ConvergenceTask> {
  const { layers, nonlinearity } = local.setting;
  return {
    dataset,
    method: `${nonlinearity}-${layers}`,
    label: `${names[nonlinearity]}, ${layers} ${layers === 1 ? "layer" : "layers"}`,
    state: { kind: "ready", definition: definitionOf("convergence", local), local },
  };
}

/** How the tangent kernels of finite networks approach the RNTK. */
export const convergence = defineExperiment({
  name: "convergence",
  label: "Convergence to the limit",
  schema: convergenceSchema,
  result: convergenceResultSchema,
  expand(config, { sizes }) {
    const { angle, gram, seed } = atSizes(config, sizes);
    const { sigmas: angleSigmas, ...angleRest } = angle;
    const { sigmas, layers, nonlinearities, ...gramRest } = gram;
    const curve = taskOf("angle", {
      part: "angle",
      setting: { layers: 1, nonlinearity: "relu", ...angleSigmas },
      ...angleRest,
      seed,
    });
    const grams = nonlinearities.flatMap((nonlinearity) =>
      layers.map((count) =>
        taskOf("width", {
          part: "gram",
          setting: { layers: count, nonlinearity, ...sigmas },
          ...gramRest,
          seed,
        }),
      ),
    );
    return [curve, ...grams];
  },
  units,
  run: runConvergence,
  nominalSeconds: taskSeconds,
  workerBytes: taskBytes,
  stages: taskStages,
});
