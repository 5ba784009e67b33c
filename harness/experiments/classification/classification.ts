import { checksumsOf, locateDataset } from "../../data/locate.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { HarnessError } from "../../errors.ts";
import type { ExpandContext, Experiment, ReadyTask, Task, UnavailableTask } from "../experiment.ts";
import { numericsVersion } from "../numerics-version.ts";
import { type ClassificationConfig, classificationSchema } from "./config.ts";
import { searchSeconds, workerBytes } from "./estimate.ts";
import { gridFrom } from "./grid.ts";
import { classificationResultSchema } from "./result.ts";
import { type ClassificationLocal, runClassification } from "./run.ts";
import { classificationStages } from "./stages.ts";
import { searchUnit, testUnit } from "./units.ts";

type KernelEntry = ClassificationConfig["kernels"][number];

interface Place {
  readonly dataset: string;
  readonly entry: KernelEntry;
}

function taskOf({ dataset, entry }: Place, state: ReadyTask | UnavailableTask): Task {
  const kernel = kernelNamed(entry.kernel);
  return {
    dataset,
    method: entry.name ?? kernel.name,
    label: entry.label ?? entry.name ?? kernel.label,
    state,
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

function expand(config: ClassificationConfig, context: ExpandContext): Task[] {
  const { prepare, selection, svm, kernels } = config;
  const { C, ...svc } = svm;
  const tasks = config.datasets.flatMap((spec) => {
    const located = locateDataset(spec, context);
    if (located.status === "missing") {
      const { reason, hint } = located;
      return kernels.map((entry) =>
        taskOf({ dataset: located.name, entry }, { kind: "unavailable", reason, hint }),
      );
    }
    const checksums = checksumsOf(located);
    return kernels.map((entry) => {
      const grid = gridFrom(kernelNamed(entry.kernel), entry.grid);
      const unitTask = { data: located, prepare, kernel: entry.kernel, grid, C, svc };
      const { folds, foldSeeds, stratification } = selection;
      const local: ClassificationLocal = {
        unitTask,
        selection,
        folds: { folds, foldSeeds, stratification, trainChecksum: checksums.train },
      };
      const definition = {
        experiment: "classification",
        numerics: numericsVersion,
        dataset: located.name,
        checksums,
        prepare,
        kernel: entry.kernel,
        grid,
        svm,
        selection,
      };
      return taskOf({ dataset: located.name, entry }, { kind: "ready", definition, local });
    });
  });
  refuseTwins(tasks);
  return tasks;
}

/**
 * Time-series classification by C-SVMs on kernels: grid search by k-fold cross-validation on the
 * training set, refit, accuracy on the test set, with every tied optimum beside the chosen one.
 * One task a data set and kernel.
 */
export const classification: Experiment = {
  name: "classification",
  label: "Classification",
  schema: classificationSchema,
  result: classificationResultSchema,
  expand: expand as Experiment["expand"],
  units: { search: searchUnit, test: testUnit },
  run: runClassification,
  nominalSeconds(task) {
    const { unitTask, folds, size } = task.local as ClassificationLocal;
    return searchSeconds(unitTask, size, folds);
  },
  workerBytes: (task) => workerBytes((task.local as ClassificationLocal).size),
  stages(task) {
    const { unitTask, folds } = task.local as ClassificationLocal;
    return classificationStages(unitTask, folds);
  },
};
