import type { Checksums } from "../../data/dataset.ts";
import { expandGroups, locateDataset } from "../../data/locate.ts";
import { once } from "../../once.ts";
import {
  type DatasetFacts,
  datasetFacts,
  lazyTask,
  refuseTwins,
  unavailableTask,
} from "../dataset-facts.ts";
import { defineExperiment } from "../define-experiment.ts";
import { type Definition, definitionOf } from "../definition.ts";
import type { ExpandContext, ReadyTask, Task } from "../experiment.ts";
import { ownRefusal } from "../own-faults.ts";
import { checkMethods } from "./checks.ts";
import { type ClassificationConfig, classificationSchema } from "./config.ts";
import { type ConfiguredMethod, configuredMethods } from "./configured-methods.ts";
import { classificationStages, searchSeconds } from "./cost.ts";
import { classificationResultSchema } from "./result.ts";
import { runClassification } from "./run.ts";
import { type ClassificationLocal, methodOf } from "./task.ts";
import { units, withFiles } from "./units.ts";

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
  { located, checksums, size }: Extract<DatasetFacts, { kind: "known" }>,
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

function expand(config: ClassificationConfig, context: ExpandContext): Task<ClassificationLocal>[] {
  const methods = configuredMethods(config);
  const tasks = expandGroups(config.datasets).flatMap((spec) => {
    const located = locateDataset(spec, context);
    const found = once(() => datasetFacts(spec, located));
    return methods.map((method) =>
      lazyTask({ dataset: located.name, method: method.id, label: method.label }, () => {
        const facts = found();
        if (facts.kind === "known") {
          const needsOneLength = !method.method.takesUnequalLengths(method.definition);
          const refusal = ownRefusal(facts.faults, config.prepare, needsOneLength);
          return refusal ?? readyTask(method, config, facts);
        }
        const define = (checksums: Partial<Checksums>) =>
          taskDefinition(method, config, facts.name, checksums);
        return unavailableTask(facts, define);
      }),
    );
  });
  refuseTwins(tasks, "data sets need different names");
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
  check: checkMethods,
  result: classificationResultSchema,
  expand,
  units,
  withFiles,
  run: runClassification,
  nominalSeconds: ({ methodTask, folds, size }) => searchSeconds(methodTask, size, folds),
  workerBytes: ({ methodTask, size }) =>
    methodOf(methodTask).cost.workerBytes(methodTask.definition, size),
  stages: ({ methodTask, folds }) => classificationStages(methodTask, folds),
});
