import { from, op } from "arquero";
import type { ClassificationResults } from "../../analysis/classification.ts";
import { paperConfidence } from "../../reference/paper.ts";
import { numberColumn, type Table, tableOf, textColumn, withBest } from "./table.ts";

type Pivoted = Readonly<Record<string, number | undefined>> & { readonly dataset: string };

/** Accuracy by data set and method, the paper's number beside each that it has, best in bold. */
export function accuracyTable({ datasets, methods, rows }: ClassificationResults): Table {
  const withPaper = methods.filter(({ id }) =>
    rows.some((row) => row.method === id && row.paper !== undefined),
  );
  const long = from([...rows], ["dataset", "method", "accuracy", "paper"]);
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
  const percents = (title: string, name: string, key: string) =>
    numberColumn<Pivoted>(title, name, 2, (row) => row[key]);
  const columns = methods.flatMap((method) => {
    const key = `accuracy_${method.id}`;
    const accuracies = percents(method.label, method.id, key);
    return [
      withBest(accuracies, (row) => row[key] === best.get(row.dataset)),
      ...(withPaper.includes(method)
        ? [percents("paper", `${method.id}_paper`, `paper_${method.id}`)]
        : []),
    ];
  });
  return tableOf<Pivoted>(
    {
      id: "accuracy",
      caption: `Test accuracy in percent, best in bold. The columns “paper” hold the paper's numbers, ${paperConfidence}.`,
    },
    datasets.map((dataset) => wide.find((row) => row.dataset === dataset)!),
    [textColumn("Data set", "dataset", ({ dataset }) => dataset), ...columns],
  );
}
