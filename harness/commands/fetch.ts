import { resolve } from "node:path";
import type { CommandModule } from "yargs";
import { loadConfig } from "../config/load.ts";
import { type FetchOutcome, fetchDatasets } from "../data/fetch/fetch-datasets.ts";
import { usualPace } from "../data/fetch/pace.ts";
import { publicSources } from "../data/fetch/supply.ts";
import { fetchedFolder } from "../data/locate.ts";
import { lockFile } from "../data/manifest.ts";
import { HarnessError } from "../errors.ts";
import { programName } from "../program-name.ts";
import { entriesNamed } from "./entries-named.ts";
import { startFetchProgress } from "./fetch-progress.ts";
import { number, textOr, texts, toggle } from "./flags.ts";

interface FetchArguments {
  names: string[];
  from: string[];
  to: string;
  lock: string;
  password: string;
  jobs: number;
  timeout: number;
  force: boolean;
  json: boolean;
}

/** Names to fetch and sources to fetch them from, with those of configs in place of the configs. */
function expandConfigs(names: readonly string[]): { names: string[]; sources: string[] } {
  const all = { names: [] as string[], sources: [] as string[] };
  for (const name of names) {
    if (!/\.ya?ml$/.test(name)) {
      all.names.push(name);
      continue;
    }
    const { config } = loadConfig(name);
    const { datasets = [] } = config as { datasets?: readonly unknown[] };
    all.names.push(...datasets.filter((spec) => typeof spec === "string"));
    all.sources.push(...(config.sources ?? []));
  }
  return all;
}

function positive(flag: string, value: number): number {
  if (value > 0) return value;
  throw new HarnessError("usage", `--${flag} takes a number greater than 0, found ${value}`);
}

function reportFailures(outcomes: readonly FetchOutcome[]): void {
  const failed = outcomes.filter((outcome) => outcome.status === "failed");
  for (const { name, errors } of failed) {
    for (const { message, hint } of errors)
      console.error(`${name}: ${message}${hint ? `\n  ${hint}` : ""}`);
  }
  if (failed.length > 0) {
    throw new HarnessError(
      "failed-tasks",
      `${failed.length} of ${outcomes.length} data sets were not fetched: ${failed.map(({ name }) => name).join(", ")}`,
    );
  }
}

function plain(outcome: FetchOutcome): object {
  if (outcome.status !== "failed") return outcome;
  return { ...outcome, errors: outcome.errors.map(({ message, hint }) => ({ message, hint })) };
}

async function fetchNamed(flags: FetchArguments): Promise<void> {
  const wanted = expandConfigs(flags.names);
  if (wanted.names.length === 0) {
    throw new HarnessError(
      "usage",
      `${programName} fetch takes names of data sets, of groups (paper-56, all) or configs`,
      `${programName} datasets lists the names`,
    );
  }
  const names = entriesNamed(wanted.names).map(({ name }) => name);
  const sources = [flags.from, wanted.sources, publicSources].find((list) => list.length > 0)!;
  const progress = startFetchProgress(names.length, process.stderr);
  let outcomes: FetchOutcome[];
  try {
    outcomes = await fetchDatasets(names, {
      folder: resolve(flags.to),
      lock: resolve(flags.lock),
      sources,
      password: flags.password,
      jobs: Math.ceil(positive("jobs", flags.jobs)),
      pace: { ...usualPace, timeout: 1000 * positive("timeout", flags.timeout) },
      existing: flags.force ? "replace" : "keep",
      events: progress,
    });
  } finally {
    progress.stop();
  }
  if (flags.json) console.log(JSON.stringify(outcomes.map(plain), null, 2));
  reportFailures(outcomes);
}

export const fetchCommand: CommandModule<object, FetchArguments> = {
  builder: (builder) =>
    builder
      .positional(
        "names",
        texts("Data sets, groups (paper-56, all), or configs whose data sets are meant"),
      )
      .option("from", {
        ...texts(
          "Address of a zip of the archive, an address with {name} for one zip a data set, or a folder or zip on disk; several are tried in turn",
        ),
        nargs: 1,
      })
      .option("to", {
        ...textOr(fetchedFolder, "Folder that gets them"),
        defaultDescription: "datasets/ucr",
      })
      .option("lock", {
        ...textOr(lockFile, "File of pinned checksums"),
        defaultDescription: "datasets/lock.json",
      })
      .option("password", textOr("someone", "Of the archive's zip, as given with the archive"))
      .option("jobs", number(4, "Data sets at a time"))
      .option(
        "timeout",
        number(
          usualPace.timeout / 1000,
          "Seconds without a byte after which a server counts as hanging",
        ),
      )
      .option("force", toggle("Fetch again what is here"))
      .option("json", toggle("Print the outcome as JSON")),
  handler: fetchNamed,
};
