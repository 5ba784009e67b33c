import type { TopLevelSpec } from "vega-lite";
import { resultKey } from "../../analysis/classification.ts";
import { quantile } from "../../analysis/quantile.ts";
import type { ClassificationResult } from "../../experiments/classification/result.ts";
import type { Figure } from "../figure.ts";
import { decimalText, shortNumber } from "../format.ts";
import { neutrals } from "../theme.ts";
import { methodScales, type Plot, type PlotInput, quantitative } from "./plot.ts";

interface Size {
  readonly id: string;
  /** As it stands in `accuracy against …`. */
  readonly name: string;
  readonly title: string;
  of(data: ClassificationResult["data"]): number;
}

const sizes: readonly Size[] = [
  {
    id: "train-size",
    name: "training size",
    title: "Training cases",
    of: ({ trainSize }) => trainSize,
  },
  {
    id: "length",
    name: "length",
    title: "Length of the longest series",
    of: ({ longest }) => longest,
  },
  {
    id: "classes",
    name: "number of classes",
    title: "Classes",
    of: ({ classes }) => classes.length,
  },
];

/** Fewer data sets than this say nothing about sizes; fewer than that have no bins worth a median. */
const enoughToSee = 6;
const enoughForBins = 12;
const bins = 4;

interface Point {
  readonly size: number;
  /** Percentage points below the best method on the data set. */
  readonly behind: number;
  readonly method: string;
  readonly description: string;
}

/** Every data set and method that has an accuracy, beside the best of the data set. */
function pointsOf({ results }: PlotInput, size: Size): Point[] {
  const best = new Map<string, number>();
  for (const { dataset, accuracy = 0 } of results.rows) {
    best.set(dataset, Math.max(best.get(dataset) ?? 0, accuracy));
  }
  return results.rows.flatMap(({ dataset, method, label, accuracy }) => {
    const data = results.results.get(resultKey(dataset, method))?.data;
    if (data === undefined || accuracy === undefined) return [];
    const behind = best.get(dataset)! - accuracy;
    const words = behind === 0 ? "the best" : `${decimalText(behind, 2)} points behind the best`;
    const description = `${dataset}: ${label} is ${words}, ${size.name} ${size.of(data)}`;
    return [{ size: size.of(data), behind: shortNumber(behind), method: label, description }];
  });
}

/** Ranges of size with about as many data sets each; a size is in one alone. */
function rangesOf(values: readonly number[]): { readonly from: number; readonly to: number }[] {
  const sorted = [...values].sort((a, b) => a - b);
  const starts = Array.from(
    { length: bins },
    (_, i) => sorted[Math.floor((i * sorted.length) / bins)]!,
  );
  const distinct = [...new Set(starts)];
  return distinct.map((from, i) => {
    const next = distinct[i + 1] ?? Number.POSITIVE_INFINITY;
    return { from, to: sorted.filter((value) => value < next).at(-1)! };
  });
}

/** The median of each method in each range. */
function mediansOf(points: readonly Point[], methods: readonly string[]) {
  const ranges = rangesOf(points.map(({ size }) => size));
  return methods.flatMap((method) =>
    ranges.flatMap(({ from, to }) => {
      const own = points.filter(
        (one) => one.method === method && one.size >= from && one.size <= to,
      );
      if (own.length === 0) return [];
      const behind = shortNumber(
        quantile(
          own.map((one) => one.behind),
          0.5,
        ),
      );
      // a range of one size is a short bar still
      return [{ method, from: from / 1.04, to: to * 1.04, behind }];
    }),
  );
}

function figureOf(input: PlotInput, size: Size): Figure | undefined {
  const { methods, datasets } = input.results;
  const points = pointsOf(input, size);
  if (datasets.length < enoughToSee || methods.length < 2) return undefined;
  if (new Set(points.map((point) => point.size)).size < 2) return undefined;
  const { color } = methodScales(methods);
  const labels = methods.map(({ label }) => label);
  const medians = datasets.length >= enoughForBins ? mediansOf(points, labels) : [];
  const ticks = [1, 3, 10, 30, 100, 300, 1000, 3000];
  const x = {
    scale: { type: "log", nice: false, padding: 6 },
    axis: { values: ticks, grid: false, format: "d" },
  } as const;
  // the root shows what lies between 0 and 5 points, and has room for what is far behind
  const scale = { type: "sqrt", reverse: true, nice: false, zero: true } as const;
  const y = quantitative("behind", null, {
    scale,
    axis: { values: [0, 1, 5, 10, 20, 40, 80], grid: true },
  });
  const titleOf = (index: number) => (index >= labels.length - 2 ? size.title : null);
  const panel = (label: string, index: number) => ({
    title: { text: label, fontSize: 12, offset: 4 },
    width: 128,
    height: 120,
    layer: [
      {
        data: { values: points.filter(({ method }) => method === label) },
        mark: { type: "point", filled: true, size: 22, opacity: 0.45, aria: true },
        encoding: {
          x: quantitative("size", titleOf(index), x),
          y,
          color: { value: color.range[index] ?? neutrals.ink },
          description: { field: "description" },
        },
      },
      {
        data: { values: medians.filter(({ method }) => method === label) },
        mark: { type: "rule", strokeWidth: 3, color: neutrals.ink },
        encoding: { x: quantitative("from", titleOf(index), x), x2: { field: "to" }, y },
      },
    ],
  });
  const spec = {
    concat: labels.map(panel),
    columns: 2,
    spacing: { row: 18, column: 14 },
    resolve: { scale: { x: "shared", y: "shared" } },
  } as unknown as TopLevelSpec;
  return {
    id: `accuracy-against-${size.id}`,
    title: `Distance to the best against ${size.name}`,
    subtitle: "Percentage points below the best method on the data set",
    caption: `A panel a method, a point a data set; 0 at the top: the method is the best there.${medians.length > 0 ? " The bars are medians over the data sets in each quarter of the sizes." : ""}`,
    spec,
  };
}

/** How far each method is from the best, against what is large or small about a data set. */
export const sizesPlot: Plot = {
  name: "sizes",
  figures: (input) =>
    sizes.map((size) => figureOf(input, size)).filter((figure) => figure !== undefined),
};
