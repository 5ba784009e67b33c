import type { Outcome, RunContext } from "../experiment.ts";
import { pairSeconds } from "./cost.ts";
import { sensitivityFrom, totalOf } from "./measure.ts";
import type { SensitivityResult } from "./result.ts";
import type { SensitivityTask } from "./task.ts";
import type { units } from "./units.ts";

/** Pairs of a unit. */
const unitPairs = 100;

/** Measures one panel, some pairs a unit. */
export async function runSensitivity(
  task: SensitivityTask,
  context: RunContext<typeof units>,
): Promise<Outcome<SensitivityResult>> {
  const { draws } = task;
  const parts = await context.map(
    "pairs",
    Array.from({ length: Math.ceil(draws / unitPairs) }, (_, k) => {
      const from = k * unitPairs;
      const to = Math.min(draws, from + unitPairs);
      return { payload: { task, from, to }, seconds: pairSeconds(task, to - from) };
    }),
  );
  const curves = task.settings.map((_, s) =>
    sensitivityFrom(totalOf(parts.map((part) => part[s]!)), draws),
  );
  return {
    status: "done",
    result: {
      values: [...task.values],
      sensitivity: curves.map(({ sensitivity }) => sensitivity),
      errors: curves.map(({ errors }) => errors),
    },
  };
}
