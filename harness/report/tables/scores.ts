import type { ClassificationRow } from "../../analysis/classification.ts";
import type { MethodScores } from "../../analysis/scores.ts";
import { paperConfidence } from "../../reference/paper.ts";
import { counted } from "../format.ts";
import { labelsOf } from "../labels.ts";
import { cellColumn, numberColumn, type Table, tableOf, textColumn, withBest } from "./table.ts";

/** What the table of scores is made of. */
export interface ScoresInput {
  readonly scores: readonly MethodScores[];
  /** The paper's, over the same data sets and methods. */
  readonly paperScores: readonly MethodScores[];
  readonly methods: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly ClassificationRow[];
  readonly datasets: readonly string[];
}

/** The scores of a method, and the paper's of it. */
type Row = MethodScores & { readonly paper: MethodScores | undefined };

/** `40 of 56`: on how many data sets the paper's number lies within our span, where that was judged. */
export function paperWithinText(
  rows: readonly ClassificationRow[],
  method: string,
): string | undefined {
  const judged = rows.filter((row) => row.method === method && row.paperWithin !== undefined);
  if (judged.length === 0) return undefined;
  return `${judged.filter((row) => row.paperWithin).length} of ${judged.length}`;
}

const decimals = (title: string, name: string, of: (row: Row) => number | undefined) =>
  numberColumn(title, name, 2, of);

/** The scores of every method in the paper's conventions, with what the paper's table has over the same sets. */
export function scoresTable({ scores, paperScores, methods, rows, datasets }: ScoresInput): Table {
  const best = (key: "mean" | "rank" | "averageRank", pick: (...values: number[]) => number) => {
    const value = pick(...scores.map((score) => score[key]));
    return (row: Row) => scores.length > 1 && row[key] === value;
  };
  const label = labelsOf(methods);
  return tableOf<Row>(
    {
      id: "scores",
      caption: `Scores over ${counted(datasets.length, "data set")}, all but the ranks in percent: mean and standard deviation of the test accuracy, P90 and P95, PMA and mean rank in the paper's conventions, where ties take the lowest rank; “Shared”: mean rank where ties share the mean of their ranks. “paper”: from the paper's table, ${paperConfidence}, over the same data sets and methods. “Paper within span”: data sets on which the paper's number lies within our span over fold seeds and ties.`,
    },
    scores.map((score) => ({
      ...score,
      paper: paperScores.find(({ method }) => method === score.method),
    })),
    [
      cellColumn("Method", "method", "left", ({ method }) => ({
        text: label(method),
        value: method,
      })),
      withBest(
        decimals("Mean", "mean", ({ mean }) => mean),
        best("mean", Math.max),
      ),
      decimals("paper", "paper_mean", ({ paper }) => paper?.mean),
      decimals("Std", "std", ({ std }) => std),
      decimals("P90", "p90", ({ p90 }) => p90),
      decimals("P95", "p95", ({ p95 }) => p95),
      decimals("PMA", "pma", ({ pma }) => pma),
      withBest(
        decimals("Rank", "rank", ({ rank }) => rank),
        best("rank", Math.min),
      ),
      decimals("paper", "paper_rank", ({ paper }) => paper?.rank),
      withBest(
        decimals("Shared", "average_rank", ({ averageRank }) => averageRank),
        best("averageRank", Math.min),
      ),
      textColumn("Paper within span", "paper_within", ({ method }) =>
        paperWithinText(rows, method),
      ),
    ],
  );
}
