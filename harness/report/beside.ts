import { dirname, join, relative } from "node:path";
import type { Task } from "../experiments/experiment.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import type { HarnessRecord } from "../store/record.ts";
import { currentRecords } from "./current-records.ts";

/** A config whose methods stand beside those of the report's own. */
export interface BesideConfig {
  readonly configPath: string;
  readonly records: readonly HarnessRecord[];
  /** The tasks of these records, in the order of the config. */
  readonly planned: readonly Task[];
}

/**
 * What there is of the configs that a config names to be shown beside it: the records on its data sets of
 * methods whose names neither it has nor a config named before.
 * @param results folder of the config's own records; those of the others lie beside it
 */
export function besideConfigs({ plan, results }: { plan: Plan; results: string }): BesideConfig[] {
  const datasets = new Set(plan.tasks.map(({ task }) => task.dataset));
  const taken = new Set(plan.tasks.map(({ task }) => task.method));
  return plan.beside.map((config) => {
    const folder = join(dirname(results), config.name);
    const options = { ...plan.options, results: folder, existing: "keep" } as const;
    const whole = makePlan(config, { ...options, only: { dataset: [], method: [] } });
    const current = currentRecords({ plan: whole, results: folder }).filter(
      ({ task }) => datasets.has(task.dataset) && !taken.has(task.method),
    );
    for (const { task } of current) taken.add(task.method);
    return {
      configPath: relative(".", config.path),
      records: current.map(({ record }) => record),
      planned: current.map(({ task }) => task),
    };
  });
}
