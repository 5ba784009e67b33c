import type { TopLevelSpec } from "vega-lite";
import { percentText } from "../format.ts";
import { accuracyDomain, methodScales, type Plot, quantitative } from "./plot.ts";

const rowHeight = 20;
/** Methods stand a little above one another, so that equal accuracies do not hide each other. */
const offsets = { range: [0.2 * rowHeight, 0.8 * rowHeight] };

/** A dot for every data set and method, the data set with the best accuracy on top. */
export const accuracyPlot: Plot = {
  name: "accuracy",
  figures({ results }) {
    const { methods } = results;
    const done = results.rows.filter(({ status }) => status === "done");
    if (done.length === 0) return [];
    const values = done.map(({ dataset, label, accuracy }) => ({
      dataset,
      method: label,
      accuracy,
      description: `${dataset}: ${label} ${percentText(accuracy)} %`,
    }));
    const order = [...new Set(done.map(({ dataset }) => dataset))]
      .map((dataset) => ({
        dataset,
        best: Math.max(
          ...done.filter((row) => row.dataset === dataset).map(({ accuracy }) => accuracy!),
        ),
      }))
      .sort((a, b) => b.best - a.best || (a.dataset < b.dataset ? -1 : 1))
      .map(({ dataset }) => dataset);
    const { color, shape } = methodScales(methods);
    const y = {
      field: "dataset",
      type: "nominal",
      sort: order,
      title: null,
      axis: { domain: false, ticks: false, labelLimit: 220, grid: false },
    } as const;
    const x = quantitative("accuracy", "Test accuracy (%)", {
      scale: {
        domain: accuracyDomain(done.map(({ accuracy }) => accuracy!)),
        nice: false,
        padding: 8, // a point at the edge must not cover a label
      },
      axis: { orient: "top", tickCount: 6 },
    });
    const legend = { title: null, orient: "top", direction: "horizontal", offset: 6 } as const;
    const spec: TopLevelSpec = {
      data: { values },
      width: 210,
      height: { step: rowHeight, for: "position" },
      encoding: { y },
      layer: [
        {
          mark: { type: "rule", strokeWidth: 1 },
          encoding: {
            x: { ...x, aggregate: "min" },
            x2: { aggregate: "max", field: "accuracy" },
          },
        },
        {
          mark: { type: "point", filled: true, size: 46, opacity: 0.9, aria: true },
          encoding: {
            x,
            color: { field: "method", type: "nominal", scale: color, legend },
            shape: { field: "method", type: "nominal", scale: shape },
            yOffset: { field: "method", type: "nominal", sort: color.domain, scale: offsets },
            description: { field: "description" },
          },
        },
      ],
    };
    return [
      {
        id: "accuracy",
        title: "Accuracy by data set and method",
        caption: `Test accuracy of ${methods.map(({ label }) => label).join(", ")} on each data set; the line spans the methods. The numbers stand in the table.`,
        spec,
      },
    ];
  },
};
