import type { PreparedData } from "../../data/prepare.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { collectGarbage } from "../../memory.ts";
import type { ClassificationResult } from "./result.ts";
import { preparedName, type ReadyData, readAndPrepare, type UnitTask } from "./units.ts";

function classCounts(labels: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** What a record says of the data that a kernel was given. */
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

/** What must be known of a data set to hand out work on it, or why the kernel does not apply. */
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
export function describeData(task: UnitTask): DataDescription {
  const kernel = kernelNamed(task.kernel);
  const name = preparedName(task, kernel);
  const known = described.get(name);
  if (known !== undefined) return known;
  const description = describe(readAndPrepare(task, kernel));
  described.set(name, description);
  collectGarbage();
  return description;
}

/** A function of its own: nothing of what it was given is left. */
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
