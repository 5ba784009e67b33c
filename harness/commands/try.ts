import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, extname, join, relative } from "node:path";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { programName } from "../program-name.ts";
import { shellWord } from "../shell-word.ts";
import { writeAtomically } from "../write-atomically.ts";
import { number, text, textOr, texts, toggle } from "./flags.ts";
import { type TrialOptions, trialConfig } from "./trial-config.ts";
import { wholeNumber } from "./whole-number.ts";

interface TryArguments {
  file: string;
  test: string | undefined;
  label: string | undefined;
  header: boolean | undefined;
  series: string | undefined;
  time: string | undefined;
  value: string[];
  ignore: string[];
  format: string | undefined;
  share: number;
  seed: number;
  config: string | undefined;
  jobs: number;
  results: string;
  reports: string;
  force: boolean;
}

/** The options of a trial that flags give. */
function optionsOf(flags: TryArguments): Omit<TrialOptions, "base" | "name"> {
  const { file, test, label, header, series, time, value, ignore, format, share, seed } = flags;
  if (!(share > 0 && share < 1))
    throw new HarnessError("usage", `--share takes a number between 0 and 1, found ${share}`);
  if (!Number.isInteger(seed) || seed < 0)
    throw new HarnessError("usage", `--seed takes a whole number, 0 or more, found ${seed}`);
  if (series === undefined && (time !== undefined || value.length > 0))
    throw new HarnessError(
      "usage",
      "--time and --value are of the long form, which --series names",
    );
  if (series !== undefined && value.length === 0)
    throw new HarnessError("usage", "--series needs --value, the name of the column of values");
  const long =
    series === undefined
      ? {}
      : { long: { series, ...(time && { time }), value: value.length === 1 ? value[0]! : value } };
  return {
    ...{ file, test, format, split: { share, seed } },
    table: {
      ...(label !== undefined && { label }),
      ...(header !== undefined && { header }),
      ...(ignore.length > 0 && { ignore }),
      ...long,
    },
  };
}

/** Writes a config; one that is there already and says something else stays as it is. */
function writeConfig(path: string, content: string, force: boolean): void {
  if (existsSync(path) && !force && readFileSync(path, "utf8") !== content)
    throw new HarnessError(
      "usage",
      `${path} is there already, and says something else`,
      `${programName} run ${shellWord(path)} runs it; --config names another file to write, --force writes over it`,
    );
  try {
    writeAtomically(path, [content]);
  } catch (cause) {
    throw new HarnessError(
      "usage",
      `cannot write ${path}: ${(cause as Error).message}`,
      "--config names another file to write",
    );
  }
}

/** Runs a config as `run` does, in a process of its own, and gives its exit status. */
function runConfig(path: string, { jobs, results, reports }: TryArguments): Promise<number> {
  const words = ["run", path, "--jobs", String(jobs), "--results", results, "--reports", reports];
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...words], {
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
}

async function tryData(flags: TryArguments): Promise<void> {
  wholeNumber("jobs", flags.jobs, "workers");
  const stem = basename(flags.file, extname(flags.file));
  const path = flags.config ?? join(dirname(flags.file), `${stem}.yaml`);
  const name = stem.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "") || "data";
  const trial = trialConfig({ ...optionsOf(flags), base: dirname(path), name });
  writeConfig(path, trial.text, flags.force);
  for (const sentence of trial.guesses) console.error(`Guessed: ${sentence}.`);
  console.error(trial.summary);
  process.exitCode = await runConfig(path, flags);
  if (process.exitCode === 0)
    console.log(`Config: ${relative(".", path)} (change it, and go on with ${programName} run)`);
}

export const tryCommand: CommandModule<object, TryArguments> = {
  builder: (builder) =>
    builder
      .positional("file", { type: "string", demandOption: true, describe: "The series, labelled" })
      .positional("test", {
        type: "string",
        describe: "The test series; FILE is split where none are given",
      })
      .option("label", text("Where labels are: first, last, or the name of a column"))
      .option("header", {
        type: "boolean",
        describe: "The first line names the columns; --no-header: it does not",
      })
      .option("ignore", texts("Columns that hold neither values nor labels"))
      .option("series", text("A row is a value: the column that tells the series apart"))
      .option("time", text("With --series: the column of times"))
      .option("value", texts("With --series: the column of values, or several for channels"))
      .option("format", text("The format, where the ending does not tell it"))
      .option("share", number(0.7, "Share of the series that is for training"))
      .option("seed", number(0, "Seed of the split"))
      .option("config", text("Write the config here, not beside FILE"))
      .option("force", toggle("Write over a config that is there"))
      .option("jobs", number(availableParallelism(), "Number of worker threads"))
      .option("results", textOr("results", "Folder of the records"))
      .option("reports", textOr("reports", "Folder of the reports")),
  handler: tryData,
};
