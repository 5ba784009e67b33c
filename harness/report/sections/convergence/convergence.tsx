/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type ConvergenceResults, convergenceResults } from "../../../analysis/convergence.ts";
import { Findings } from "../../page/findings.tsx";
import { anglePlot } from "../../plots/angle.ts";
import { approachPlot } from "../../plots/approach.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import { numberCell, numberColumn, type Table, textCell, textColumn } from "../../tables/table.ts";
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
      textColumn("Network", "network"),
      ...widths.map((width) => numberColumn(`n = ${width}`, `width_${width}`)),
      numberColumn("Slope", "slope"),
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
    columns: [numberColumn("Angle a", "angle"), numberColumn("RNTK", "rntk")],
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

const headings = { limit: "The limit", distance: "Distance to the limit" } as const;

/** The report of the convergence experiment. */
export const convergenceSection: ReportSection = {
  experiment: "convergence",
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
        <Findings
          claims={convergenceClaims(results)}
          figures={figures}
          tables={tables}
          headings={headings}
        />
      ),
    };
  },
  terminal(input) {
    const results = convergenceResults(input.records, input.planned);
    return [...tablesOf(results).map(tablePlain), convergenceAnswer(results)].join("\n\n");
  },
};
