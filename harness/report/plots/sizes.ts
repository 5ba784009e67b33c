import type { TopLevelSpec } from "vega-lite";
import { resultKey } from "../../analysis/classification.ts";
import type { ClassificationResult } from "../../experiments/classification/result.ts";
import type { Figure } from "../figure.ts";
import { percentText } from "../format.ts";
import { accuracyDomain, methodScales, type Plot, type PlotInput, quantitative } from "./plot.ts";

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

/** Fewer data sets than this say nothing about sizes; fewer than that have no trend worth a line. */
const enoughToSee = 6;
const enoughForTrend = 12;

function figureOf({ results }: PlotInput, size: Size): Figure | undefined {
  const values = results.rows.flatMap(({ dataset, method, label, accuracy }) => {
    const data = results.results.get(resultKey(dataset, method))?.data;
    if (data === undefined || accuracy === undefined) return [];
    const description = `${dataset}: ${label} ${percentText(accuracy)} %, ${size.name} ${size.of(data)}`;
    return [{ size: size.of(data), accuracy, method: label, description }];
  });
  if (results.datasets.length < enoughToSee) return undefined;
  if (new Set(values.map((value) => value.size)).size < 2) return undefined;
  const { color, shape } = methodScales(results.methods);
  const x = quantitative("size", size.title, {
    scale: { type: "log", nice: false, padding: 8 },
    axis: { tickCount: 5, grid: false, format: "d" },
  });
  const y = quantitative("accuracy", "Test accuracy (%)", {
    scale: { domain: accuracyDomain(values.map(({ accuracy }) => accuracy)), nice: false },
  });
  const legend = { title: null, orient: "top", direction: "horizontal", columns: 4 } as const;
  const hasTrend = results.datasets.length >= enoughForTrend;
  const trend: NonNullable<Extract<TopLevelSpec, { layer: unknown }>["layer"]> = [
    {
      transform: [{ regression: "accuracy", on: "size", groupby: ["method"], method: "log" }],
      mark: { type: "line", strokeWidth: 2.5, clip: true },
      encoding: { x, y, color: { field: "method", type: "nominal", scale: color } },
    },
  ];
  return {
    id: `accuracy-against-${size.id}`,
    title: `Accuracy against ${size.name}`,
    caption: `A point for every data set and method${hasTrend ? "; the lines are least-squares fits of accuracy on the logarithm" : ""}.`,
    spec: {
      data: { values },
      width: 280,
      height: 230,
      layer: [
        {
          mark: {
            type: "point",
            filled: true,
            size: 28,
            opacity: hasTrend ? 0.45 : 0.85,
            aria: true,
          },
          encoding: {
            x,
            y,
            color: { field: "method", type: "nominal", scale: color, legend },
            shape: { field: "method", type: "nominal", scale: shape },
            description: { field: "description" },
          },
        },
        ...(hasTrend ? trend : []),
      ],
    },
  };
}

/** Accuracy against what is large or small about a data set. */
export const sizesPlot: Plot = {
  name: "sizes",
  figures: (input) =>
    sizes.map((size) => figureOf(input, size)).filter((figure) => figure !== undefined),
};
