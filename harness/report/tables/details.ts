import type { ClassificationResults } from "../../analysis/classification.ts";
import { paperConfidence } from "../../reference/paper.ts";
import {
  type Column,
  numberCell,
  numberColumn,
  type Table,
  textCell,
  textColumn,
} from "./table.ts";

const columns: readonly Column[] = [
  textColumn("Data set", "dataset"),
  textColumn("Method", "method"),
  numberColumn("Accuracy", "accuracy"),
  numberColumn("Paper", "paper"),
  numberColumn("Difference", "difference"),
  numberColumn("Validation", "validation"),
  numberColumn("Ties", "ties"),
  numberColumn("Measured", "ties_measured"),
  numberColumn("Lowest", "lowest"),
  numberColumn("Highest", "highest"),
  numberColumn("Seeds, lowest", "seeds_lowest"),
  numberColumn("Seeds, highest", "seeds_highest"),
  textColumn("Paper within", "paper_within"),
  textColumn("Chosen", "chosen"),
  textColumn("Status", "status"),
  textColumn("Reason", "reason"),
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
