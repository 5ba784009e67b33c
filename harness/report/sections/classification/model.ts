import {
  accuraciesOf,
  type ClassificationResults,
  classificationResults,
} from "../../../analysis/classification.ts";
import { type CompleteCases, completeCases } from "../../../analysis/complete-cases.ts";
import { type MethodScores, scores } from "../../../analysis/scores.ts";
import { type Significance, significance } from "../../../analysis/significance.ts";
import { paperAccuracy } from "../../../reference/paper-table.ts";
import type { ReportInput } from "../../report-input.ts";

/** Everything that the classification report shows. */
export interface ClassificationModel {
  readonly results: ClassificationResults;
  /** The data sets that every method has. */
  readonly cases: CompleteCases;
  readonly scores: readonly MethodScores[];
  /** Tests over the complete cases, where there are two methods and two data sets to test. */
  readonly significance: Significance | undefined;
  /** The paper's scores over the same data sets and methods, where its table has them all. */
  readonly paperScores: readonly MethodScores[];
}

/** The paper's accuracies on the complete cases, of those methods that it has on all of them. */
function paperCases({ methods, datasets }: CompleteCases): CompleteCases {
  const known = methods.filter((method) =>
    datasets.every((dataset) => paperAccuracy(dataset, method) !== undefined),
  );
  return completeCases(
    datasets.flatMap((dataset) =>
      known.map((method) => ({
        dataset,
        method,
        percent: paperAccuracy(dataset, method)!.percent,
      })),
    ),
  );
}

/** The model of a report's records and plan. */
export function classificationModel(input: ReportInput): ClassificationModel {
  const results = classificationResults(input.records, input.planned);
  const cases = completeCases(accuraciesOf(results));
  const enough = cases.methods.length >= 2 && cases.datasets.length >= 2;
  return {
    results,
    cases,
    scores: scores(cases),
    significance: enough ? significance(cases) : undefined,
    paperScores: scores(paperCases(cases)),
  };
}
