/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { classificationResults } from "../../../analysis/classification.ts";
import { Claims } from "../../page/claims.tsx";
import { clientScript } from "../../page/client-script.ts";
import { FigureGrid } from "../../page/figure-grid.tsx";
import { plots } from "../../plots/registry.ts";
import type { RenderedFigures, ReportSection } from "../../section.ts";
import { accuracyTable } from "../../tables/accuracy.ts";
import { detailsTable } from "../../tables/details.ts";
import { scoresTable } from "../../tables/scores.ts";
import { terminalTable } from "../../terminal-table.ts";
import { answerOf } from "./answer.ts";
import { classificationClaims } from "./claims.ts";
import { detailsData } from "./details-data.ts";
import { explainClassification } from "./explain.ts";
import { classificationModel } from "./model.ts";
import { ResultsTable } from "./results-table.tsx";
import { Stability, stabilityTables } from "./stability.tsx";
import { SummaryTable } from "./summary-table.tsx";

/**
 * The figures in the order of the registry. How often each method comes first and the critical
 * differences stand beside the scores; surfaces are drawn in the drawer, over any two axes, and their
 * files are beside the page.
 */
function placed(figures: RenderedFigures) {
  const all = [...figures.values()];
  const ranks = all.filter(({ id }) => id === "ranks");
  const tests = [...ranks, ...all.filter(({ id }) => id.startsWith("critical-difference-"))];
  const others = all.filter((one) => !tests.includes(one) && !one.id.startsWith("surface-"));
  return { tests, others };
}

/** The report of the classification experiment. */
export const classificationSection: ReportSection = {
  tableIds: ["accuracy", "details", "scores", "stability"],
  build(input) {
    const model = classificationModel(input);
    const stability = stabilityTables(model);
    return {
      answer: answerOf(model),
      tables: [
        accuracyTable(model.results),
        detailsTable(model.results),
        scoresTable({ ...model, ...model.results, datasets: model.cases.datasets }),
        ...stability,
      ],
      figures: plots.flatMap((plot) => plot.figures(model)),
      body: (figures) => {
        const { tests, others } = placed(figures);
        return (
          <>
            <Claims claims={classificationClaims(model)} />
            <SummaryTable model={model} figures={tests} />
            <ResultsTable model={model} published={input.published} />
            <Stability tables={stability} />
            {others.length > 0 && (
              <section id="figures">
                <h2>Figures</h2>
                <FigureGrid figures={others} />
              </section>
            )}
          </>
        );
      },
      clientData: detailsData(input, model),
      scripts: [clientScript("results")],
    };
  },
  terminal: (input, options) =>
    terminalTable(classificationResults(input.records, input.planned).rows, options),
  explain: explainClassification,
};
