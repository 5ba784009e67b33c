import type { ClassificationRow } from "../../analysis/classification.ts";
import type { MethodScores } from "../../analysis/scores.ts";
import { paperConfidence } from "../../reference/paper.ts";
import {
  type Cell,
  type Column,
  numberCell,
  numberColumn,
  type Table,
  textCell,
  textColumn,
} from "./table.ts";

/** What the table of scores is made of. */
export interface ScoresInput {
  readonly scores: readonly MethodScores[];
  /** The paper's, over the same data sets and methods. */
  readonly paperScores: readonly MethodScores[];
  readonly methods: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly ClassificationRow[];
  readonly datasets: readonly string[];
}

const columns: readonly Column[] = [
  textColumn("Method", "method"),
  numberColumn("Mean", "mean"),
  numberColumn("paper", "paper_mean"),
  numberColumn("Std", "std"),
  numberColumn("P90", "p90"),
  numberColumn("P95", "p95"),
  numberColumn("PMA", "pma"),
  numberColumn("Rank", "rank"),
  numberColumn("paper", "paper_rank"),
  textColumn("Paper within span", "paper_within"),
];

function within(rows: readonly ClassificationRow[], method: string): Cell {
  const judged = rows.filter((row) => row.method === method && row.paperWithin !== undefined);
  if (judged.length === 0) return textCell(undefined);
  return textCell(`${judged.filter((row) => row.paperWithin).length} of ${judged.length}`);
}

/** A number with two decimals; NaN, the deviation of a single value, is none. */
function decimals(value: number | undefined): Cell {
  return numberCell(Number.isNaN(value) ? undefined : value, 2);
}

/** The scores of every method in the paper's conventions, with what the paper's table has over the same sets. */
export function scoresTable({ scores, paperScores, methods, rows, datasets }: ScoresInput): Table {
  const best = (key: "mean" | "rank", pick: (...values: number[]) => number) =>
    pick(...scores.map((score) => score[key]));
  const marked = (cell: Cell, isBest: boolean): Cell =>
    isBest && scores.length > 1 ? { ...cell, emphasis: "best" } : cell;
  return {
    id: "scores",
    caption: `Scores over ${datasets.length} data sets, all but the rank in percent: mean and standard deviation of the test accuracy, P90 and P95, PMA and mean rank in the paper's conventions. “paper”: from the paper's table, ${paperConfidence}, over the same data sets and methods. “Paper within span”: data sets on which the paper's number lies within our span over fold seeds and ties.`,
    columns,
    rows: scores.map((score) => {
      const paper = paperScores.find(({ method }) => method === score.method);
      return [
        {
          text: methods.find(({ id }) => id === score.method)?.label ?? score.method,
          value: score.method,
        },
        marked(decimals(score.mean), score.mean === best("mean", Math.max)),
        decimals(paper?.mean),
        decimals(score.std),
        decimals(score.p90),
        decimals(score.p95),
        decimals(score.pma),
        marked(decimals(score.rank), score.rank === best("rank", Math.min)),
        decimals(paper?.rank),
        within(rows, score.method),
      ];
    }),
  };
}
