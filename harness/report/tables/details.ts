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
  { title: "Seeds, lowest", name: "seeds_lowest", align: "right" },
  { title: "Seeds, highest", name: "seeds_highest", align: "right" },
  { title: "Paper within", name: "paper_within", align: "left" },
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
    caption: `Accuracies in percent. “Paper”: the paper's number, ${paperConfidence}. “Ties”: candidates with the best validation accuracy; “Lowest” and “Highest”: test accuracy over those of them that were measured, of all fold seeds. “Seeds”: test accuracy of what was chosen, over the fold seeds. “Paper within”: whether the paper's number lies between lowest and highest; empty where it is doubtful.`,
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
      numberCell(row.seedsLowest, 2),
      numberCell(row.seedsHighest, 2),
      textCell(row.paperWithin === undefined ? undefined : row.paperWithin ? "yes" : "no"),
      textCell(row.settings),
      textCell(row.status),
      textCell(row.reason),
    ]),
  };
}
