import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { CommandModule } from "yargs";
import { classificationResults } from "../analysis/classification.ts";
import { recordsWith } from "../analysis/parsed-results.ts";
import { commonVariations, type NamedResults } from "../analysis/stability.ts";
import { HarnessError } from "../errors.ts";
import { classificationResultSchema } from "../experiments/classification/result.ts";
import { kernels } from "../kernels/registry.ts";
import { programName } from "../program-name.ts";
import { tableCsv } from "../report/tables/csv.ts";
import { tableMarkdown } from "../report/tables/markdown.ts";
import { tablePlain } from "../report/tables/plain.ts";
import { stabilityTable } from "../report/tables/stability.ts";
import type { Table } from "../report/tables/table.ts";
import { readRecords } from "../store/records.ts";

const formats = { text: tablePlain, markdown: tableMarkdown, csv: tableCsv } as const;

type FormatName = keyof typeof formats;

interface AblationArguments {
  folders: string[];
  format: FormatName;
}

function resultsIn(folder: string): NamedResults {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new HarnessError(
      "usage",
      `there is no folder of results ${folder}`,
      "ablation takes folders of configs' records, such as results/paper-table results/ablation-z-norm",
    );
  }
  const records = recordsWith(classificationResultSchema, readRecords(folder));
  if (records.length === 0) {
    throw new HarnessError(
      "data",
      `${folder} holds no record of the classification experiment that is done`,
      `ablation takes classifications, whose records ${programName} run computes; the page of another experiment has its numbers`,
    );
  }
  return { label: basename(resolve(folder)), results: classificationResults(records, []) };
}

/** One row a folder, over the data sets and methods that all of them have. */
function ablationTable(folders: readonly string[]): Table {
  const variations = commonVariations(folders.map(resultsIn));
  const { datasets, methods } = variations[0]!.cases;
  if (datasets.length === 0) {
    throw new HarnessError(
      "data",
      `${folders.join(" and ")} have no data set on which all have a result of every shared method`,
      `${programName} run computes them`,
    );
  }
  const order = kernels.map(({ name }) => name);
  const position = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const named = methods
    .map((id) => ({ id, label: kernels.find(({ name }) => name === id)?.label ?? id }))
    .sort((a, b) => position(a.id) - position(b.id));
  const caption = `Mean accuracy in percent and mean rank over ${datasets.length} data sets, best in bold: ${datasets.join(", ")}.`;
  return stabilityTable("ablation", caption, "Results", variations, named);
}

function ablation({ folders, format }: AblationArguments): void {
  const table = ablationTable(folders);
  console.log(formats[format](table).trimEnd());
  if (format === "text") console.log(`\n${table.caption}`);
}

export const ablationCommand: CommandModule<object, AblationArguments> = {
  builder: (builder) =>
    builder
      .positional("folders", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Folders of records, such as results/paper-table",
      })
      .option("format", {
        choices: Object.keys(formats) as FormatName[],
        default: "text" as const,
        describe: "Form of the table",
      }),
  handler: ablation,
};
