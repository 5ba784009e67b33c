import { desc, from, op } from "arquero";
import type { PaperSummary } from "../reference/paper-summary.ts";
import type { CompleteCases } from "./complete-cases.ts";

/** Scores of one method over all data sets of a table, in the paper's conventions. */
export interface MethodScores extends PaperSummary {
  readonly method: string;
  /** Mean rank, ties take the average rank, as the Friedman test has it. */
  readonly averageRank: number;
}

/** Keeps 0.9 · best within reach of an accuracy that is 90 % of it but for the last bit. */
const slack = 1e-9;

/**
 * Scores of every method, in the order of `cases.methods`; none where there is no complete data set.
 * "Best" is the best of the table's own methods on the data set; where it is 0 every method counts
 * as reaching it.
 */
export function scores(cases: CompleteCases): MethodScores[] {
  const rows = cases.datasets.flatMap((dataset, i) =>
    cases.methods.map((method, j) => ({ dataset, method, percent: cases.percents[i]![j]! })),
  );
  if (rows.length === 0) return [];
  const byMethod = from(rows)
    .groupby("dataset")
    .orderby(desc("percent"))
    .derive({ rank: op.rank(), averageRank: op.avg_rank(), best: op.max("percent") })
    .ungroup()
    .derive({ relative: "d => d.best > 0 ? d.percent / d.best : 1" })
    .params({ slack })
    .groupby("method")
    .rollup({
      mean: op.mean("percent"),
      std: op.stdev("percent"),
      p90: "(d, $) => 100 * op.sum(d.relative >= 0.90 - $.slack) / op.count()",
      p95: "(d, $) => 100 * op.sum(d.relative >= 0.95 - $.slack) / op.count()",
      pma: "d => 100 * op.mean(d.relative)",
      rank: op.mean("rank"),
      averageRank: op.mean("averageRank"),
    });
  const found = byMethod.objects() as MethodScores[];
  return cases.methods.map((method) => {
    const row = found.find((candidate) => candidate.method === method)!;
    return cases.datasets.length === 1 ? { ...row, std: Number.NaN } : row;
  });
}
