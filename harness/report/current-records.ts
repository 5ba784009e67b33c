import type { Task } from "../experiments/experiment.ts";
import type { Plan } from "../plan/plan.ts";
import type { HarnessRecord } from "../store/record.ts";
import { readRecord } from "../store/records.ts";

/** Records that belong to the plan as it is now, with their tasks; stale ones say nothing about it. */
export function currentRecords({
  plan,
  results,
}: {
  readonly plan: Pick<Plan, "tasks">;
  readonly results: string;
}): { readonly task: Task; readonly record: HarnessRecord }[] {
  return plan.tasks.flatMap(({ task, key }) => {
    if (key === "") return [];
    const record = readRecord(results, task.dataset, task.method);
    return record?.key === key ? [{ task, record }] : [];
  });
}
