import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { orAllOf } from "../nearest.ts";
import { programName } from "../program-name.ts";
import { readPublished } from "../reference/published.ts";
import { reportTables, terminalReport, writeReport } from "../report/report.ts";
import type { ReportInput } from "../report/report-input.ts";
import { tableMarkdown } from "../report/tables/markdown.ts";
import { type TaskTime, writeTimes } from "../report/times.tsx";
import type { HarnessRecord } from "../store/record.ts";
import { readRecord, readTiming } from "../store/records.ts";
import { version } from "../version.ts";
import {
  type ConfigArguments,
  type PlannedConfig,
  planFrom,
  withConfig,
} from "./config-options.ts";
import { text } from "./flags.ts";

export interface DerivedReport {
  /** The outcome as text for the terminal. */
  readonly table: string;
  /** Path of the page. */
  readonly html: string;
}

/** Records that belong to the plan as it is now; stale ones say nothing about it. */
function currentRecords({ plan, results }: PlannedConfig): HarnessRecord[] {
  return plan.tasks.flatMap(({ task, key }) => {
    if (key === "") return [];
    const record = readRecord(results, task.dataset, task.method);
    return record?.key === key ? [record] : [];
  });
}

/** Seconds of the tasks that were computed on this machine. */
function taskTimes({ plan, results }: PlannedConfig): TaskTime[] {
  return plan.tasks.flatMap(({ task: { dataset, method, label } }) => {
    const facts = readTiming(results, dataset, method) as Omit<TaskTime, "dataset" | "label">;
    return facts === undefined ? [] : [{ ...facts, dataset, label }];
  });
}

/** What the report of a config is made of. */
export function reportInput(planned: PlannedConfig): ReportInput {
  const { loaded, plan } = planned;
  const { title, description, published } = loaded.config;
  return {
    configPath: relative(".", loaded.path),
    experiment: plan.experiment.name,
    title,
    description,
    configText: loaded.text,
    version,
    records: currentRecords(planned),
    planned: plan.tasks.map(({ task }) => task),
    ...(published === undefined
      ? {}
      : { published: readPublished(resolve(loaded.base, published)) }),
  };
}

/** Derives tables, figures and the page from the records of a config. */
export async function deriveReport(planned: PlannedConfig): Promise<DerivedReport> {
  const input = reportInput(planned);
  const { html } = await writeReport(input, planned.report);
  const times = taskTimes(planned);
  if (times.length > 0) await writeTimes(input.title, times, planned.report);
  const { stdout } = process;
  const style = stdout.isTTY && stdout.hasColors() ? "ansi" : "plain"; // NO_COLOR has a say
  const width = stdout.columns ?? 120;
  return { table: terminalReport(input, { width, style }), html };
}

interface ReportArguments extends ConfigArguments {
  print: string | undefined;
}

/** One of the report's tables as Markdown; a name that it does not have is refused. */
function printedTable(planned: PlannedConfig, id: string): string {
  const tables = reportTables(reportInput(planned));
  const table = tables.find((one) => one.id === id);
  if (table !== undefined) return tableMarkdown(table).trimEnd();
  const ids = tables.map((one) => one.id);
  throw new HarnessError("usage", `the report has no table "${id}"${orAllOf(id, ids)}`);
}

export const reportCommand: CommandModule<object, ReportArguments> = {
  builder: (builder) =>
    withConfig(builder).option(
      "print",
      text("Only print one of the report's tables, such as scores, as Markdown"),
    ),
  async handler(flags) {
    const planned = planFrom(flags);
    if (flags.print !== undefined) {
      console.log(printedTable(planned, flags.print));
      return;
    }
    if (!existsSync(planned.results)) {
      console.error(
        `There are no records in ${planned.results} yet: ${programName} run ${flags.config}`,
      );
    }
    const { table, html } = await deriveReport(planned);
    console.log(table);
    console.log(`Report: ${html}`);
  },
};
