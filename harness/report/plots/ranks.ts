import type { TopLevelSpec } from "vega-lite";
import { counted } from "../format.ts";
import { labelsOf } from "../labels.ts";
import { accents, neutrals } from "../theme.ts";
import { type Plot, quantitative } from "./plot.ts";

/** Ranks of the methods on one data set, 1 = best; ties take the lowest rank, as in the paper's table. */
function ranksOn(percents: readonly number[]): number[] {
  return percents.map((percent) => 1 + percents.filter((other) => other > percent).length);
}

/** `1st`, `2nd`, `3rd`, `4th`. */
function ordinal(rank: number): string {
  return `${rank}${["th", "st", "nd", "rd"][rank] ?? "th"}`;
}

/** How often each method comes first, second, … */
export const ranksPlot: Plot = {
  name: "ranks",
  figures({ cases, results }) {
    const { methods, datasets, percents } = cases;
    if (methods.length < 2 || datasets.length < 2) return [];
    const barColour = accents[0]!;
    const label = labelsOf(results.methods);
    const ranks = percents.map(ranksOn);
    const possible = methods.map((_, index) => index + 1);
    const values = methods.flatMap((method, column) =>
      possible.flatMap((rank) => {
        const count = ranks.filter((row) => row[column] === rank).length;
        if (count === 0) return [];
        return [
          {
            method: label(method),
            order: rank,
            count,
            description: `${label(method)} is ${ordinal(rank)} on ${counted(count, "data set")}`,
          },
        ];
      }),
    );
    const spec: TopLevelSpec = {
      data: { values },
      width: 270,
      height: { step: 34 },
      mark: { type: "bar", aria: true, color: barColour, stroke: neutrals.surface, strokeWidth: 1 },
      encoding: {
        y: {
          field: "method",
          type: "nominal",
          sort: methods.map(label),
          title: null,
          axis: { domain: false, ticks: false, labelFontSize: 12 },
        },
        x: quantitative("count", "Data sets", {
          scale: { domain: [0, datasets.length], nice: false },
          axis: { tickCount: 5, grid: false },
        }),
        opacity: {
          field: "order",
          type: "quantitative",
          // from full to faint: one hue, so that it reads on a light and on a dark page
          scale: { domain: [1, possible.length], range: [1, 0.12] },
          legend: {
            title: null,
            orient: "top",
            type: "symbol",
            symbolType: "square",
            symbolFillColor: barColour,
            values: possible,
            labelExpr: `[${possible.map((rank) => `'${ordinal(rank)}'`).join(",")}][datum.value - 1]`,
          },
        },
        order: { field: "order" },
        description: { field: "description" },
      },
    };
    return [
      {
        id: "ranks",
        title: "How often each method comes first",
        subtitle: "Data sets by rank of the method",
        caption: `Ranks over the ${datasets.length} data sets that every method has; methods with equal accuracy share the better rank, so that more than one can be first.`,
        spec,
      },
    ];
  },
};
