import { checksumsOf } from "../../data/checksums.ts";
import type { Checksums } from "../../data/dataset.ts";
import { sizeOf } from "../../data/load.ts";
import {
  type DatasetSize,
  expandGroups,
  type LocatedDataset,
  locateDataset,
  type PresentDataset,
} from "../../data/locate.ts";
import { publishedChecksums } from "../../data/manifest.ts";
import type { DatasetSpec } from "../../data/spec.ts";
import { HarnessError } from "../../errors.ts";
import { defineExperiment } from "../define-experiment.ts";
import { type Definition, definitionOf } from "../definition.ts";
import type { ExpandContext, ReadyTask, Task, UnavailableTask } from "../experiment.ts";
import { type ClassificationConfig, classificationSchema } from "./config.ts";
import { type ConfiguredMethod, configuredMethods } from "./configured-methods.ts";
import { classificationStages, searchSeconds } from "./cost.ts";
import { classificationResultSchema } from "./result.ts";
import { runClassification } from "./run.ts";
import { type ClassificationLocal, methodOf } from "./task.ts";
import { units, withFiles } from "./units.ts";

/** A task that finds out how it stands when that is first asked: `--only` leaves most files unread. */
function taskOf(
  dataset: string,
  { id, label }: ConfiguredMethod,
  find: () => Task<ClassificationLocal>["state"],
): Task<ClassificationLocal> {
  const state = once(find);
  return {
    dataset,
    method: id,
    label,
    get state() {
      return state();
    },
  };
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}

function refuseTwins(tasks: readonly Task[]): void {
  const seen = new Set<string>();
  for (const { dataset, method } of tasks) {
    const name = `${dataset} / ${method}`;
    if (seen.has(name)) {
      throw new HarnessError(
        "config",
        `${name} stands twice in the config`,
        "data sets need different names, and so do two entries of one kernel or method: give one a `name`",
      );
    }
    seen.add(name);
  }
}

type Facts =
  | {
      readonly kind: "known";
      readonly located: PresentDataset;
      readonly checksums: Checksums;
      readonly size: DatasetSize;
    }
  | {
      readonly kind: "unknown";
      readonly name: string;
      readonly state: UnavailableTask;
      /** Those that are published, where a set of the archive is not here. */
      readonly checksums: Partial<Checksums> | undefined;
    };

/** Where a data set is and what it measures; one that is absent or unreadable fails alone. */
function factsOf(spec: DatasetSpec, located: LocatedDataset): Facts {
  const { name } = located;
  if (located.status === "missing") {
    const { reason, hint } = located;
    const state: UnavailableTask = { kind: "unavailable", reason, hint };
    const checksums = typeof spec === "string" ? publishedChecksums(name) : undefined;
    return { kind: "unknown", name, state, checksums };
  }
  try {
    return { kind: "known", located, checksums: checksumsOf(located), size: sizeOf(located) };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const state: UnavailableTask = { kind: "unavailable", reason: error.message, hint: error.hint };
    return { kind: "unknown", name, state, checksums: undefined };
  }
}

function taskDefinition(
  { method, definition }: ConfiguredMethod,
  { prepare, selection }: ClassificationConfig,
  dataset: string,
  checksums: Partial<Checksums>,
): Definition {
  return definitionOf("classification", {
    dataset,
    checksums,
    prepare,
    method: { name: method.name, ...definition },
    selection: definedSelection(selection),
  });
}

/** What a definition says of the selection; nothing on the order of the folds where they are shuffled. */
function definedSelection({ order, ...rest }: ClassificationConfig["selection"]) {
  return order === "shuffled" ? rest : { ...rest, order };
}

function readyTask(
  configured: ConfiguredMethod,
  config: ClassificationConfig,
  { located, checksums, size }: Extract<Facts, { kind: "known" }>,
): ReadyTask<ClassificationLocal> {
  const { prepare, selection } = config;
  const { folds, foldSeeds, stratification, order } = selection;
  const { method, definition } = configured;
  const local: ClassificationLocal = {
    methodTask: { data: located, prepare, method: method.name, definition },
    folds: { folds, foldSeeds, stratification, order, trainChecksum: checksums.train },
    selection,
    size,
  };
  return {
    kind: "ready",
    definition: taskDefinition(configured, config, located.name, checksums),
    local,
  };
}

function absentTask(
  configured: ConfiguredMethod,
  config: ClassificationConfig,
  { name, state, checksums }: Extract<Facts, { kind: "unknown" }>,
): UnavailableTask {
  if (checksums === undefined) return state;
  return { ...state, definition: taskDefinition(configured, config, name, checksums) };
}

function expand(config: ClassificationConfig, context: ExpandContext): Task<ClassificationLocal>[] {
  const methods = configuredMethods(config);
  const tasks = expandGroups(config.datasets).flatMap((spec) => {
    const located = locateDataset(spec, context);
    const found = once(() => factsOf(spec, located));
    return methods.map((method) =>
      taskOf(located.name, method, () => {
        const facts = found();
        return facts.kind === "known"
          ? readyTask(method, config, facts)
          : absentTask(method, config, facts);
      }),
    );
  });
  refuseTwins(tasks);
  return tasks;
}

/**
 * Time-series classification: each method's grid is searched by cross-validation on the training set, the
 * best candidate is trained on all of it and tested, with every tied optimum beside the chosen one. One
 * task a data set and method.
 */
export const classification = defineExperiment({
  name: "classification",
  label: "Classification",
  default: true,
  schema: classificationSchema,
  result: classificationResultSchema,
  expand,
  units,
  withFiles,
  run: runClassification,
  nominalSeconds: ({ methodTask, folds, size }) => searchSeconds(methodTask, size, folds),
  workerBytes: ({ methodTask, size }) => methodOf(methodTask).cost.workerBytes(size),
  stages: ({ methodTask, folds }) => classificationStages(methodTask, folds),
});
