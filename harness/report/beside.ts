import { dirname, join, relative } from "node:path";
import { contentKey, type Json } from "../canonical-json.ts";
import type { LoadedConfig } from "../config/load.ts";
import { differences } from "../differences.ts";
import type { Task } from "../experiments/experiment.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { programName } from "../program-name.ts";
import type { HarnessRecord } from "../store/record.ts";
import { currentRecords } from "./current-records.ts";

/** A config whose methods stand beside those of the report's own. */
export interface BesideConfig {
  readonly configPath: string;
  readonly records: readonly HarnessRecord[];
  /** The tasks of these records, in the order of the config. */
  readonly planned: readonly Task[];
  /** What a reader has to know of it, each a sentence. */
  readonly notes: readonly string[];
}

/** What decides a choice in a config of the classification experiment beside its methods. */
function protocolOf({ config }: LoadedConfig): Json {
  const { prepare, selection } = config as unknown as Readonly<Record<string, Json>>;
  const { pruning: _, ...choice } = selection as Readonly<Record<string, Json>>; // the same choice, in less time
  return { prepare: prepare!, selection: choice };
}

/** Checksums of a task's data, as one text; empty where they are not known. */
function dataOf({ state }: Task): string {
  const checksums = state.definition?.checksums;
  return checksums === undefined ? "" : contentKey(checksums as Json);
}

function notesOf(
  own: LoadedConfig,
  other: LoadedConfig,
  missing: number,
  otherData: readonly string[],
): string[] {
  const path = relative(".", other.path);
  const protocol = differences(protocolOf(own), protocolOf(other)).map(
    ({ path: key, before, after }) => `${key} ${after} (here ${before})`,
  );
  return [
    ...(protocol.length === 0 ? [] : [`The methods of ${path} have ${protocol.join("; ")}.`]),
    ...(otherData.length === 0
      ? []
      : [`Left out, as ${path} has other data of the same name: ${otherData.join(", ")}.`]),
    ...(missing === 0
      ? []
      : [
          `Of ${path} ${missing} ${missing === 1 ? "result is" : "results are"} missing or stale: ${programName} run ${path}`,
        ]),
  ];
}

/**
 * What there is of the configs that a config names to be shown beside it: the records on its data sets of
 * methods whose names neither it has nor a config named before.
 * @param results folder of the config's own records; those of the others lie beside it
 */
export function besideConfigs({ plan, results }: { plan: Plan; results: string }): BesideConfig[] {
  if (plan.beside.length === 0) return [];
  const data = new Map(plan.tasks.map(({ task }) => [task.dataset, dataOf(task)]));
  const taken = new Set(plan.tasks.map(({ task }) => task.method));
  return plan.beside.map((config) => {
    const folder = join(dirname(results), config.name);
    const options = { ...plan.options, results: folder, existing: "keep" } as const;
    const { tasks: asked } = makePlan(
      config,
      { ...options, only: { dataset: [], method: [] } },
      ({ dataset, method }) => data.has(dataset) && !taken.has(method),
    );
    const differs = (task: Task) => data.get(task.dataset) !== dataOf(task);
    const same = asked.filter(({ task }) => !differs(task));
    const otherData = asked.filter(({ task }) => differs(task)).map(({ task }) => task.dataset);
    const current = currentRecords({ plan: { tasks: same }, results: folder });
    for (const { task } of asked) taken.add(task.method);
    const awaited = same.filter(({ status }) => status.kind !== "unavailable").length;
    const missing = Math.max(0, awaited - current.length);
    return {
      configPath: relative(".", config.path),
      records: current.map(({ record }) => record),
      planned: current.map(({ task }) => task),
      notes: notesOf(plan.config, config, missing, [...new Set(otherData)]),
    };
  });
}
