/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type AngleCurve,
  type Approach,
  type ConvergenceResults,
  convergenceResults,
} from "../../../analysis/convergence.ts";
import { Findings } from "../../page/findings.tsx";
import { resultPassages } from "../../passages.ts";
import { anglePlot } from "../../plots/angle.ts";
import { approachPlot } from "../../plots/approach.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import { numberColumn, type Table, tableOf, textColumn } from "../../tables/table.ts";
import { convergenceAnswer, convergenceClaims } from "./claims.ts";

/** Mean distances by width, with the fitted slope. */
function distanceTable({ approaches }: ConvergenceResults): Table {
  const widths = [...new Set(approaches.flatMap(({ result }) => result.widths))].sort(
    (a, b) => a - b,
  );
  return tableOf<Approach>(
    {
      id: "distance",
      caption:
        "Relative Frobenius distance of the tangent kernel of a network to the RNTK, mean over the networks of each width, and the slope of the fitted line.",
    },
    approaches,
    [
      textColumn("Network", "network", ({ label }) => label),
      ...widths.map((width) =>
        numberColumn<Approach>(
          `n = ${width}`,
          `width_${width}`,
          4,
          ({ result, means }) => means[result.widths.indexOf(width)]?.mean,
        ),
      ),
      numberColumn("Slope", "slope", 3, ({ result }) => result.slope),
    ],
  );
}

/** The limit at the angles that the config names. */
function limitTable({ result }: AngleCurve): Table {
  const caption = "The RNTK of x = (1, −1, 1) and x′ = (cos a, sin a).";
  return tableOf({ id: "limit", caption }, result.marks, [
    numberColumn("Angle a", "angle", 4, ({ angle }) => angle),
    numberColumn("RNTK", "rntk", 4, ({ limit }) => limit),
  ]);
}

function tablesOf(results: ConvergenceResults): Table[] {
  return [
    ...(results.approaches.length > 0 ? [distanceTable(results)] : []),
    ...(results.angle === undefined ? [] : [limitTable(results.angle)]),
  ];
}

const headings = { limit: "The limit", distance: "Distance to the limit" } as const;

/** The report of the convergence experiment. */
export const convergenceSection: ReportSection = {
  tableIds: ["distance", "limit"],
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
  explain: resultPassages,
};
