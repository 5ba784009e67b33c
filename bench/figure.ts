import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Figure, figurePng, renderFigure } from "../harness/report/figure.ts";
import { contenders, type RntkRow } from "./rntk.ts";

const order = ["ours", ...Object.values(contenders)];
/** Okabe and Ito's colours, ours the strongest. */
const colours = ["#d55e00", "#999999", "#0072b2", "#56b4e9", "#009e73"];

/** Cost of the RNTK's Gram against n, a panel for every T, one line for each contender. */
function costFigure(rows: readonly RntkRow[]): Figure {
  const names = { ours: "ours", ...contenders };
  const values = rows.flatMap(({ n, T, cost }) =>
    (Object.keys(names) as (keyof typeof names)[]).flatMap((name) => {
      const value = cost[name];
      return value === undefined
        ? []
        : [{ n, panel: `T = ${T}`, T, who: names[name], cost: value }];
    }),
  );
  const sizes = [...new Set(rows.map(({ n }) => n))];
  return {
    id: "rntk-cost",
    title: "What a pair-step of the RNTK's Gram costs",
    caption:
      "Nanoseconds on one core a pair of series and step, against the number of series n, for three lengths T.",
    spec: {
      title: "What a pair-step of the RNTK’s Gram costs",
      data: { values },
      facet: { column: { field: "panel", type: "nominal", title: null, sort: { field: "T" } } },
      spec: {
        width: 190,
        height: 240,
        mark: { type: "line", point: { size: 45, filled: true }, strokeWidth: 2 },
        encoding: {
          x: {
            field: "n",
            type: "quantitative",
            title: "Series, n",
            scale: { type: "log", nice: false, padding: 14 },
            axis: { values: sizes, grid: false, format: "d" },
          },
          y: {
            field: "cost",
            type: "quantitative",
            title: "Nanoseconds a pair-step",
            scale: { type: "log", domain: [2, 150], nice: false },
            axis: { values: [2, 5, 10, 20, 50, 100], format: "~r" },
          },
          color: {
            field: "who",
            type: "nominal",
            title: null,
            scale: { domain: order, range: colours },
          },
        },
      },
    },
  };
}

/** Writes the figure as Vega-Lite spec, SVG and PNG. */
export async function writeFigure(rows: readonly RntkRow[], folder: string): Promise<void> {
  const { id, spec, svg } = await renderFigure(costFigure(rows));
  writeFileSync(join(folder, `${id}.vl.json`), `${JSON.stringify(spec, null, 2)}\n`);
  writeFileSync(join(folder, `${id}.svg`), svg);
  writeFileSync(join(folder, `${id}.png`), figurePng(svg));
}
