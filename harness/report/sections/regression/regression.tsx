/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { halfWidth95 } from "../../../analysis/mean.ts";
import {
  type RegressionResults,
  regressionResults,
  type Sweep,
  sweepOver,
} from "../../../analysis/regression.ts";
import { type Claim, Claims } from "../../page/claims.tsx";
import { DataTable } from "../../page/data-table.tsx";
import { FigureGrid } from "../../page/figure-grid.tsx";
import { sweepPlot } from "../../plots/sweep.ts";
import type { ReportInput } from "../../report-input.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import { numberCell, type Table } from "../../tables/table.ts";
import { leadClaim, previousClaim, regressionAnswer } from "./claims.ts";

/** Mean SNR of every condition and method. */
function snrTable({ conditions, methods }: RegressionResults): Table {
  const noisy = conditions.some(({ sigma }) => sigma !== undefined);
  return {
    id: "snr",
    caption:
      "Signal-to-noise ratio in dB, mean over the repetitions ± half a 95 % confidence interval.",
    columns: [
      { title: "T_var", name: "span", align: "right" },
      { title: "Training windows", name: "train", align: "right" },
      ...(noisy ? [{ title: "Noise", name: "sigma", align: "right" as const }] : []),
      ...methods.map(({ id, label }) => ({ title: label, name: id, align: "right" as const })),
    ],
    rows: conditions.map(({ span, train, sigma, outcomes }) => {
      const best = Math.max(...outcomes.map(({ snr }) => snr.mean));
      return [
        numberCell(span, 0),
        numberCell(train, 0),
        ...(noisy
          ? [{ text: sigma === undefined ? "–" : String(sigma), value: sigma ?? null }]
          : []),
        ...methods.map(({ id }) => {
          const snr = outcomes.find(({ method }) => method === id)?.snr;
          if (snr === undefined) return numberCell(undefined, 2);
          const { mean, standardError } = snr;
          const text = `${mean.toFixed(2)} ± ${(halfWidth95 * standardError).toFixed(2)}`;
          return { text, value: mean, ...(mean === best ? { emphasis: "best" as const } : {}) };
        }),
      ];
    }),
  };
}

type ClaimsOf = (results: RegressionResults, spans: Sweep | undefined) => (Claim | undefined)[];

/** The report of an experiment that predicts values from windows. */
function regressionSection(experiment: string, claimsOf: ClaimsOf): ReportSection {
  const read = (input: ReportInput) => {
    const results = regressionResults(input.records, input.planned);
    return { results, spans: sweepOver(results.conditions, "span"), table: snrTable(results) };
  };
  return {
    experiment,
    build(input) {
      const { results, spans, table } = read(input);
      const others = [
        sweepOver(results.conditions, "sigma"),
        sweepOver(results.conditions, "train"),
      ];
      const sweeps = [spans, ...others].filter((sweep) => sweep !== undefined);
      return {
        answer: regressionAnswer(results, spans),
        tables: [table],
        figures: sweeps.map((sweep) => sweepPlot(sweep, results.methods)),
        body: (figures) => (
          <>
            <Claims claims={claimsOf(results, spans).filter((claim) => claim !== undefined)} />
            <section id="figures">
              <h2>Figures</h2>
              <FigureGrid figures={[...figures.values()]} />
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
      const { results, spans, table } = read(input);
      return `${tablePlain(table)}\n\n${regressionAnswer(results, spans)}`;
    },
  };
}

export const syntheticSection = regressionSection("synthetic", (results, spans) => [
  leadClaim(results, spans),
]);

export const stockSection = regressionSection("stock", (results) => [previousClaim(results)]);
