import type { Approach } from "../../analysis/convergence.ts";
import type { Figure } from "../figure.ts";
import { decimalText, shortNumber } from "../format.ts";
import { accents, neutrals } from "../theme.ts";
import { quantitative } from "./plot.ts";

/** The distance to the limit against the width, one panel a kind of network. */
export function approachPlot(approaches: readonly Approach[]): Figure {
  const values = approaches.flatMap(({ label, result, means, fitted }) => {
    const panel = `${label}: slope ${decimalText(result.slope, 3)}`;
    return result.widths.flatMap((width, w) => [
      ...result.distances[w]!.map((distance) => ({ panel, kind: "network", width, distance })),
      { panel, kind: "mean", width, distance: means[w]!.mean },
      { panel, kind: "fit", width, distance: fitted[w]! },
    ]);
  });
  const panels = [...new Set(values.map(({ panel }) => panel))];
  const widths = [...new Set(values.map(({ width }) => width))].sort((a, b) => a - b);
  const only = (kind: string) => [{ filter: { field: "kind", equal: kind } }];
  return {
    id: "width",
    title: "Distance to the limit against the width",
    caption:
      "Relative Frobenius distance between the tangent kernel of a network and the RNTK on a Gram of sequences of different lengths: single networks (pale), their mean, and the line fitted to it. A slope of −1/2 is the rate 1/√n.",
    spec: {
      data: {
        values: values.map((value) => ({ ...value, distance: shortNumber(value.distance) })),
      },
      facet: {
        field: "panel",
        sort: panels,
        title: null,
        header: { labelAnchor: "start", labelFontSize: 12 },
      },
      columns: 2,
      spec: {
        width: 240,
        height: 180,
        encoding: {
          x: quantitative("width", "Width n", {
            scale: { type: "log", nice: false },
            axis: { values: widths, labelOverlap: true, format: "d", grid: false },
          }),
          y: quantitative("distance", "Relative distance", {
            scale: { type: "log", nice: false, padding: 4 },
            axis: { values: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3], format: "~r" },
          }),
        },
        layer: [
          {
            transform: only("network"),
            mark: { type: "point", filled: true, size: 12, opacity: 0.35, color: neutrals.axis },
          },
          {
            transform: only("fit"),
            mark: { type: "line", color: accents[1]!, strokeWidth: 1.5, strokeDash: [5, 3] },
          },
          {
            transform: only("mean"),
            mark: { type: "point", filled: true, size: 46, opacity: 1, color: accents[0]! },
          },
        ],
      },
    },
  };
}
