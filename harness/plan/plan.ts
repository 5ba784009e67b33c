import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { contentKey } from "../canonical-json.ts";
import { type LoadedConfig, loadConfig, refuse } from "../config/load.ts";
import { differences } from "../differences.ts";
import { HarnessError } from "../errors.ts";
import type {
  ExpandContext,
  Experiment,
  ReadyTask,
  Task,
  UnavailableTask,
} from "../experiments/experiment.ts";
import { experimentNamed } from "../experiments/registry.ts";
import { orAllOf } from "../nearest.ts";
import { readRecord } from "../store/records.ts";

/** How a task stands before a run. Only the last four kinds are computed. */
export type Status =
  | { readonly kind: "done" }
  | { readonly kind: "unavailable"; readonly reason: string; readonly hint: string | undefined }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "stale"; readonly because: readonly string[] }
  | { readonly kind: "forced" };

export interface PlannedTask {
  readonly task: Task;
  /** SHA-256 of the task's definition; empty where the task is unavailable and has no record. */
  readonly key: string;
  readonly status: Status;
  /** Rough seconds on one core. */
  readonly seconds: number;
}

export interface Plan {
  readonly config: LoadedConfig;
  readonly experiment: Experiment;
  readonly tasks: readonly PlannedTask[];
  readonly options: PlanOptions;
  /** Configs whose records the report shows beside. */
  readonly beside: readonly LoadedConfig[];
}

export interface PlanOptions {
  /** Folder of this config's records. */
  readonly results: string;
  readonly archive: string | undefined;
  readonly sizes: ExpandContext["sizes"];
  readonly series: ExpandContext["series"];
  /** Keep only tasks of these data sets and methods; empty lists keep all. */
  readonly only: { readonly dataset: readonly string[]; readonly method: readonly string[] };
  /** Compute what is done already again. */
  readonly existing: "keep" | "recompute";
}

/** Whether a task is to be computed. */
export function isPending(status: Status): boolean {
  return status.kind !== "done" && status.kind !== "unavailable";
}

function statusOf(task: Task, ready: ReadyTask, key: string, options: PlanOptions): Status {
  if (options.existing === "recompute") return { kind: "forced" };
  let record: ReturnType<typeof readRecord>;
  try {
    record = readRecord(options.results, task.dataset, task.method);
  } catch (error) {
    return { kind: "stale", because: [(error as Error).message] };
  }
  if (record === undefined) return { kind: "missing" };
  if (record.key !== key || contentKey(record.task as typeof ready.definition) !== key) {
    const because = differences(record.task, ready.definition).map(
      ({ path, before, after }) => `${path}: ${before} → ${after}`,
    );
    return { kind: "stale", because };
  }
  return record.status === "failed" ? { kind: "failed", reason: record.reason } : { kind: "done" };
}

/**
 * The key of a task whose data are not here, if there is a record of it: one that is as the config asks
 * for, on data of the checksums that are known; the record says which files it is of.
 */
function keyOfRecord(
  task: Task,
  { definition }: UnavailableTask,
  { results, existing }: PlanOptions,
): string | undefined {
  if (definition === undefined || existing === "recompute") return undefined;
  let record: ReturnType<typeof readRecord>;
  try {
    record = readRecord(results, task.dataset, task.method);
  } catch {
    return undefined; // damaged, and it cannot be computed again here
  }
  if (record === undefined || record.status === "failed") return undefined;
  const checksums = { ...(record.task.checksums as object), ...(definition.checksums as object) };
  const key = contentKey({ ...definition, checksums });
  return record.key === key ? key : undefined;
}

function planned(task: Task, experiment: Experiment, options: PlanOptions): PlannedTask {
  const { state } = task;
  if (state.kind === "unavailable") {
    const { reason, hint } = state;
    const key = keyOfRecord(task, state, options);
    if (key !== undefined) return { task, key, status: { kind: "done" }, seconds: 0 };
    return { task, key: "", status: { kind: "unavailable", reason, hint }, seconds: 0 };
  }
  const key = contentKey(state.definition);
  return {
    task,
    key,
    status: statusOf(task, state, key, options),
    seconds: experiment.nominalSeconds(state),
  };
}

/** The names under which a task is asked for: its method may be named by a part of its record. */
const namesOf = {
  dataset: ({ dataset }: Task) => [dataset],
  method: ({ method, parts = [] }: Task) => [method, ...parts],
};

/** Refuses a name of `--only` that no task has. */
function checkOnly(tasks: readonly Task[], options: PlanOptions): void {
  for (const field of ["dataset", "method"] as const) {
    const known = [...new Set(tasks.flatMap(namesOf[field]))];
    for (const name of options.only[field]) {
      if (known.includes(name)) continue;
      throw new HarnessError(
        "usage",
        `--only names the ${field} "${name}", which the config does not have${orAllOf(name, known)}`,
      );
    }
  }
}

/**
 * Refuses to compute a config whose own files are missing or not what they should be: each fault once,
 * however many methods it would keep from them. Records that are there can be read without them.
 * @throws HarnessError `data` with every fault of own files
 */
export function refuseOwnFiles({ tasks }: Plan): void {
  const faults = new Map<string, string | undefined>();
  for (const {
    task: { state },
  } of tasks)
    if (state.kind === "unavailable" && state.own) faults.set(state.reason, state.hint);
  const [first, ...others] = faults;
  if (first === undefined) return;
  if (others.length === 0) throw new HarnessError("data", ...first);
  const sentences = [...faults].map(([reason, hint]) => (hint ? `${reason}\n  ${hint}` : reason));
  throw new HarnessError("data", sentences.join("\n"));
}

/** The configs that a config names to be shown beside it, which are of the same experiment. */
function configsBeside({ base, path, text, config }: LoadedConfig): LoadedConfig[] {
  const { beside = [] } = config as { readonly beside?: readonly string[] };
  return beside.map((name, i) => {
    const refuseEntry = (what: string): never =>
      refuse(text, path, [
        { path: ["beside", i], at: "value", sentence: `\`beside\` names ${what}` },
      ]);
    const file = resolve(base, name);
    if (file === resolve(path)) refuseEntry("the config itself");
    if (!existsSync(file)) refuseEntry(`${name}, which is not there`);
    const loaded = loadConfig(relative(".", file));
    const { experiment } = loaded.config;
    if (experiment !== config.experiment)
      refuseEntry(`${name}, a config of the experiment ${experiment}, not of ${config.experiment}`);
    return loaded;
  });
}

/**
 * Expands a config into tasks and compares them with the records that are there.
 * @param wanted tells tasks to be left out, whose data are then not read
 */
export function makePlan(
  config: LoadedConfig,
  options: PlanOptions,
  wanted: (task: Task) => boolean = () => true,
): Plan {
  const experiment = experimentNamed(config.config.experiment);
  const inConfig = config.config.archive;
  const archive = options.archive ?? (inConfig && resolve(config.base, inConfig));
  const all = experiment.expand(config.config, {
    base: config.base,
    archive,
    sizes: options.sizes,
    series: options.series,
  });
  checkOnly(all, options);
  const kept = (field: keyof typeof namesOf) => (task: Task) =>
    options.only[field].length === 0 ||
    namesOf[field](task).some((name) => options.only[field].includes(name));
  const tasks = all.filter(kept("dataset")).filter(kept("method")).filter(wanted);
  return {
    ...{ config, experiment, options, beside: configsBeside(config) },
    tasks: tasks.map((task) => planned(task, experiment, options)),
  };
}
