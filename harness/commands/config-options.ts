import { join } from "node:path";
import type { Argv } from "yargs";
import { type LoadedConfig, loadConfig } from "../config/load.ts";
import { HarnessError } from "../errors.ts";
import { experimentNamed } from "../experiments/registry.ts";
import { didYouMean } from "../nearest.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { neededText, text, textOr, texts, toggle } from "./flags.ts";

/** Flags of every command that works on a config. */
export interface ConfigArguments {
  config: string;
  archive: string | undefined;
  only: string[];
  quick: boolean;
  series: string | undefined;
  column: string | undefined;
  results: string;
  reports: string;
}

/** Declares them. */
export function withConfig<T>(builder: Argv<T>): Argv<T & ConfigArguments> {
  return builder
    .positional("config", neededText("The config, a YAML file"))
    .option("archive", text("Folder of the UCR archive, one folder a data set"))
    .option("only", texts("Only these tasks: dataset=Coffee,dataset=Beef,method=rntk"))
    .option(
      "quick",
      toggle("Take the sizes of the config's quick block; results and report go to <config>-quick"),
    )
    .option("series", text("CSV of a daily series, in place of the config's"))
    .option("column", { type: "string", implies: "series", describe: "Its column of values" })
    .option("results", textOr("results", "Folder of the records"))
    .option("reports", textOr("reports", "Folder of the reports"));
}

/** The flags, as words of a command line, with which another process sees the same plan. */
export function planFlags(flags: ConfigArguments): string[] {
  const { archive, series, column, quick, only } = flags;
  const results = flags.results === "results" ? undefined : flags.results;
  const given = Object.entries({ archive, series, column, results });
  return [
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...only.flatMap((tasks) => ["--only", tasks]),
    ...(quick ? ["--quick"] : []),
  ];
}

/** The names in `--only dataset=A,method=b`; `kernel` is another word for the method. */
export function parseOnly(values: readonly string[]): { dataset: string[]; method: string[] } {
  const only = { dataset: [] as string[], method: [] as string[] };
  for (const pair of values.flatMap((value) => value.split(","))) {
    const [field = "", name = ""] = pair.split("=", 2).map((part) => part.trim());
    if (name === "") {
      throw new HarnessError("usage", `--only takes dataset=… or method=…, found "${pair}"`);
    }
    if (field === "dataset") only.dataset.push(name);
    else if (field === "kernel" || field === "method") only.method.push(name);
    else {
      throw new HarnessError(
        "usage",
        `--only knows dataset and method, found "${field}"${didYouMean(field, ["dataset", "method"])}`,
      );
    }
  }
  return only;
}

/** A command's config and what it plans, with the folders of its records and its report. */
export interface PlannedConfig {
  readonly loaded: LoadedConfig;
  readonly plan: Plan;
  readonly results: string;
  readonly report: string;
}

/** Refuses a flag that the config's experiment would pass over in silence. */
function checkFlags(flags: ConfigArguments, { config }: LoadedConfig): void {
  const { shape } = experimentNamed(config.experiment).schema;
  const needed = [
    ["quick", flags.quick],
    ["series", flags.series !== undefined],
  ] as const;
  for (const [key, given] of needed) {
    if (!given || key in shape) continue;
    throw new HarnessError(
      "usage",
      `--${key} is for configs with a key \`${key}\`, which the experiment ${config.experiment} does not have`,
    );
  }
}

/** Loads the config that a command names and plans it. */
export function planFrom(
  flags: ConfigArguments,
  existing: "keep" | "recompute" = "keep",
): PlannedConfig {
  const loaded = loadConfig(flags.config);
  checkFlags(flags, loaded);
  // Records at quick sizes must not replace the paper's.
  const folder = flags.quick ? `${loaded.name}-quick` : loaded.name;
  const results = join(flags.results, folder);
  const plan = makePlan(loaded, {
    results,
    archive: flags.archive,
    only: parseOnly(flags.only),
    existing,
    sizes: flags.quick ? "quick" : "full",
    series: flags.series === undefined ? undefined : { file: flags.series, column: flags.column },
  });
  return { loaded, plan, results, report: join(flags.reports, folder) };
}
