import { op } from "arquero";
import { type ClassificationResults, classificationTable } from "../../analysis/classification.ts";
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

type Pivoted = Readonly<Record<string, number | undefined>> & { readonly dataset: string };

/** Accuracy by data set and method, the paper's number beside each that it has, best in bold. */
export function accuracyTable({ datasets, methods, rows }: ClassificationResults): Table {
  const withPaper = methods.filter(({ id }) =>
    rows.some((row) => row.method === id && row.paper !== undefined),
  );
  const long = classificationTable(rows);
  const wide = long
    .groupby("dataset")
    .pivot("method", { accuracy: op.any("accuracy"), paper: op.any("paper") })
    .objects() as Pivoted[];
  const best = new Map(
    (
      long
        .groupby("dataset")
        .rollup({ best: op.max("accuracy") })
        .objects() as { dataset: string; best: number | undefined }[]
    ).map((row) => [row.dataset, row.best]),
  );
  const columns: Column[] = [textColumn("Data set", "dataset")];
  for (const method of methods) {
    columns.push(numberColumn(method.label, method.id));
    if (withPaper.includes(method)) {
      columns.push(numberColumn("paper", `${method.id}_paper`));
    }
  }
  return {
    id: "accuracy",
    caption: `Test accuracy in percent, best in bold. The columns “paper” hold the paper's numbers, ${paperConfidence}.`,
    columns,
    rows: datasets.map((dataset) => {
      const row = wide.find((candidate) => candidate.dataset === dataset)!;
      const cells: Cell[] = [textCell(dataset)];
      for (const method of methods) {
        const accuracy = row[`accuracy_${method.id}`];
        const cell = numberCell(accuracy, 2);
        const isBest = accuracy !== undefined && accuracy === best.get(dataset);
        cells.push(isBest ? { ...cell, emphasis: "best" } : cell);
        if (withPaper.includes(method)) cells.push(numberCell(row[`paper_${method.id}`], 2));
      }
      return cells;
    }),
  };
}
