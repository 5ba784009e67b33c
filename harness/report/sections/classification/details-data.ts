import { type ClassificationRow, resultKey } from "../../../analysis/classification.ts";
import { confusionMatrix } from "../../../analysis/confusion.ts";
import { type Axis, axesOf, validationSurface, widestAxes } from "../../../analysis/surface.ts";
import type {
  ClassificationResult,
  Selection,
} from "../../../experiments/classification/result.ts";
import type { Method } from "../../../methods/method.ts";
import type { Published } from "../../../reference/published.ts";
import type {
  DatasetDetails,
  MethodDetails,
  PageDetails,
  PublishedDetails,
  SearchDetails,
} from "../../page/client/details.ts";
import type { ReportInput } from "../../report-input.ts";
import { surfaceRamp } from "../../theme.ts";
import { factsOf } from "./facts.ts";
import type { ClassificationModel } from "./model.ts";

/** All pairs of axes, each with its surface in tenths of a percent, row-major, the first axis down; see `SearchDetails`. */
function surfacesOf(selection: Selection, axes: readonly Axis[]): SearchDetails["surfaces"] {
  const pairs: { [pair: string]: readonly (number | null)[] } = {};
  for (const [i, down] of axes.entries()) {
    for (const [j, across] of axes.entries()) {
      if (j <= i) continue;
      const surface = validationSurface(selection, across, down);
      if (surface === undefined) return {};
      pairs[`${i}-${j}`] = Array.from(surface.percents, (percent) =>
        Number.isNaN(percent) ? null : Math.round(10 * percent),
      );
    }
  }
  return pairs;
}

/** How many of the measured ties have how many test cases right: [right, ties], best first. */
function tieCounts({ ties }: Selection): SearchDetails["ties"] {
  const counts = new Map<number, number>();
  for (const { testCorrect } of ties.recorded) {
    counts.set(testCorrect, (counts.get(testCorrect) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => b - a);
}

/** Test cases by true and predicted class, those that occur: [true, predicted, cases]. */
function confusionOf(
  { testLabels, data }: ClassificationResult,
  { test }: Selection,
): SearchDetails["confusion"] {
  return confusionMatrix(testLabels, test.predictions, data.classes.length).flatMap((row, label) =>
    row.flatMap((cases, predicted) => (cases === 0 ? [] : [[label, predicted, cases] as const])),
  );
}

function searchOf(result: ClassificationResult, selection: Selection): SearchDetails {
  const axes = axesOf(result);
  const widest = widestAxes(axes);
  return {
    axes: axes.map(({ name, values }) => ({ name, values })),
    chosen: axes.map((axis) => axis.indexOf(selection.chosen)),
    first: widest === undefined ? null : [axes.indexOf(widest[0]), axes.indexOf(widest[1])],
    surfaces: surfacesOf(selection, axes),
    ties: tieCounts(selection),
    confusion: confusionOf(result, selection),
  };
}

function methodDetail(
  input: ReportInput,
  row: ClassificationRow,
  result: ClassificationResult | undefined,
  method: Method | undefined,
): MethodDetails {
  const record = input.records.find(
    (one) => one.dataset === row.dataset && one.method === row.method,
  );
  const facts = factsOf(input, row, result, method, record);
  const selection = result?.selections[0];
  return {
    id: row.method,
    label: row.label,
    status: row.status,
    facts,
    ...(result !== undefined && selection !== undefined
      ? { search: searchOf(result, selection) }
      : {}),
  };
}

/** Published accuracies on the page's data sets, of those classifiers that have any. */
function publishedData(published: Published, datasets: readonly string[]): PublishedDetails {
  const classifiers = published.classifiers.filter((name) =>
    datasets.some((dataset) => published.percent(dataset, name) !== undefined),
  );
  const percents = datasets.map((dataset) =>
    classifiers.map((name) => {
      const percent = published.percent(dataset, name);
      return percent === undefined ? null : Number(percent.toFixed(2));
    }),
  );
  return { classifiers, datasets: [...datasets], percents };
}

/** What the page's scripts work on: everything behind the numbers of each data set. */
export function detailsData(input: ReportInput, { results }: ClassificationModel): PageDetails {
  const datasets: DatasetDetails[] = results.datasets.map((dataset) => {
    const rows = results.rows.filter((row) => row.dataset === dataset);
    const known = rows.map(({ method }) => results.results.get(resultKey(dataset, method)));
    const data = known.find((result) => result !== undefined)?.data;
    return {
      name: dataset,
      classes: data?.classes ?? [],
      testSize: data?.testSize ?? 0,
      methods: rows.map((row, i) =>
        methodDetail(input, row, known[i], results.used.get(resultKey(dataset, row.method))),
      ),
    };
  });
  const { published } = input;
  return {
    ramp: surfaceRamp,
    datasets,
    ...(published === undefined ? {} : { published: publishedData(published, results.datasets) }),
  };
}
