/** Scores of one method over a table of data sets, as the paper's summary has them. */
export interface PaperSummary {
  /** Mean accuracy, percent. */
  readonly mean: number;
  /** Sample standard deviation of the accuracy (ddof 1), percentage points; NaN for one data set. */
  readonly std: number;
  /** Fraction of data sets with at least 90 % of the best method's accuracy, in percent. */
  readonly p90: number;
  /** Fraction of data sets with at least 95 % of the best method's accuracy, in percent. */
  readonly p95: number;
  /** Mean of accuracy / best accuracy, in percent. */
  readonly pma: number;
  /** Mean rank, 1 = best; ties take the minimum rank. */
  readonly rank: number;
}

/** The paper's summary, `paperConfidence` applies; keyed by the ids of `paperMethods`. */
const summaries: Readonly<Record<string, PaperSummary>> = {
  rntk: { mean: 80.15, std: 15.99, p90: 92.86, p95: 80.36, pma: 97.23, rank: 2.38 },
  ntk: { mean: 77.74, std: 16.61, p90: 85.71, p95: 66.07, pma: 94.3, rank: 3.0 },
  rbf: { mean: 78.15, std: 16.59, p90: 87.6, p95: 75.0, pma: 94.86, rank: 2.89 },
  polynomial: { mean: 77.69, std: 16.4, p90: 82.14, p95: 67.86, pma: 94.23, rank: 3.46 },
  "gaussian-rnn": { mean: 55.98, std: 26.42, p90: 28.57, p95: 17.86, pma: 67.06, rank: 5.86 },
  "identity-rnn": { mean: 63.08, std: 19.02, p90: 42.86, p95: 21.43, pma: 78.22, rank: 5.21 },
  gru: { mean: 69.5, std: 22.67, p90: 60.71, p95: 46.43, pma: 84.31, rank: 4.21 },
};

/** What the paper's summary table says of a method, or `undefined` where the method is not in it. */
export function paperSummary(method: string): PaperSummary | undefined {
  return Object.hasOwn(summaries, method) ? summaries[method] : undefined;
}

/**
 * Entries of the paper's summary that do not follow from its own per-data-set table: `follows` is
 * what that table gives. Each may be a slip of the paper or of the transcription.
 */
export const paperSummaryDoubts: readonly {
  readonly method: string;
  readonly metric: keyof PaperSummary;
  readonly printed: number;
  readonly follows: string;
}[] = [
  { method: "rbf", metric: "p90", printed: 87.6, follows: "49 of 56 data sets, 87.50" },
  { method: "rntk", metric: "p95", printed: 80.36, follows: "44 of 56 data sets, 78.57" },
];
