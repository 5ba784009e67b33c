import type { RunContext, UnitCall } from "../experiments/experiment.ts";
import { isPending, type Plan, type PlannedTask } from "./plan.ts";

/** A unit that a task asks for first: what follows may depend on the answers. */
export interface FirstUnit {
  readonly planned: PlannedTask;
  readonly unit: string;
  readonly call: UnitCall;
}

/** Thrown to leave a task where it asks for its first units. */
class Asked extends Error {}

async function firstUnitsOf(plan: Plan, planned: PlannedTask): Promise<FirstUnit[]> {
  const { state } = planned.task;
  if (state.kind !== "ready") return [];
  const found: FirstUnit[] = [];
  const context: RunContext = {
    map(unit, calls) {
      found.push(...calls.map((call) => ({ planned, unit, call })));
      throw new Asked();
    },
  };
  try {
    await plan.experiment.run(state, context);
  } catch (error) {
    if (!(error instanceof Asked)) return []; // it fails in the run that records, with its reason
  }
  return found;
}

/** What all pending tasks of a plan ask for first, in the order of the plan. */
export async function firstUnits(plan: Plan): Promise<FirstUnit[]> {
  const units: FirstUnit[] = [];
  for (const planned of plan.tasks) {
    if (isPending(planned.status)) units.push(...(await firstUnitsOf(plan, planned)));
  }
  return units;
}
