import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HarnessError } from "../errors.ts";
import type { Experiment, ReadyTask, RunContext } from "../experiments/experiment.ts";
import type { PlannedTask } from "../plan/plan.ts";
import { runTask } from "../run/run-task.ts";
import type { Scheduler } from "../run/scheduler.ts";
import type { HarnessRecord } from "../store/record.ts";
import { compareValues } from "./compare-values.ts";
import { type SampleOutcome, samplers } from "./sample.ts";

/** How much of a record is recomputed. */
export type Depth = { readonly kind: "sample"; readonly draws: number } | { readonly kind: "full" };

export interface Recomputation {
  readonly experiment: Experiment;
  readonly config: string;
  readonly planned: PlannedTask;
  readonly state: ReadyTask;
  readonly record: HarnessRecord;
  readonly scheduler: Scheduler;
  /** Place in the order of the work. */
  readonly rank: number;
}

/** What a record says of its outcome, without what it says of its task. */
function outcomeOf(record: HarnessRecord) {
  const { format: _, key, config, experiment, dataset, method, task, ...outcome } = record;
  return outcome;
}

async function recomputeWhole(request: Recomputation): Promise<SampleOutcome> {
  const { experiment, config, planned, state, record, scheduler, rank } = request;
  const { dataset, method } = planned.task;
  // a journal of its own: replies of an earlier run would be believed
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  try {
    const run = { experiment, config, dataset, method, key: planned.key, state, rank };
    const journal = join(folder, "journal.jsonl");
    const { record: again } = await runTask(run, scheduler, journal, () => {});
    return {
      checked: "the whole record",
      differences: compareValues(outcomeOf(record), outcomeOf(again)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function contextOf({ experiment, scheduler, rank }: Recomputation): RunContext {
  return {
    map: (unit, calls) =>
      Promise.all(
        calls.map(async ({ payload, seconds }) => {
          const request = { experiment: experiment.name, unit, payload, seconds };
          return (await scheduler.submit(request, rank)).value;
        }),
      ),
  };
}

/**
 * Recomputes a record, whole or as a seeded sample, and compares. What the program refuses to
 * compute is a difference, too.
 */
export async function recompute(request: Recomputation, depth: Depth): Promise<SampleOutcome> {
  const { experiment, planned, state, record } = request;
  const sampler = samplers[experiment.name];
  if (depth.kind === "full" || sampler === undefined || record.status !== "done") {
    return recomputeWhole(request);
  }
  try {
    return await sampler({
      task: state,
      record,
      draws: depth.draws,
      seed: `verify ${planned.key}`,
      context: contextOf(request),
    });
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const difference = { where: "status", committed: "done", recomputed: error.message };
    return { checked: "a sample", differences: [difference] };
  }
}
