import { relative, resolve } from "node:path";
import type { Plan } from "../plan/plan.ts";
import { readPublished } from "../reference/published.ts";
import type { HarnessRecord } from "../store/record.ts";
import { readRecord, readTiming } from "../store/records.ts";
import { version } from "../version.ts";
import type { TaskTime } from "./plots/times.ts";
import { terminalReport, writeReport } from "./report.ts";
import type { ReportInput } from "./report-input.ts";
import type { TerminalOptions } from "./terminal-table.ts";
import { writeTimes } from "./times.tsx";

/** What a report is derived from, and where it goes. */
export interface ReportSource {
  readonly plan: Plan;
  /** Folder of the config's records. */
  readonly results: string;
  /** Folder of the report. */
  readonly report: string;
}

export interface DerivedReport {
  /** The outcome as text for the terminal. */
  readonly table: string;
  /** Path of the page. */
  readonly html: string;
}

/** Records that belong to the plan as it is now; stale ones say nothing about it. */
function currentRecords({ plan, results }: ReportSource): HarnessRecord[] {
  return plan.tasks.flatMap(({ task, key }) => {
    if (key === "") return [];
    const record = readRecord(results, task.dataset, task.method);
    return record?.key === key ? [record] : [];
  });
}

/** Seconds of the tasks that were computed on this machine. */
function taskTimes({ plan, results }: ReportSource): TaskTime[] {
  return plan.tasks.flatMap(({ task: { dataset, method, label } }) => {
    const facts = readTiming(results, dataset, method) as Omit<TaskTime, "dataset" | "label">;
    return facts === undefined ? [] : [{ ...facts, dataset, label }];
  });
}

/** What the report of a config is made of. */
export function reportInput(source: ReportSource): ReportInput {
  const { config: loaded, experiment, tasks } = source.plan;
  const { title, description, published } = loaded.config;
  return {
    configPath: relative(".", loaded.path),
    experiment: experiment.name,
    title,
    description,
    configText: loaded.text,
    version,
    records: currentRecords(source),
    planned: tasks.map(({ task }) => task),
    ...(published === undefined
      ? {}
      : { published: readPublished(resolve(loaded.base, published)) }),
  };
}

/** Derives tables, figures and the page from the records of a config. */
export async function deriveReport(
  source: ReportSource,
  terminal: TerminalOptions,
): Promise<DerivedReport> {
  const input = reportInput(source);
  const { html } = await writeReport(input, source.report);
  const times = taskTimes(source);
  if (times.length > 0) await writeTimes(input.title, times, source.report);
  return { table: terminalReport(input, terminal), html };
}
