import { existsSync } from "node:fs";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { orAllOf } from "../nearest.ts";
import { programName } from "../program-name.ts";
import { deriveReport, reportInput } from "../report/derive.ts";
import { reportTables } from "../report/report.ts";
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
    const { table, html } = await deriveReport(planned, terminalOptions());
    console.log(table);
    console.log(`Report: ${html}`);
  },
};
