import type { Json } from "../../canonical-json.ts";
import type { ExpandContext, Experiment, Task } from "../experiment.ts";
import { numericsVersion } from "../numerics-version.ts";
import { atSizes } from "../sizes.ts";
import { type SensitivityConfig, sensitivitySchema } from "./config.ts";
import { sensitivityResultSchema } from "./result.ts";
import { runSensitivity, type SensitivityTask, taskSeconds, taskStages, units } from "./run.ts";

const parameters = [
  { key: "sigmaW", method: "sigma-w", label: "σ_w" },
  { key: "sigmaU", method: "sigma-u", label: "σ_u" },
  { key: "sigmaB", method: "sigma-b", label: "σ_b" },
  { key: "sigmaH", method: "sigma-h", label: "σ_h" },
] as const;

function expand(config: unknown, { sizes }: ExpandContext): Task[] {
  const sized = atSizes(config as SensitivityConfig, sizes);
  const { length, draws, layers, seed } = sized;
  return (["relu", "erf"] as const).flatMap((nonlinearity) =>
    parameters.map(({ key, method, label }): Task => {
      const { base, vary } = sized[nonlinearity];
      const task: SensitivityTask = {
        parameter: key,
        values: vary[key],
        settings: vary[key].map((value) => ({ nonlinearity, layers, ...base, [key]: value })),
        length,
        draws,
        seed,
      };
      const definition = {
        experiment: "sensitivity",
        numerics: numericsVersion,
        ...(task as unknown as Record<string, Json>),
      };
      return {
        dataset: nonlinearity,
        method,
        label,
        state: { kind: "ready", definition, local: task },
      };
    }),
  );
}

/** How much each time step of a sequence moves the RNTK. */
export const sensitivity: Experiment = {
  name: "sensitivity",
  label: "Sensitivity to each time step",
  schema: sensitivitySchema,
  result: sensitivityResultSchema,
  expand,
  units,
  run: runSensitivity,
  nominalSeconds: (task) => taskSeconds(task.local as SensitivityTask),
  // a pair's sequences and kernels: nothing to speak of
  workerBytes: () => 1_000_000,
  stages: (task) => taskStages(task.local as SensitivityTask),
};
