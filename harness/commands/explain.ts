import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { PlannedTask } from "../plan/plan.ts";
import { programName } from "../program-name.ts";
import { shellWord } from "../shell-word.ts";
import type { HarnessRecord } from "../store/record.ts";
import { readRecordFile, readTiming, recordPath } from "../store/records.ts";
import {
  type ConfigArguments,
  type PlannedConfig,
  planFrom,
  withConfig,
} from "./config-options.ts";
import { explainClassification } from "./explain-classification.ts";
import { type Passage, passagesText, valueLines } from "./explain-text.ts";

interface ExplainArguments extends ConfigArguments {
  dataset: string;
  method: string;
}

type DoneRecord = HarnessRecord & { status: "done" };

/** What is told of a result, by experiment; those that are not here are told value by value. */
const explainers: Readonly<Record<string, (record: DoneRecord) => Passage[]>> = {
  classification: explainClassification,
};

function outcomePassages(record: HarnessRecord): Passage[] {
  if (record.status === "failed") {
    return [{ title: `Failed while it ran (${record.phase})`, lines: record.reason.split("\n") }];
  }
  if (record.status === "skipped") return [{ title: "Skipped", lines: [record.reason] }];
  const explain = explainers[record.experiment];
  return explain?.(record) ?? [{ title: "Result", lines: valueLines(record.result) }];
}

function standing({ status }: PlannedTask): string {
  switch (status.kind) {
    case "done":
      return "the record is what this config, these data and this version ask for";
    case "stale":
      return `stale, the config, the data or the version now ask for something else: ${status.because.join("; ")}`;
    case "unavailable":
      return `cannot be checked here: ${status.reason}`;
    default:
      return status.kind;
  }
}

/** The task that a data set and a method name; a wrong name is a `usage` error with the nearest. */
function taskNamed({ plan }: PlannedConfig, { dataset, method }: ExplainArguments): PlannedTask {
  const { tasks } = plan;
  const refuse = (what: string, name: string, known: readonly string[]): never => {
    const names = [...new Set(known)];
    throw new HarnessError(
      "usage",
      `the config has no ${what} "${name}"${didYouMean(name, names) || `; it has ${names.join(", ")}`}`,
    );
  };
  const ofDataset = tasks.filter(({ task }) => task.dataset === dataset);
  if (ofDataset.length === 0)
    refuse(
      "data set",
      dataset,
      tasks.map(({ task }) => task.dataset),
    );
  const found = ofDataset.find(({ task }) => task.method === method);
  return (
    found ??
    refuse(
      "method",
      method,
      ofDataset.map(({ task }) => task.method),
    )
  );
}

/** The command line that computes a task again. */
function recomputation(flags: ExplainArguments): string {
  const only = `dataset=${flags.dataset},method=${flags.method}`;
  const words = ["run", flags.config, "--only", only, "--force"];
  if (flags.quick) words.push("--quick");
  if (flags.series !== undefined) words.push("--series", flags.series);
  if (flags.column !== undefined) words.push("--column", flags.column);
  if (flags.archive !== undefined) words.push("--archive", flags.archive);
  if (flags.results !== "results") words.push("--results", flags.results);
  return `${programName} ${words.map(shellWord).join(" ")}`;
}

function explain(flags: ExplainArguments): void {
  const planned = planFrom(flags);
  const task = taskNamed(planned, flags);
  const path = recordPath(planned.results, flags.dataset, flags.method);
  if (!existsSync(path)) {
    throw new HarnessError(
      "data",
      `there is no record ${path} to explain`,
      `it is computed by: ${recomputation(flags)}`,
    );
  }
  const record = readRecordFile(path);
  const timing = readTiming(planned.results, flags.dataset, flags.method);
  const checksum = createHash("sha256").update(readFileSync(path)).digest("hex");
  const passages: Passage[] = [
    {
      title: `${flags.dataset} / ${flags.method}: ${record.experiment} of the config ${record.config}`,
      lines: [standing(task)],
    },
    ...outcomePassages(record),
    { title: "What decides it (the key is the SHA-256 of this)", lines: valueLines(record.task) },
    {
      title: "How it was computed, this once",
      lines: timing === undefined ? [] : valueLines(timing),
    },
    {
      title: "Record",
      lines: [path, `key     ${record.key}`, `SHA-256 ${checksum} of the file`],
    },
    { title: "Recomputed by", lines: [recomputation(flags)] },
  ];
  console.log(passagesText(passages));
}

export const explainCommand: CommandModule<object, ExplainArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .positional("dataset", { type: "string", demandOption: true, describe: "The data set" })
      .positional("method", {
        type: "string",
        demandOption: true,
        describe: "The method, as its record is called, such as rntk",
      }) as never,
  handler: explain,
};
