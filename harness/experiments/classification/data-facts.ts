import type { PreparedData } from "../../data/prepare.ts";
import { collectGarbage } from "../../memory.ts";
import { preparedName, type ReadyData, readAndPrepare } from "../prepared-data.ts";
import type { ClassificationResult } from "./result.ts";
import { type MethodTask, preparationOf } from "./task.ts";

function classCounts(labels: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** What a record says of the data that a method was given. */
export function dataFacts({
  train,
  test,
  classes,
  notes,
}: ReadyData): ClassificationResult["data"] {
  const lengths = [...train.sequences.lengths, ...test.sequences.lengths];
  return {
    classes: [...classes],
    trainSize: train.labels.length,
    testSize: test.labels.length,
    dimension: train.sequences.dimension,
    shortest: Math.min(...lengths),
    longest: Math.max(...lengths),
    trainClassCounts: classCounts(train.labels, classes.length),
    notes: [...notes],
  };
}

/** What must be known of a data set to hand out work on it, or why the method does not apply. */
type DataDescription =
  | { readonly status: "not-applicable"; readonly reason: string }
  | {
      readonly status: "ready";
      readonly facts: ClassificationResult["data"];
      /** Classes, as indices into `facts.classes`. */
      readonly trainLabels: Int32Array;
      readonly testLabels: Int32Array;
    };

/** The data sets of this run, which several tasks share. */
const described = new Map<string, DataDescription>();

/** Reads the data of a task and does not keep them: whoever hands out work need not hold the series. */
export function describeData(task: MethodTask): DataDescription {
  const name = preparedName(preparationOf(task));
  const known = described.get(name);
  if (known !== undefined) return known;
  const description = describe(readAndPrepare(preparationOf(task)));
  described.set(name, description);
  collectGarbage();
  return description;
}

/** A function of its own, so that V8 can free the series when it returns. */
function describe(data: PreparedData): DataDescription {
  if (data.status !== "ready") return data;
  const { train, test } = data;
  return {
    status: "ready",
    facts: dataFacts(data),
    trainLabels: train.labels,
    testLabels: test.labels,
  };
}
