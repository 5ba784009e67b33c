import { contentKey, type Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import type { Experiment, Outcome, ReadyTask, RunContext } from "../experiments/experiment.ts";
import { type HarnessRecord, recordFormat } from "../store/record.ts";
import { Journal } from "./journal.ts";
import type { FinishedUnit } from "./progress.ts";
import type { Scheduler } from "./scheduler.ts";

export interface TaskRun {
  readonly experiment: Experiment;
  readonly config: string;
  readonly dataset: string;
  readonly method: string;
  readonly key: string;
  readonly state: ReadyTask;
  /** Position in the order of the run. */
  readonly rank: number;
}

export interface TaskRunReport {
  readonly record: HarnessRecord;
  /** Seconds of work by unit, added over the workers. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** A failure is kept as a sentence; a defect of the program itself is not hidden in a record. */
function failureOf(error: unknown): { phase: string; reason: string } {
  if (!(error instanceof HarnessError)) throw error;
  return { phase: error.code, reason: error.message };
}

/**
 * The outcome of a task, its result in the form of the experiment.
 * @throws HarnessError `compute` where it has another one: no report could read the record
 */
function inForm({ name, result }: Experiment, outcome: Outcome): Outcome {
  if (outcome.status !== "done") return outcome;
  const [issue] = result.safeParse(outcome.result).error?.issues ?? [];
  if (issue === undefined) return outcome;
  const path = issue.path.join(".");
  throw new HarnessError(
    "compute",
    `what was computed is no ${name} result: ${path}: ${issue.message}`,
  );
}

/**
 * Computes one task.
 * @param journalPath file for the replies of finished units until the record is there
 * @param onUnit called for each unit that has been finished
 */
export async function runTask(
  run: TaskRun,
  scheduler: Scheduler,
  journalPath: string,
  onUnit: (unit: FinishedUnit) => void,
): Promise<TaskRunReport> {
  const journal = new Journal(journalPath, run.key);
  const spent: Record<string, number> = {};
  const context: RunContext = {
    map: (unit, calls) =>
      Promise.all(
        calls.map(async (call) => {
          const name = contentKey([unit, call.payload as Json]);
          const { payload, seconds, kernels = 0 } = call;
          let reply = journal.get(name);
          const origin = reply === undefined ? "computed" : "kept";
          if (reply === undefined) {
            const request = { experiment: run.experiment.name, unit, payload, seconds };
            reply = await scheduler.submit(request, run.rank);
            journal.put(run.key, name, reply);
          }
          spent[unit] = (spent[unit] ?? 0) + reply.seconds;
          onUnit({ dataset: run.dataset, method: run.method, seconds, kernels, origin });
          return reply.value;
        }),
      ),
  };
  let outcome: Outcome | { status: "failed"; phase: string; reason: string };
  try {
    outcome = inForm(run.experiment, await run.experiment.run(run.state, context));
  } catch (error) {
    outcome = { status: "failed", ...failureOf(error) };
  }
  const { config, dataset, method, key, state } = run;
  const record = {
    format: recordFormat,
    key,
    config,
    experiment: run.experiment.name,
    dataset,
    method,
    task: state.definition,
    ...outcome,
  } as HarnessRecord;
  return { record, seconds: spent };
}
