import { HarnessError } from "../errors.ts";
import type { Experiment, ReadyTask } from "../experiments/experiment.ts";
import { isPending, type Plan, type Status } from "./plan.ts";

/** What a stage of all pending tasks with one method takes on one core. */
export interface StageSummary {
  readonly method: string;
  readonly stage: string;
  readonly count: number;
  readonly seconds: number;
}

interface Absence {
  readonly dataset: string;
  readonly reason: string;
  readonly hint?: string | undefined;
}

/** What a pending task takes on one core: its first units together, and those that follow. */
export interface TaskSeconds {
  readonly dataset: string;
  readonly method: string;
  readonly first: number;
  readonly later: { readonly units: number; readonly seconds: number };
}

export interface PlanSummary {
  readonly tasks: Readonly<Record<Status["kind"], number>>;
  readonly stages: readonly StageSummary[];
  readonly taskSeconds: readonly TaskSeconds[];
  /** Seconds on one core. */
  readonly seconds: number;
  /** Bytes of one worker with the largest task, beside the program itself. */
  readonly workerBytes: number;
  /** Data sets that are not on this machine or cannot be read, with why and what to do. */
  readonly unavailable: readonly Absence[];
  readonly stale: readonly { dataset: string; method: string; because: readonly string[] }[];
}

interface Measured {
  readonly stage: string;
  readonly count: number;
  readonly seconds: number;
  readonly later: number | undefined;
}

function measured(experiment: Experiment, task: ReadyTask): Measured[] {
  return experiment
    .stages(task)
    .map(({ name, count, seconds, later }) => ({ stage: name, count, seconds: seconds(), later }));
}

function taskSeconds(dataset: string, method: string, stages: readonly Measured[]): TaskSeconds {
  const sum = (own: readonly Measured[]) => own.reduce((total, { seconds }) => total + seconds, 0);
  const later = stages.filter((stage) => stage.later !== undefined);
  return {
    dataset,
    method,
    first: sum(stages.filter((stage) => stage.later === undefined)),
    later: { units: Math.max(0, ...later.map((stage) => stage.later!)), seconds: sum(later) },
  };
}

/**
 * Counts of a plan and its expected time, from samples of the very work, timed now on this thread.
 * @param onTask called before each task that is sampled
 */
export function summarise(plan: Plan, onTask: (name: string) => void): PlanSummary {
  const tasks = { done: 0, unavailable: 0, missing: 0, failed: 0, stale: 0, forced: 0 };
  const stages = new Map<string, StageSummary>();
  const absences = new Map<string, Absence>();
  const stale: PlanSummary["stale"][number][] = [];
  const seconds: TaskSeconds[] = [];
  let workerBytes = 0;
  for (const { task, status } of plan.tasks) {
    const { dataset, method, state } = task;
    tasks[status.kind]++;
    if (status.kind === "stale") stale.push({ dataset, method, because: status.because });
    if (status.kind === "unavailable") {
      absences.set(dataset, { dataset, reason: status.reason, hint: status.hint });
    }
    if (state.kind !== "ready" || !isPending(status)) continue;
    onTask(`${dataset} / ${method}`);
    workerBytes = Math.max(workerBytes, plan.experiment.workerBytes(state));
    try {
      const found = measured(plan.experiment, state);
      seconds.push(taskSeconds(dataset, method, found));
      for (const { stage, count, seconds } of found) {
        const key = `${method} ${stage}`;
        const before = stages.get(key) ?? { count: 0, seconds: 0 };
        stages.set(key, {
          method,
          stage,
          count: before.count + count,
          seconds: before.seconds + seconds,
        });
      }
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      absences.set(dataset, { dataset, reason: error.message, hint: error.hint });
    }
  }
  return {
    tasks,
    stages: [...stages.values()],
    taskSeconds: seconds,
    seconds: [...stages.values()].reduce((sum, { seconds }) => sum + seconds, 0),
    workerBytes,
    unavailable: [...absences.values()],
    stale,
  };
}
