import type { Checksums } from "../../data/dataset.ts";
import { sizeOf } from "../../data/load.ts";
import {
  checksumsOf,
  type DatasetSize,
  expandGroups,
  type LocatedDataset,
  locateDataset,
  type PresentDataset,
} from "../../data/locate.ts";
import { publishedChecksums } from "../../data/manifest.ts";
import type { DatasetSpec } from "../../data/spec.ts";
import { HarnessError } from "../../errors.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { defineExperiment } from "../define-experiment.ts";
import type { ExpandContext, ReadyTask, Task, UnavailableTask } from "../experiment.ts";
import { gridFrom } from "../grid.ts";
import { numericsVersion } from "../numerics-version.ts";
import { type ClassificationConfig, classificationSchema } from "./config.ts";
import { searchSeconds, workerBytes } from "./estimate.ts";
import { inspectUnit } from "./inspect-gram.ts";
import { classificationResultSchema } from "./result.ts";
import { type ClassificationLocal, runClassification } from "./run.ts";
import { classificationStages } from "./stages.ts";
import { searchUnit, testUnit, withFiles } from "./units.ts";

type KernelEntry = ClassificationConfig["kernels"][number];

interface Place {
  readonly dataset: string;
  readonly entry: KernelEntry;
}

/** A task that finds out how it stands when that is first asked: `--only` leaves most files unread. */
function taskOf(
  { dataset, entry }: Place,
  find: () => Task<ClassificationLocal>["state"],
): Task<ClassificationLocal> {
  const kernel = kernelNamed(entry.kernel);
  const state = once(find);
  return {
    dataset,
    method: entry.name ?? kernel.name,
    label: entry.label ?? entry.name ?? kernel.label,
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
        "data sets need different names, and so do two grids of one kernel: give one a `name`",
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

function definitionOf(
  entry: KernelEntry,
  { prepare, selection, svm }: ClassificationConfig,
  dataset: string,
  checksums: Partial<Checksums>,
): ReadyTask["definition"] {
  const { C, maxIterations = null, ...rest } = svm;
  return {
    experiment: "classification",
    numerics: numericsVersion,
    dataset,
    checksums: { ...checksums },
    prepare,
    kernel: entry.kernel,
    grid: gridFrom(kernelNamed(entry.kernel), entry.grid),
    C,
    svm: { maxIterations, ...rest },
    selection,
  };
}

function readyTask(
  entry: KernelEntry,
  config: ClassificationConfig,
  { located, checksums, size }: Extract<Facts, { kind: "known" }>,
): ReadyTask<ClassificationLocal> {
  const { prepare, selection, svm } = config;
  const { C, ...svc } = svm;
  const { folds, foldSeeds, stratification } = selection;
  const grid = gridFrom(kernelNamed(entry.kernel), entry.grid);
  const local: ClassificationLocal = {
    unitTask: { data: located, prepare, kernel: entry.kernel, grid, C, svc },
    folds: { folds, foldSeeds, stratification, trainChecksum: checksums.train },
    selection,
    size,
  };
  const definition = definitionOf(entry, config, located.name, checksums);
  return { kind: "ready", definition, local };
}

function absentTask(
  entry: KernelEntry,
  config: ClassificationConfig,
  { name, state, checksums }: Extract<Facts, { kind: "unknown" }>,
): UnavailableTask {
  if (checksums === undefined) return state;
  return { ...state, definition: definitionOf(entry, config, name, checksums) };
}

function expand(config: ClassificationConfig, context: ExpandContext): Task<ClassificationLocal>[] {
  const tasks = expandGroups(config.datasets).flatMap((spec) => {
    const located = locateDataset(spec, context);
    const found = once(() => factsOf(spec, located));
    return config.kernels.map((entry) =>
      taskOf({ dataset: located.name, entry }, () => {
        const facts = found();
        return facts.kind === "known"
          ? readyTask(entry, config, facts)
          : absentTask(entry, config, facts);
      }),
    );
  });
  refuseTwins(tasks);
  return tasks;
}

/**
 * Time-series classification by C-SVMs on kernels: grid search by k-fold cross-validation on the
 * training set, refit, accuracy on the test set, with every tied optimum beside the chosen one.
 * One task a data set and kernel.
 */
export const classification = defineExperiment({
  name: "classification",
  label: "Classification",
  default: true,
  schema: classificationSchema,
  result: classificationResultSchema,
  expand,
  units: { search: searchUnit, test: testUnit, inspect: inspectUnit },
  withFiles,
  run: runClassification,
  nominalSeconds: ({ unitTask, folds, size }) => searchSeconds(unitTask, size, folds),
  workerBytes: ({ size }) => workerBytes(size),
  stages: ({ unitTask, folds }) => classificationStages(unitTask, folds),
});
