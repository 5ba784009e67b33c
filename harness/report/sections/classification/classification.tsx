import { readFileSync } from "node:fs";
import { classificationResults } from "../../../analysis/classification.ts";
import { FigureGrid } from "../../page/figure-grid.tsx";
import { plots } from "../../plots/registry.ts";
import type { RenderedFigures, ReportSection } from "../../section.ts";
import { accuracyTable } from "../../tables/accuracy.ts";
import { detailsTable } from "../../tables/details.ts";
import { terminalTable } from "../../terminal-table.ts";
import { answerOf } from "./answer.ts";
import { detailsData } from "./details-data.ts";
import { classificationModel } from "./model.ts";
import { ResultsTable } from "./results-table.tsx";
import { SummaryTable } from "./summary-table.tsx";

const scripts = ["table", "surface", "drawer"].map((name) =>
  readFileSync(new URL(`../../page/client/${name}.js`, import.meta.url), "utf8"),
);

/** Surfaces are drawn in the drawer, over any two axes; their files are beside the page. */
function pageFigures(figures: RenderedFigures) {
  return [...figures.values()].filter(({ id }) => !id.startsWith("surface-"));
}

/** The report of the classification experiment. */
export const classificationSection: ReportSection = {
  experiment: "classification",
  build(input) {
    const model = classificationModel(input);
    return {
      answer: answerOf(model),
      tables: [accuracyTable(model.results), detailsTable(model.results)],
      figures: plots.flatMap((plot) => plot.figures(model)),
      body: (figures) => (
        <>
          <SummaryTable model={model} />
          <ResultsTable model={model} />
          <section id="figures">
            <h2>Figures</h2>
            <FigureGrid figures={pageFigures(figures)} />
          </section>
        </>
      ),
      clientData: detailsData(input, model),
      scripts,
    };
  },
  terminal: (input, options) =>
    terminalTable(classificationResults(input.records, input.planned).rows, options),
};
