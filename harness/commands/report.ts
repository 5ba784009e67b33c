import { existsSync } from "node:fs";
import type { CommandModule } from "yargs";
import { loadConfig } from "../config/load.ts";
import { HarnessError } from "../errors.ts";
import { orAllOf } from "../nearest.ts";
import { programName } from "../program-name.ts";
import { deriveReport, reportInput } from "../report/derive.ts";
import { reportTables } from "../report/report.ts";
import { sectionOf } from "../report/sections/registry.ts";
import { tableMarkdown } from "../report/tables/markdown.ts";
import {
  type ConfigArguments,
  type PlannedConfig,
  planFrom,
  withConfig,
} from "./config-options.ts";
import { text } from "./flags.ts";
import { terminalOptions } from "./terminal-options.ts";

interface ReportArguments extends ConfigArguments {
  print: string | undefined;
}

/** Refuses a name that no report of the config's experiment has, before any data are read. */
function checkTableId(config: string, id: string): void {
  const { experiment } = loadConfig(config).config;
  const { tableIds } = sectionOf(experiment);
  if (tableIds.includes(id)) return;
  const sentence = `a report of the experiment ${experiment} has no table "${id}"`;
  throw new HarnessError("usage", `${sentence}${orAllOf(id, tableIds)}`);
}

/** One of the report's tables as Markdown. */
function printedTable(planned: PlannedConfig, id: string): string {
  const tables = reportTables(reportInput(planned));
  const table = tables.find((one) => one.id === id);
  if (table !== undefined) return tableMarkdown(table).trimEnd();
  const ids = tables.map((one) => one.id).join(", ");
  throw new HarnessError(
    "usage",
    `with the records that are there the report has no table "${id}"; it has ${ids}`,
  );
}

export const reportCommand: CommandModule<object, ReportArguments> = {
  builder: (builder) =>
    withConfig(builder).option(
      "print",
      text("Only print one of the report's tables, such as scores, as Markdown"),
    ),
  async handler(flags) {
    if (flags.print !== undefined) checkTableId(flags.config, flags.print);
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
    const { table, html } = await deriveReport(planned, terminalOptions());
    console.log(table);
    console.log(`Report: ${html}`);
  },
};
