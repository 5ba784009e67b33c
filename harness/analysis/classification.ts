import { parseClassification } from "../experiments/classification/parse.ts";
import type { ClassificationResult } from "../experiments/classification/result.ts";
import type { Task } from "../experiments/experiment.ts";
import { mean } from "../math/mean.ts";
import type { Method } from "../methods/method.ts";
import { type PaperEntry, paperAccuracy } from "../reference/paper-table.ts";
import type { HarnessRecord } from "../store/record.ts";
import type { Accuracy } from "./complete-cases.ts";
import { candidateText } from "./settings.ts";

/** What a report needs of a task of the plan. */
export type ReportedTask = Pick<Task, "dataset" | "method" | "label" | "state">;

/** One data set with one method: a row of the table of results. All accuracies are in percent. */
export interface ClassificationRow {
  readonly dataset: string;
  readonly method: string;
  readonly label: string;
  readonly status: "done" | "failed" | "skipped" | "missing";
  /** Why there is no result, where there is none. */
  readonly reason: string | undefined;
  /** Test accuracy of the chosen candidate, mean over the fold seeds. */
  readonly accuracy?: number;
  /** The paper's number, as transcribed, and what is doubtful about it. */
  readonly paper: number | undefined;
  readonly paperNote: string | undefined;
  /** `accuracy` - `paper`, percentage points. */
  readonly difference?: number | undefined;
  /** Chosen values of the keys that vary over the search; those of several fold seeds after one another. */
  readonly settings?: string;
  /** Best mean accuracy over the folds, mean over the fold seeds. */
  readonly validation?: number;
  /** Candidates that share the best validation accuracy, of the fold seeds with fewest and most. */
  readonly ties?: CountRange;
  /** Those of them whose test accuracy was measured, likewise. */
  readonly tiesMeasured?: CountRange;
  /** Lowest and highest test accuracy over the measured ties of all fold seeds. */
  readonly lowest?: number;
  readonly highest?: number;
  /** Lowest and highest test accuracy of what was chosen, over the fold seeds. */
  readonly seedsLowest?: number;
  readonly seedsHighest?: number;
  /** Whether the paper's number lies between `lowest` and `highest`; undefined where it is doubtful. */
  readonly paperWithin?: boolean | undefined;
}

/** What a method id stands for in tables and figures. */
export interface NamedMethod {
  readonly id: string;
  readonly label: string;
}

/** All that the records say, in the order of the plan. */
export interface ClassificationResults {
  readonly datasets: readonly string[];
  readonly methods: readonly NamedMethod[];
  /** A row for every data set and method that is planned or recorded. */
  readonly rows: readonly ClassificationRow[];
  /** The parsed result of every row that is done, by `resultKey`. */
  readonly results: ReadonlyMap<string, ClassificationResult>;
  /** The method that each of them is of, by the same keys. */
  readonly used: ReadonlyMap<string, Method>;
}

/** Key of a data set and method in `ClassificationResults.results`. */
export function resultKey(dataset: string, method: string): string {
  return `${dataset}/${method}`;
}

/** The fewest and the most of some counts; a mean of counts would pass for one. */
export interface CountRange {
  readonly fewest: number;
  readonly most: number;
}

function rangeOf(counts: readonly number[]): CountRange {
  return { fewest: Math.min(...counts), most: Math.max(...counts) };
}

function measured(result: ClassificationResult) {
  const { selections, testLabels, grid } = result;
  const percent = (correct: number) => (100 * correct) / testLabels.length;
  const tied = selections.flatMap(({ ties }) => ties.recorded.map((tie) => tie.testCorrect));
  const chosen = selections.map((selection) => candidateText(grid, selection.chosen));
  const headline = selections.map(({ test }) => percent(test.correct));
  return {
    accuracy: mean(headline),
    settings: [...new Set(chosen)].join(" | "),
    validation: mean(
      selections.map(({ validation }) => (100 * validation.best) / validation.denominator),
    ),
    ties: rangeOf(selections.map(({ ties }) => ties.count)),
    tiesMeasured: rangeOf(selections.map(({ ties }) => ties.recorded.length)),
    lowest: percent(Math.min(...tied)),
    highest: percent(Math.max(...tied)),
    seedsLowest: Math.min(...headline),
    seedsHighest: Math.max(...headline),
  };
}

/** The paper prints two decimals, of which the last may be cut off or rounded. */
const paperRounding = 0.01;

function liesWithin(
  paper: PaperEntry | undefined,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): boolean | undefined {
  if (paper === undefined || paper.doubt !== undefined) return undefined;
  return paper.percent > lowest - paperRounding && paper.percent < highest + paperRounding;
}

/** Why there is no record of a task. */
function missingReason(task: ReportedTask | undefined): string {
  if (task?.state.kind !== "unavailable") return "not computed yet";
  const { reason, hint } = task.state;
  return hint === undefined ? reason : `${reason}; ${hint}`;
}

function rowOf(
  { id, label }: NamedMethod,
  dataset: string,
  task: ReportedTask | undefined,
  record: HarnessRecord | undefined,
  result: ClassificationResult | undefined,
): ClassificationRow {
  const paper = paperAccuracy(dataset, id);
  const common = { dataset, method: id, label, paper: paper?.percent, paperNote: paper?.note };
  if (record === undefined) {
    return { ...common, status: "missing", reason: missingReason(task) };
  }
  if (record.status === "failed") {
    const reason = `${record.phase}: ${record.reason}`;
    return { ...common, status: "failed", reason };
  }
  if (record.status === "skipped") {
    return { ...common, status: "skipped", reason: record.reason };
  }
  const figures = measured(result!);
  const difference = paper === undefined ? undefined : figures.accuracy - paper.percent;
  const paperWithin = liesWithin(paper, figures);
  return { ...common, ...figures, difference, paperWithin, status: "done", reason: undefined };
}

/**
 * The table of results: every data set and method of the plan and of the records, in the order of
 * the plan; what is recorded but not planned stands at the end, in the order of the records.
 *
 * @param records records of the classification experiment
 * @param planned tasks of the config, whether or not they have a record
 */
export function classificationResults(
  records: readonly HarnessRecord[],
  planned: readonly ReportedTask[],
): ClassificationResults {
  const everything = [...planned, ...records];
  const datasets = [...new Set(everything.map(({ dataset }) => dataset))];
  const ids = [...new Set(everything.map(({ method }) => method))];
  const labels = new Map(planned.map(({ method, label }) => [method, label]));
  const methods = ids.map((id) => ({ id, label: labels.get(id) ?? id }));
  const tasks = new Map(planned.map((task) => [resultKey(task.dataset, task.method), task]));
  const recorded = new Map(records.map((one) => [resultKey(one.dataset, one.method), one]));
  const results = new Map<string, ClassificationResult>();
  const used = new Map<string, Method>();
  const rows = datasets.flatMap((dataset) =>
    methods.flatMap((method) => {
      const key = resultKey(dataset, method.id);
      const record = recorded.get(key);
      const task = tasks.get(key);
      if (record === undefined && task === undefined) return [];
      if (record?.status === "done") {
        const { method: of, result } = parseClassification(record);
        results.set(key, result);
        used.set(key, of);
      }
      return [rowOf(method, dataset, task, record, results.get(key))];
    }),
  );
  return { datasets, methods, rows, results, used };
}

/** The accuracies of what is done. */
export function accuraciesOf({ rows }: ClassificationResults): Accuracy[] {
  return rows.flatMap(({ dataset, method, accuracy }) =>
    accuracy === undefined ? [] : [{ dataset, method, percent: accuracy }],
  );
}
