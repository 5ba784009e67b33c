import { classificationResultSchema } from "../experiments/classification/result.ts";
import { paperMethods } from "../reference/paper.ts";
import { paperAccuracy, paperDatasets } from "../reference/paper-table.ts";
import type { Published } from "../reference/published.ts";
import type { HarnessRecord } from "../store/record.ts";
import { classificationResults, resultKey } from "./classification.ts";
import { recordsWith } from "./parsed-results.ts";

/** An accuracy that takes part in a comparison. */
export interface Entry {
  readonly percent: number;
  /** Number of test cases, where the source tells it. */
  readonly testSize: number | undefined;
  /** Why the number cannot be taken at its word, where it cannot. */
  readonly doubt: string | undefined;
}

/** A method of one source, with its accuracies by data set. */
export interface Contestant {
  readonly source: string;
  readonly method: string;
  readonly entries: ReadonlyMap<string, Entry>;
  /** By how much the source's numbers may differ from what was measured, percentage points. */
  readonly rounding: number;
}

/** Methods of a folder of records: what is done of them and has accuracies. */
export function recordedContestants(
  source: string,
  records: readonly HarnessRecord[],
): Contestant[] {
  const { methods, rows, results } = classificationResults(
    recordsWith(classificationResultSchema, records),
    [],
  );
  return methods.map(({ id }) => {
    const entries = new Map<string, Entry>();
    for (const { dataset, method, accuracy } of rows) {
      if (method !== id || accuracy === undefined) continue;
      const testSize = results.get(resultKey(dataset, id))!.data.testSize;
      entries.set(dataset, { percent: accuracy, testSize, doubt: undefined });
    }
    return { source, method: id, entries, rounding: 0 };
  });
}

/** The table has two decimals, some rounded and some cut off. */
const paperRounding = 0.01;

/** The set whose values the paper's table holds in another row; its sizes are the archive's. */
const misplaced = { name: "MiddlePhalanxOutlineAgeGroup", testSize: 154 };

/** The paper's seven methods. */
export function paperContestants(): Contestant[] {
  return paperMethods.map(({ id }) => {
    const entries = new Map<string, Entry>();
    for (const { name, testSize } of [...paperDatasets, misplaced]) {
      const found = paperAccuracy(name, id);
      if (found === undefined) continue;
      const doubt = found.doubt === undefined ? undefined : found.note;
      entries.set(name, { percent: found.percent, testSize, doubt });
    }
    return { source: "paper", method: id, entries, rounding: paperRounding };
  });
}

/** Published classifiers, those named. */
export function publishedContestants(
  published: Published,
  classifiers: readonly string[],
): Contestant[] {
  return classifiers.map((method) => {
    const entries = new Map<string, Entry>();
    for (const dataset of published.datasets) {
      const percent = published.percent(dataset, method);
      if (percent === undefined) continue;
      entries.set(dataset, { percent, testSize: undefined, doubt: undefined });
    }
    return { source: "published", method, entries, rounding: 0 };
  });
}
