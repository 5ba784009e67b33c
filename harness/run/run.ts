import pLimit from "p-limit";
import type { Json } from "../canonical-json.ts";
import { isPending, type Plan, type PlannedTask } from "../plan/plan.ts";
import { recordPath, timingPath, writeRecord } from "../store/records.ts";
import { writeAtomically } from "../write-atomically.ts";
import type { Executor } from "./executor.ts";
import { journalPath, removeJournals } from "./journal.ts";
import type { Progress } from "./progress.ts";
import { volatileFacts } from "./provenance.ts";
import { runTask, type TaskRun } from "./run-task.ts";
import { Scheduler } from "./scheduler.ts";

export interface RunOptions {
  /** Folder of this config's records. */
  readonly results: string;
  /** Seconds after which no further task is started. */
  readonly budget: number | undefined;
}

/** How a task of the plan ended. */
export interface TaskEnd {
  readonly dataset: string;
  readonly method: string;
  readonly status: "done" | "skipped" | "failed" | "kept" | "unavailable" | "not started";
  readonly reason?: string;
  readonly hint?: string | undefined;
}

/** Ends of the tasks that need no computing. */
function endWithoutRun({ task, status }: PlannedTask): TaskEnd {
  const name = { dataset: task.dataset, method: task.method };
  return status.kind === "unavailable"
    ? { ...name, status: "unavailable", reason: status.reason, hint: status.hint }
    : { ...name, status: "kept" };
}

/**
 * Computes what the plan says is to be computed, writes each record as soon as it is there, and says
 * how every task ended. Tasks are started longest first; their units share the executor.
 */
export async function runPlan(
  plan: Plan,
  executor: Executor,
  options: RunOptions,
  progress: Progress,
): Promise<TaskEnd[]> {
  const { experiment } = plan;
  const scheduler = new Scheduler(executor);
  const started = performance.now();

  async function one({ task, key }: PlannedTask, rank: number): Promise<TaskEnd> {
    const { dataset, method, state } = task;
    const overBudget =
      options.budget !== undefined && (performance.now() - started) / 1000 >= options.budget;
    if (overBudget)
      return { dataset, method, status: "not started", reason: "the budget was used up" };
    if (state.kind !== "ready") throw new Error(`${dataset}/${method} is not ready`);
    const config = plan.config.name;
    const run: TaskRun = { experiment, config, dataset, method, key, state, rank };
    const path = recordPath(options.results, dataset, method);
    const journal = journalPath(path);
    const { record, seconds } = await runTask(run, scheduler, journal, progress.unit);
    writeRecord(options.results, record);
    writeAtomically(
      timingPath(options.results, dataset, method),
      `${JSON.stringify({ seconds, ...volatileFacts(executor.workers) } satisfies Json, null, 2)}\n`,
    );
    removeJournals(journal);
    progress.task(task);
    return {
      dataset,
      method,
      status: record.status,
      ...("reason" in record ? { reason: record.reason } : {}),
    };
  }

  // a process that ended between a record and its journal's removal has left the journal
  for (const { task, status } of plan.tasks)
    if (status.kind === "done")
      removeJournals(journalPath(recordPath(options.results, task.dataset, task.method)));
  const pending = plan.tasks.filter(({ status }) => isPending(status));
  const longestFirst = [...pending].sort((a, b) => b.seconds - a.seconds);
  // Two open tasks a worker: while one selects or writes, the other has units ready.
  const open = pLimit(2 * executor.workers);
  const ends = new Map<PlannedTask, TaskEnd>();
  await Promise.all(
    longestFirst.map((planned, rank) =>
      open(async () => ends.set(planned, await one(planned, rank))),
    ),
  );
  return plan.tasks.map((planned) => ends.get(planned) ?? endWithoutRun(planned));
}
