import type { ReportedTask } from "../analysis/classification.ts";
import type { HarnessRecord } from "../store/record.ts";
import { counted } from "./format.ts";

/** A task without a result, and why. */
export interface Shortfall {
  readonly dataset: string;
  readonly label: string;
  readonly status: "failed" | "skipped" | "missing";
  readonly reason: string;
  /** What to do about it, where something can be said. */
  readonly hint: string | undefined;
}

/** How far a config got. */
export interface Outcomes {
  readonly total: number;
  readonly done: number;
  /** In the order of the plan. */
  readonly shortfalls: readonly Shortfall[];
}

function shortfall(task: ReportedTask, record: HarnessRecord | undefined): Shortfall | undefined {
  const { dataset, label, state } = task;
  const common = { dataset, label, hint: undefined };
  if (record?.status === "done") return undefined;
  if (record?.status === "failed") {
    return { ...common, status: "failed", reason: `${record.phase}: ${record.reason}` };
  }
  if (record?.status === "skipped") return { ...common, status: "skipped", reason: record.reason };
  if (state.kind === "ready") return { ...common, status: "missing", reason: "not computed yet" };
  return { ...common, status: "missing", reason: state.reason, hint: state.hint };
}

/** Compares the plan with the records. */
export function outcomesOf(
  planned: readonly ReportedTask[],
  records: readonly HarnessRecord[],
): Outcomes {
  const recorded = new Map(records.map((record) => [`${record.dataset}/${record.method}`, record]));
  const shortfalls = planned
    .map((task) => shortfall(task, recorded.get(`${task.dataset}/${task.method}`)))
    .filter((found) => found !== undefined);
  return { total: planned.length, done: planned.length - shortfalls.length, shortfalls };
}

/** `224 of 228 tasks done, 4 missing.` */
export function progressText({ total, done, shortfalls }: Outcomes): string {
  const count = (status: string) => shortfalls.filter((task) => task.status === status).length;
  const parts = [
    `${done} of ${counted(total, "task")} done`,
    ...(["failed", "skipped", "missing"] as const)
      .filter((status) => count(status) > 0)
      .map((status) => `${count(status)} ${status}`),
  ];
  return `${parts.join(", ")}.`;
}
