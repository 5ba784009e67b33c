import pLimit from "p-limit";
import { contentKey, type Json } from "../canonical-json.ts";
import type { Plan, PlannedTask } from "../plan/plan.ts";
import type { Executor } from "../run/executor.ts";
import type { Progress } from "../run/progress.ts";
import { Scheduler } from "../run/scheduler.ts";
import type { HarnessRecord } from "../store/record.ts";
import { recordPath } from "../store/records.ts";
import { type Finding, type Verdict, verdictOf } from "./finding.ts";
import { inspectRecord } from "./inspect.ts";
import { type Depth, recompute } from "./recompute.ts";

export interface VerifyOptions {
  /** Folder of the config's records. */
  readonly results: string;
  readonly depth: Depth;
}

/** Whether the record is of this very task, so that its outcome can be compared with a new one. */
function isOfTask(record: HarnessRecord, { key }: PlannedTask): boolean {
  return record.key === key || contentKey(record.task as { readonly [key: string]: Json }) === key;
}

function notVerified({ task }: PlannedTask, reason: string): Verdict {
  const { dataset, method } = task;
  return { dataset, method, status: "not verified", checked: reason, findings: [] };
}

/**
 * Verifies every task of a plan: its record is there, in form, as it was written, derived from this
 * config, these data and this version; then the record is recomputed to the given depth. A record
 * that was changed by hand is recomputed whole, which shows where. Tasks whose data are not on this
 * machine are not verified beyond the form of their records.
 */
export async function verifyPlan(
  plan: Plan,
  executor: Executor,
  { results, depth }: VerifyOptions,
  progress: Progress,
): Promise<Verdict[]> {
  const scheduler = new Scheduler(executor);
  const { experiment, config } = plan;

  async function one(planned: PlannedTask, rank: number): Promise<Verdict> {
    const { task } = planned;
    const path = recordPath(results, task.dataset, task.method);
    const { record, findings } = inspectRecord(path, planned, config.name, experiment.name);
    if (task.state.kind !== "ready") {
      const { reason } = task.state;
      const amiss = findings.filter(({ kind }) => kind !== "missing");
      return amiss.length > 0 ? verdictOf(task, "", amiss) : notVerified(planned, reason);
    }
    const onlyChanged = findings.every(({ kind }) => kind === "changed");
    if (record === undefined || !onlyChanged || !isOfTask(record, planned)) {
      return verdictOf(task, "", findings);
    }
    const request = {
      experiment,
      config: config.name,
      planned,
      state: task.state,
      record,
      scheduler,
      rank,
    };
    const asWritten = findings.length === 0;
    const outcome = await recompute(request, asWritten ? depth : { kind: "full" });
    const kind = asWritten ? "result" : "changed";
    const differing = outcome.differences.map((difference): Finding => ({ kind, ...difference }));
    return verdictOf(task, outcome.checked, [...findings, ...differing]);
  }

  const open = pLimit(2 * executor.workers);
  return Promise.all(
    plan.tasks.map((planned, rank) =>
      open(async () => {
        const verdict = await one(planned, rank);
        progress.unit({ ...verdict, seconds: planned.seconds, kernels: 0, origin: "computed" });
        progress.task(verdict);
        return verdict;
      }),
    ),
  );
}
