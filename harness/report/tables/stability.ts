import type { NamedMethod } from "../../analysis/classification.ts";
import type { MethodScores } from "../../analysis/scores.ts";
import type { Variation } from "../../analysis/stability.ts";
import { labelsOf } from "../labels.ts";
import { listed } from "../words.ts";
import { type ColumnOf, numberColumn, type Table, tableOf, textColumn, withBest } from "./table.ts";

function byMean({ scores }: Variation): MethodScores[] {
  return [...scores].sort((a, b) => b.mean - a.mean);
}

/** Means that differ by less are the same but for the order of their sums. */
const slack = 1e-9;

/** The lead of the first by mean accuracy over the next, in points; none where they are equal. */
function lead(variation: Variation): number | undefined {
  const [first, second] = byMean(variation);
  if (first === undefined || second === undefined) return undefined;
  return first.mean - second.mean < slack ? undefined : first.mean - second.mean;
}

/** Mean accuracy and mean rank of a method. */
function columnsOf({ id, label }: NamedMethod): ColumnOf<Variation>[] {
  const column = (
    title: string,
    key: "mean" | "rank",
    best: (...values: readonly number[]) => number,
  ) => {
    const of = ({ scores }: Variation) => scores.find(({ method }) => method === id)?.[key];
    return withBest(
      numberColumn(title, `${id}_${key}`, 2, of),
      (one) => of(one) === best(...one.scores.map((score) => score[key])),
    );
  };
  return [column(label, "mean", Math.max), column("rank", "rank", Math.min)];
}

/** Mean accuracy and mean rank of every method, a row a variation, best in bold. */
export function stabilityTable(
  id: string,
  caption: string,
  title: string,
  variations: readonly Variation[],
  methods: readonly NamedMethod[],
): Table {
  return tableOf({ id, caption }, variations, [
    textColumn(title, "variation", ({ label }) => label),
    numberColumn("Sets", "datasets", 0, ({ cases }) => cases.datasets.length),
    ...methods.flatMap(columnsOf),
    textColumn("Leads", "leader", (one) => {
      const first = byMean(one)[0];
      if (first === undefined) return undefined;
      // with equal means nobody leads alone
      const leaders = one.scores.filter(({ mean }) => first.mean - mean < slack);
      return listed(leaders.map(({ method }) => labelsOf(methods)(method)));
    }),
    numberColumn("by", "lead", 2, lead),
  ]);
}
