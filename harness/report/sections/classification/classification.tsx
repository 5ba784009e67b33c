import type { VNode } from "preact";
import {
  type ClassificationResults,
  classificationResults,
} from "../../analysis/classification.ts";
import { completeCases } from "../../analysis/complete-cases.ts";
import { significance } from "../../analysis/significance.ts";
import type { PlotInput } from "../plots/plot.ts";
import { plots } from "../plots/registry.ts";
import type { ReportInput } from "../report-input.ts";
import type { ReportSection, SectionContent } from "../section.ts";
import { accuracyTable } from "../tables/accuracy.ts";
import { detailsTable } from "../tables/details.ts";
import type { Table } from "../tables/table.ts";
import { terminalTable } from "../terminal-table.ts";

function resultsOf(input: ReportInput): ClassificationResults {
  return classificationResults(input.records, input.planned);
}

/** The tests over the complete cases, where there are two methods and two data sets to test. */
function plotInputOf(results: ClassificationResults): PlotInput {
  const cases = completeCases(
    results.rows.flatMap(({ dataset, method, accuracy }) =>
      accuracy === undefined ? [] : [{ dataset, method, percent: accuracy }],
    ),
  );
  const enough = cases.methods.length >= 2 && cases.datasets.length >= 2;
  return { results, cases, significance: enough ? significance(cases) : undefined };
}

function Plain({ table }: { table: Table }): VNode {
  return (
    <table>
      <caption>{table.caption}</caption>
      <thead>
        <tr>
          {table.columns.map(({ title }) => (
            <th scope="col">{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr>
            {row.map(({ text, emphasis }) => (
              <td>{emphasis === "best" ? <b>{text}</b> : text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which method has the best mean accuracy over the data sets that all methods have. */
function answerOf({ datasets, methods, rows }: ClassificationResults): string {
  const complete = datasets.filter((dataset) => {
    const done = rows.filter((row) => row.dataset === dataset && row.status === "done");
    return done.length === methods.length;
  });
  if (complete.length === 0) return "No data set has a result of every method yet.";
  const means = methods.map((method) => {
    const values = rows.filter((row) => row.method === method.id && complete.includes(row.dataset));
    const sum = values.reduce((total, { accuracy }) => total + accuracy!, 0);
    return { label: method.label, mean: sum / values.length };
  });
  const [first, ...others] = means.sort((a, b) => b.mean - a.mean);
  const rest = others.map(({ label, mean }) => `${label} ${mean.toFixed(2)}`).join(", ");
  const over = complete.length === 1 ? complete[0] : `${complete.length} data sets`;
  return `Mean test accuracy over ${over}: ${first!.label} ${first!.mean.toFixed(2)} %${rest === "" ? "" : `, ${rest}`}.`;
}

/** The report of the classification experiment. */
export const classificationSection: ReportSection = {
  experiment: "classification",
  build(input): SectionContent {
    const results = resultsOf(input);
    const plotInput = plotInputOf(results);
    const accuracy = accuracyTable(results);
    const details = detailsTable(results);
    return {
      answer: answerOf(results),
      tables: [accuracy, details],
      figures: plots.flatMap((plot) => plot.figures(plotInput)),
      body: () => (
        <section>
          <h2>Accuracy</h2>
          <Plain table={accuracy} />
        </section>
      ),
    };
  },
  terminal: (input, options) => terminalTable(resultsOf(input).rows, options),
};
