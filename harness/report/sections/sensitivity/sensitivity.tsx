/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type SensitivityPanel, sensitivityPanels } from "../../../analysis/sensitivity.ts";
import { Claims } from "../../page/claims.tsx";
import { DataTable } from "../../page/data-table.tsx";
import { FigureView } from "../../page/figure-grid.tsx";
import { nonlinearityName, sensitivityPlot, valueText } from "../../plots/sensitivity.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import { numberCell, numberColumn, type Table, textCell, textColumn } from "../../tables/table.ts";
import { sensitivityAnswer, sensitivityClaims } from "./claims.ts";

/** What each setting hears. */
function hearingTable(panels: readonly SensitivityPanel[]): Table {
  return {
    id: "hearing",
    caption:
      "Which time steps the RNTK of each setting hears. Evenness (Σ s)² / (T Σ s²) is 1 where all steps weigh alike; the thirds are fractions of Σ s.",
    columns: [
      textColumn("Nonlinearity", "nonlinearity"),
      textColumn("Scale", "scale"),
      numberColumn("Value", "value"),
      numberColumn("Evenness", "evenness"),
      numberColumn("First third", "first_third"),
      numberColumn("Last third", "last_third"),
      textColumn("Hears", "hears"),
    ],
    rows: panels.flatMap(({ nonlinearity, label, curves }) =>
      curves.map(({ value, evenness, firstThird, lastThird, hearing }) => [
        textCell(nonlinearityName(nonlinearity)),
        textCell(label),
        { text: valueText(value), value },
        numberCell(evenness, 2),
        numberCell(firstThird, 2),
        numberCell(lastThird, 2),
        textCell(hearing),
      ]),
    ),
  };
}

/** The report of the sensitivity experiment. */
export const sensitivitySection: ReportSection = {
  experiment: "sensitivity",
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
};
