import type { ClassificationResults, ClassificationRow } from "../../analysis/classification.ts";
import { paperConfidence } from "../../reference/paper.ts";
import {
  type ColumnOf,
  cellColumn,
  numberColumn,
  type Table,
  tableOf,
  textColumn,
} from "./table.ts";

type Row = ClassificationRow;

const percents = (title: string, name: string, of: (row: Row) => number | undefined) =>
  numberColumn(title, name, 2, of);

const counts = (title: string, name: string, of: (row: Row) => number | undefined) =>
  numberColumn(title, name, 0, of);

const within = ({ paperWithin }: Row) =>
  paperWithin === undefined ? undefined : paperWithin ? "yes" : "no";

const columns: readonly ColumnOf<Row>[] = [
  textColumn("Data set", "dataset", ({ dataset }) => dataset),
  cellColumn("Method", "method", "left", ({ label, method }) => ({ text: label, value: method })),
  percents("Accuracy", "accuracy", ({ accuracy }) => accuracy),
  percents("Paper", "paper", ({ paper }) => paper),
  percents("Difference", "difference", ({ difference }) => difference),
  percents("Validation", "validation", ({ validation }) => validation),
  counts("Ties, fewest", "ties_fewest", ({ ties }) => ties?.fewest),
  counts("Ties, most", "ties_most", ({ ties }) => ties?.most),
  counts("Measured, fewest", "ties_measured_fewest", ({ tiesMeasured }) => tiesMeasured?.fewest),
  counts("Measured, most", "ties_measured_most", ({ tiesMeasured }) => tiesMeasured?.most),
  percents("Lowest", "lowest", ({ lowest }) => lowest),
  percents("Highest", "highest", ({ highest }) => highest),
  percents("Seeds, lowest", "seeds_lowest", ({ seedsLowest }) => seedsLowest),
  percents("Seeds, highest", "seeds_highest", ({ seedsHighest }) => seedsHighest),
  textColumn("Paper within", "paper_within", within),
  textColumn("Chosen", "chosen", ({ settings }) => settings),
  textColumn("Status", "status", ({ status }) => status),
  textColumn("Reason", "reason", ({ reason }) => reason),
];

/** Columns that are there only where the paper has a number. */
const ofPaper = ["paper", "difference", "paper_within"];
const paperCaption = ` “Paper”: the paper's number, ${paperConfidence}. “Paper within”: whether it lies between lowest and highest; empty where it is doubtful.`;

const caption = `Accuracies in percent. “Ties”: candidates with the best validation accuracy, of the fold seeds with fewest and most; “Measured”: those of them whose test accuracy was measured; “Lowest” and “Highest”: test accuracy over those of them that were measured, of all fold seeds. “Seeds”: test accuracy of what was chosen, over the fold seeds.`;

/** Everything about every data set and method, a row each. */
export function detailsTable({ rows }: ClassificationResults): Table {
  const paper = rows.some((row) => row.paper !== undefined);
  const shown = columns.filter(({ name }) => paper || !ofPaper.includes(name));
  return tableOf(
    { id: "details", caption: paper ? `${caption}${paperCaption}` : caption },
    rows,
    shown,
  );
}
