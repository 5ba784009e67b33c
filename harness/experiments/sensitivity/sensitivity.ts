import { defineExperiment } from "../define-experiment.ts";
import { definitionOf } from "../definition.ts";
import { atSizes } from "../sizes.ts";
import { sensitivitySchema } from "./config.ts";
import { taskBytes, taskSeconds, taskStages } from "./cost.ts";
import { sensitivityResultSchema } from "./result.ts";
import { runSensitivity } from "./run.ts";
import type { SensitivityTask } from "./task.ts";
import { units } from "./units.ts";

const parameters = [
  { key: "sigmaW", method: "sigma-w", label: "σ_w" },
  { key: "sigmaU", method: "sigma-u", label: "σ_u" },
  { key: "sigmaB", method: "sigma-b", label: "σ_b" },
  { key: "sigmaH", method: "sigma-h", label: "σ_h" },
] as const;

/** How much each time step of a sequence moves the RNTK. */
export const sensitivity = defineExperiment({
  name: "sensitivity",
  label: "Sensitivity to each time step",
  schema: sensitivitySchema,
  result: sensitivityResultSchema,
  expand(config, { sizes }) {
    const sized = atSizes(config, sizes);
    const { length, draws, layers, seed } = sized;
    return (["relu", "erf"] as const).flatMap((nonlinearity) =>
      parameters.map(({ key, method, label }) => {
        const { base, vary } = sized[nonlinearity];
        const local: SensitivityTask = {
          parameter: key,
          values: vary[key],
          settings: vary[key].map((value) => ({ nonlinearity, layers, ...base, [key]: value })),
          length,
          draws,
          seed,
        };
        const definition = definitionOf("sensitivity", local);
        return {
          dataset: nonlinearity,
          method,
          label,
          state: { kind: "ready", definition, local },
        };
      }),
    );
  },
  units,
  run: runSensitivity,
  nominalSeconds: taskSeconds,
  workerBytes: taskBytes,
  stages: taskStages,
});
