/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { halfWidth95 } from "../../../analysis/mean.ts";
import { quantile } from "../../../analysis/quantile.ts";
import {
  type Condition,
  type MethodOutcome,
  type RegressionResults,
  regressionResults,
  type Sweep,
  sweepOver,
} from "../../../analysis/regression.ts";
import { decimalText, spanText } from "../../format.ts";
import type { Claim } from "../../page/claims.tsx";
import { Findings } from "../../page/findings.tsx";
import { resultPassages } from "../../passages.ts";
import { sweepPlot } from "../../plots/sweep.ts";
import type { ReportInput } from "../../report-input.ts";
import type { ReportSection } from "../../section.ts";
import { tablePlain } from "../../tables/plain.ts";
import {
  type Cell,
  cellColumn,
  numberCell,
  numberColumn,
  type Table,
  tableOf,
} from "../../tables/table.ts";
import { leadClaim, previousClaim, regressionAnswer } from "./claims.ts";

/** A row for every condition, in which `cellOf` says what stands below each method. */
function conditionTable(
  { conditions, methods }: RegressionResults,
  frame: Pick<Table, "id" | "caption">,
  cellOf: (outcome: MethodOutcome, condition: Condition) => Cell,
): Table {
  const noise = cellColumn<Condition>("Noise", "sigma", "right", ({ sigma }) => ({
    text: String(sigma ?? "–"),
    value: sigma ?? null,
  }));
  return tableOf(frame, conditions, [
    numberColumn("T_var", "span", 0, ({ span }) => span),
    numberColumn("Training windows", "train", 0, ({ train }) => train),
    ...(conditions.some(({ sigma }) => sigma !== undefined) ? [noise] : []),
    ...methods.map(({ id, label }) =>
      cellColumn<Condition>(label, id, "right", (condition) => {
        const outcome = condition.outcomes.find(({ method }) => method === id);
        return outcome === undefined ? numberCell(undefined, 2) : cellOf(outcome, condition);
      }),
    ),
  ]);
}

/** Mean SNR of every condition and method. */
function meanTable(results: RegressionResults): Table {
  const caption =
    "Signal-to-noise ratio in dB, mean over the repetitions ± half a 95 % confidence interval.";
  return conditionTable(results, { id: "snr", caption }, ({ snr }, { outcomes }) => {
    const { mean, standardError } = snr;
    const best = mean === Math.max(...outcomes.map((outcome) => outcome.snr.mean));
    const text = `${decimalText(mean, 2)} ± ${decimalText(halfWidth95 * standardError, 2)}`;
    return { text, value: mean, ...(best ? { emphasis: "best" as const } : {}) };
  });
}

/** The middle of the repetitions, which a few bad choices of the validation do not move. */
function medianTable(results: RegressionResults): Table {
  const caption =
    "Signal-to-noise ratio in dB, median over the repetitions with the lower and the upper quartile: where a median lies far above its mean, validation chose badly in a part of the repetitions.";
  return conditionTable(results, { id: "snr-median", caption }, ({ result }) => {
    const [low, median, high] = [0.25, 0.5, 0.75].map((p) => quantile(result.snr, p));
    const text = `${decimalText(median, 2)} (${spanText(low!, high!, 2)})`;
    return { text, value: median! };
  });
}

const headings = { snr: "Means", "snr-median": "Medians" } as const;

type ClaimsOf = (results: RegressionResults, spans: Sweep | undefined) => (Claim | undefined)[];

/** The report of an experiment that predicts values from windows. */
function regressionSection(claimsOf: ClaimsOf): ReportSection {
  const read = (input: ReportInput) => {
    const results = regressionResults(input.records, input.planned);
    const tables = [meanTable(results), medianTable(results)];
    return { results, spans: sweepOver(results.conditions, "span"), tables };
  };
  return {
    tableIds: Object.keys(headings),
    build(input) {
      const { results, spans, tables } = read(input);
      const others = [
        sweepOver(results.conditions, "sigma"),
        sweepOver(results.conditions, "train"),
      ];
      const sweeps = [spans, ...others].filter((sweep) => sweep !== undefined);
      return {
        answer: regressionAnswer(results, spans),
        tables,
        figures: sweeps.map((sweep) => sweepPlot(sweep, results.methods)),
        body: (figures) => (
          <Findings
            claims={claimsOf(results, spans).filter((claim) => claim !== undefined)}
            figures={figures}
            tables={tables}
            headings={headings}
          />
        ),
      };
    },
    terminal(input) {
      const { results, spans, tables } = read(input);
      return `${tablePlain(tables[0]!)}\n\n${regressionAnswer(results, spans)}`;
    },
    explain: resultPassages,
  };
}

export const syntheticSection = regressionSection((results, spans) => [leadClaim(results, spans)]);

export const stockSection = regressionSection((results) => [previousClaim(results)]);
