/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type ConvergenceResults, convergenceResults } from "../../../analysis/convergence.ts";
import { Claims } from "../../page/claims.tsx";
import { DataTable } from "../../page/data-table.tsx";
import { FigureGrid } from "../../page/figure-grid.tsx";
import { resultPassages } from "../../passages.ts";
import { anglePlot } from "../../plots/angle.ts";
import { approachPlot } from "../../plots/approach.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import { numberCell, type Table, textCell } from "../../tables/table.ts";
import { convergenceAnswer, convergenceClaims } from "./claims.ts";

/** Mean distances by width, with the fitted slope. */
function distanceTable({ approaches }: ConvergenceResults): Table {
  const widths = [...new Set(approaches.flatMap(({ result }) => result.widths))].sort(
    (a, b) => a - b,
  );
  return {
    id: "distance",
    caption:
      "Relative Frobenius distance of the tangent kernel of a network to the RNTK, mean over the networks of each width, and the slope of the fitted line.",
    columns: [
      { title: "Network", name: "network", align: "left" },
      ...widths.map((width) => ({
        title: `n = ${width}`,
        name: `width_${width}`,
        align: "right" as const,
      })),
      { title: "Slope", name: "slope", align: "right" },
    ],
    rows: approaches.map(({ label, result, means }) => [
      textCell(label),
      ...widths.map((width) => numberCell(means[result.widths.indexOf(width)]?.mean, 4)),
      numberCell(result.slope, 3),
    ]),
  };
}

/** The limit at the angles that the config names. */
function limitTable({ angle }: ConvergenceResults): Table | undefined {
  if (angle === undefined) return undefined;
  return {
    id: "limit",
    caption: "The RNTK of x = (1, −1, 1) and x′ = (cos a, sin a).",
    columns: [
      { title: "Angle a", name: "angle", align: "right" },
      { title: "RNTK", name: "rntk", align: "right" },
    ],
    rows: angle.result.marks.map(({ angle: at, limit }) => [
      numberCell(at, 4),
      numberCell(limit, 4),
    ]),
  };
}

function tablesOf(results: ConvergenceResults): Table[] {
  const limit = limitTable(results);
  return [
    ...(results.approaches.length > 0 ? [distanceTable(results)] : []),
    ...(limit === undefined ? [] : [limit]),
  ];
}

/** The report of the convergence experiment. */
export const convergenceSection: ReportSection = {
  build(input) {
    const results = convergenceResults(input.records, input.planned);
    const { angle, approaches } = results;
    const tables = tablesOf(results);
    return {
      answer: convergenceAnswer(results),
      tables,
      figures: [
        ...(angle === undefined ? [] : [anglePlot(angle)]),
        ...(approaches.length === 0 ? [] : [approachPlot(approaches)]),
      ],
      body: (figures) => (
        <>
          <Claims claims={convergenceClaims(results)} />
          <section id="figures">
            <h2>Figures</h2>
            <FigureGrid figures={[...figures.values()]} />
          </section>
          <section id="tables">
            <h2>Numbers</h2>
            {tables.map((table) => (
              <>
                <h3>{table.id === "limit" ? "The limit" : "Distance to the limit"}</h3>
                <p class="note">{table.caption}</p>
                <DataTable table={table} />
              </>
            ))}
          </section>
        </>
      ),
    };
  },
  terminal(input) {
    const results = convergenceResults(input.records, input.planned);
    return [...tablesOf(results).map(tablePlain), convergenceAnswer(results)].join("\n\n");
  },
  explain: resultPassages,
};
