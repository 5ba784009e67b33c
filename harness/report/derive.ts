import { dirname, relative, resolve } from "node:path";
import type { Plan } from "../plan/plan.ts";
import { readPublished } from "../reference/published.ts";
import { readTiming } from "../store/records.ts";
import { version } from "../version.ts";
import { besideConfigs } from "./beside.ts";
import { currentRecords } from "./current-records.ts";
import type { TaskTime } from "./plots/times.ts";
import { terminalReport, writeReport } from "./report.ts";
import type { ReportInput } from "./report-input.ts";
import { writeReportsIndex } from "./reports-index.tsx";
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
  const own = currentRecords(source);
  const beside = besideConfigs(source);
  return {
    configPath: relative(".", loaded.path),
    experiment: experiment.name,
    title,
    description,
    configText: loaded.text,
    version,
    records: [...own.map(({ record }) => record), ...beside.flatMap(({ records }) => records)],
    planned: [...tasks.map(({ task }) => task), ...beside.flatMap(({ planned }) => planned)],
    beside: beside.map(({ configPath, planned, notes }) => ({
      ...{ configPath, notes },
      labels: [...new Set(planned.map(({ label }) => label))],
    })),
    ...(published === undefined
      ? {}
      : { published: readPublished(resolve(loaded.base, published)) }),
  };
}

/** Derives tables, figures and the page from the records of a config, and the index of the reports beside it. */
export async function deriveReport(
  source: ReportSource,
  terminal: TerminalOptions,
): Promise<DerivedReport> {
  const input = reportInput(source);
  const { html } = await writeReport(input, source.report);
  const times = taskTimes(source);
  if (times.length > 0) await writeTimes(input.title, times, source.report);
  writeReportsIndex(dirname(source.report));
  const notes = (input.beside ?? []).flatMap((one) => one.notes);
  return { table: [terminalReport(input, terminal), ...notes].join("\n"), html };
}
