import type { ClassificationResults } from "../../analysis/classification.ts";
import { paperConfidence } from "../../reference/paper.ts";
import { type Column, numberCell, type Table, textCell } from "./table.ts";

const columns: readonly Column[] = [
  { title: "Data set", name: "dataset", align: "left" },
  { title: "Method", name: "method", align: "left" },
  { title: "Accuracy", name: "accuracy", align: "right" },
  { title: "Paper", name: "paper", align: "right" },
  { title: "Difference", name: "difference", align: "right" },
  { title: "Validation", name: "validation", align: "right" },
  { title: "Ties", name: "ties", align: "right" },
  { title: "Measured", name: "ties_measured", align: "right" },
  { title: "Lowest", name: "lowest", align: "right" },
  { title: "Highest", name: "highest", align: "right" },
  { title: "Chosen", name: "chosen", align: "left" },
  { title: "Status", name: "status", align: "left" },
  { title: "Reason", name: "reason", align: "left" },
];

/** A count, or a mean of counts over several fold seeds. */
function countCell(value: number | undefined) {
  return numberCell(value, value === undefined || Number.isInteger(value) ? 0 : 1);
}

/** Everything about every data set and method, a row each. */
export function detailsTable({ rows }: ClassificationResults): Table {
  return {
    id: "details",
    caption: `Accuracies in percent. “Paper”: the paper's number, ${paperConfidence}. “Ties”: candidates with the best validation accuracy; “Lowest” and “Highest”: test accuracy over those of them that were measured.`,
    columns,
    rows: rows.map((row) => [
      textCell(row.dataset),
      { text: row.label, value: row.method },
      numberCell(row.accuracy, 2),
      numberCell(row.paper, 2),
      numberCell(row.difference, 2),
      numberCell(row.validation, 2),
      countCell(row.ties),
      countCell(row.tiesMeasured),
      numberCell(row.lowest, 2),
      numberCell(row.highest, 2),
      textCell(row.settings),
      textCell(row.status),
      textCell(row.reason),
    ]),
  };
}
