import type { NamedMethod } from "../../analysis/classification.ts";
import type { Variation } from "../../analysis/stability.ts";
import { type Cell, type Column, numberCell, type Table, textCell } from "./table.ts";

/** Who leads by mean accuracy, with the lead over the next in points. */
function leader({ scores }: Variation, methods: readonly NamedMethod[]): [Cell, Cell] {
  const [first, second] = [...scores].sort((a, b) => b.mean - a.mean);
  const label = methods.find(({ id }) => id === first?.method)?.label;
  const lead = first && second && first.mean - second.mean;
  return [textCell(label), numberCell(lead, 2)];
}

/** Mean accuracy and mean rank of every method, a row a variation, best in bold. */
export function stabilityTable(
  id: string,
  caption: string,
  title: string,
  variations: readonly Variation[],
  methods: readonly NamedMethod[],
): Table {
  const columns: Column[] = [
    { title, name: "variation", align: "left" },
    { title: "Sets", name: "datasets", align: "right" },
  ];
  for (const { id, label } of methods) {
    columns.push({ title: label, name: `${id}_mean`, align: "right" });
    columns.push({ title: "rank", name: `${id}_rank`, align: "right" });
  }
  columns.push({ title: "Leads", name: "leader", align: "left" });
  columns.push({ title: "by", name: "lead", align: "right" });
  return {
    id,
    caption,
    columns,
    rows: variations.map((one) => {
      const means = one.scores.map(({ mean }) => mean);
      const ranks = one.scores.map(({ rank }) => rank);
      const scoreOf = (method: string) => one.scores.find((score) => score.method === method);
      return [
        textCell(one.label),
        numberCell(one.cases.datasets.length, 0),
        ...methods.flatMap((method): Cell[] => {
          const score = scoreOf(method.id);
          const mean = numberCell(score?.mean, 2);
          const rank = numberCell(score?.rank, 2);
          return [
            score?.mean === Math.max(...means) ? { ...mean, emphasis: "best" } : mean,
            score?.rank === Math.min(...ranks) ? { ...rank, emphasis: "best" } : rank,
          ];
        }),
        ...leader(one, methods),
      ];
    }),
  };
}
