/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type SensitivityPanel, sensitivityPanels } from "../../../analysis/sensitivity.ts";
import { valueText } from "../../../analysis/settings.ts";
import { Claims } from "../../page/claims.tsx";
import { DataTable } from "../../page/data-table.tsx";
import { FigureView } from "../../page/figure-grid.tsx";
import { resultPassages } from "../../passages.ts";
import { nonlinearityName, sensitivityPlot } from "../../plots/sensitivity.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import { cellColumn, numberColumn, type Table, tableOf, textColumn } from "../../tables/table.ts";
import { sensitivityAnswer, sensitivityClaims } from "./claims.ts";

/** What each setting hears. */
function hearingTable(panels: readonly SensitivityPanel[]): Table {
  const rows = panels.flatMap(({ curves, ...panel }) =>
    curves.map((curve) => ({ ...panel, ...curve })),
  );
  return tableOf<(typeof rows)[number]>(
    {
      id: "hearing",
      caption:
        "Which time steps the RNTK of each setting hears. Evenness (Σ s)² / (T Σ s²) is 1 where all steps weigh alike; the thirds are fractions of Σ s.",
    },
    rows,
    [
      textColumn("Nonlinearity", "nonlinearity", (row) => nonlinearityName(row.nonlinearity)),
      textColumn("Scale", "scale", ({ label }) => label),
      cellColumn("Value", "value", "right", ({ value }) => ({ text: valueText(value), value })),
      numberColumn("Evenness", "evenness", 2, ({ evenness }) => evenness),
      numberColumn("First third", "first_third", 2, ({ firstThird }) => firstThird),
      numberColumn("Last third", "last_third", 2, ({ lastThird }) => lastThird),
      textColumn("Hears", "hears", ({ hearing }) => hearing),
    ],
  );
}

/** The report of the sensitivity experiment. */
export const sensitivitySection: ReportSection = {
  tableIds: ["hearing"],
  build(input) {
    const panels = sensitivityPanels(input.records, input.planned);
    const table = hearingTable(panels);
    return {
      answer: sensitivityAnswer(panels),
      tables: [table],
      figures: panels.length === 0 ? [] : [sensitivityPlot(panels)],
      body: (figures) => (
        <>
          <Claims claims={sensitivityClaims(panels)} />
          <section id="figures">
            <h2>Figure</h2>
            {[...figures.values()].map((figure) => (
              <FigureView figure={figure} />
            ))}
          </section>
          <section id="tables">
            <h2>Numbers</h2>
            <p class="note">{table.caption}</p>
            <DataTable table={table} />
          </section>
        </>
      ),
    };
  },
  terminal(input) {
    const panels = sensitivityPanels(input.records, input.planned);
    return `${tablePlain(hearingTable(panels))}\n\n${sensitivityAnswer(panels)}`;
  },
  explain: resultPassages,
};
