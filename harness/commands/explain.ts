import { existsSync } from "node:fs";
import type { CommandModule } from "yargs";
import { sha256OfFile } from "../data/file-bytes.ts";
import { HarnessError } from "../errors.ts";
import { orAllOf } from "../nearest.ts";
import type { PlannedTask } from "../plan/plan.ts";
import { programName } from "../program-name.ts";
import { type Passage, passagesText, valueLines } from "../report/passages.ts";
import { sectionOf } from "../report/sections/registry.ts";
import { shellWord } from "../shell-word.ts";
import type { HarnessRecord } from "../store/record.ts";
import { readRecordFile, readTiming, recordPath } from "../store/records.ts";
import {
  type ConfigArguments,
  type PlannedConfig,
  planFlags,
  planFrom,
  withConfig,
} from "./config-options.ts";
import { neededText } from "./flags.ts";

interface ExplainArguments extends ConfigArguments {
  dataset: string;
  method: string;
}

function outcomePassages(record: HarnessRecord): Passage[] {
  if (record.status === "failed") {
    return [{ title: `Failed while it ran (${record.phase})`, lines: record.reason.split("\n") }];
  }
  if (record.status === "skipped") return [{ title: "Skipped", lines: [record.reason] }];
  return sectionOf(record.experiment).explain(record);
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

/** Those of some things that have a name; a wrong name is a `usage` error with the nearest. */
function named<T>(
  what: string,
  name: string,
  all: readonly T[],
  namesOf: (one: T) => readonly string[],
): T[] {
  const found = all.filter((one) => namesOf(one).includes(name));
  if (found.length > 0) return found;
  const names = [...new Set(all.flatMap(namesOf))];
  throw new HarnessError("usage", `the config has no ${what} "${name}"${orAllOf(name, names)}`);
}

function taskNamed({ plan }: PlannedConfig, { dataset, method }: ExplainArguments): PlannedTask {
  const ofDataset = named("data set", dataset, plan.tasks, ({ task }) => [task.dataset]);
  return named("method", method, ofDataset, ({ task: { method: own, parts = [] } }) => [
    own,
    ...parts,
  ])[0]!;
}

/** Of the passages of a record's parts that of the one that is asked for, if one is. */
function passagesAsked(
  passages: readonly Passage[],
  { task: { parts = [] } }: PlannedTask,
  asked: string,
): Passage[] {
  if (!parts.includes(asked)) return [...passages];
  return passages.filter(({ title }) => title === asked || !parts.includes(title));
}

/** The command line that computes a task again. */
function recomputation(flags: ExplainArguments): string {
  const only = [`dataset=${flags.dataset},method=${flags.method}`];
  const words = ["run", flags.config, ...planFlags({ ...flags, only }), "--force"];
  return `${programName} ${words.map(shellWord).join(" ")}`;
}

function explain(flags: ExplainArguments): void {
  const planned = planFrom(flags);
  const task = taskNamed(planned, flags);
  const { dataset, method } = task.task;
  const path = recordPath(planned.results, dataset, method);
  if (!existsSync(path)) {
    throw new HarnessError(
      "data",
      `there is no record ${path} to explain`,
      `it is computed by: ${recomputation(flags)}`,
    );
  }
  const record = readRecordFile(path);
  const timing = readTiming(planned.results, dataset, method);
  const checksum = sha256OfFile(path);
  const passages: Passage[] = [
    {
      title: `${flags.dataset} / ${flags.method}: ${record.experiment} of the config ${record.config}`,
      lines: [standing(task)],
    },
    ...passagesAsked(outcomePassages(record), task, flags.method),
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
      .positional("dataset", neededText("The data set"))
      .positional(
        "method",
        neededText("The method, as its record is called, such as rntk, or a convention"),
      ),
  handler: explain,
};
