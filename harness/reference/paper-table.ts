import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { paperMethods } from "./paper.ts";

/** A data set of the paper's table, with the sizes that the table states. */
export interface PaperDataset {
  readonly name: string;
  readonly trainSize: number;
  readonly testSize: number;
  readonly classes: number;
  readonly length: number;
}

/** Why a cell of the table cannot be taken at its word. */
export type PaperDoubt =
  /** No k / testSize rounds or truncates to it: not right to the digit. */
  | "off-grid"
  /** The value belongs to another data set. */
  | "other-data-set"
  /** A decimal point in the wrong place. */
  | "decimal-slip";

/** A cell of the paper's table; `paperConfidence` applies to all of them. */
export interface PaperEntry {
  /** Accuracy on the test set in percent, as it stands in the table. */
  readonly percent: number;
  readonly doubt: PaperDoubt | undefined;
  /** One sentence about the cell, where there is something to say. */
  readonly note: string | undefined;
}

/** The row that holds, for the kernels, accuracies of another data set (they lie on its grid k / 154). */
const swapped = {
  row: "MiddlePhalanxOutlineCorrect",
  holds: "MiddlePhalanxOutlineAgeGroup",
  methods: ["rntk", "ntk", "rbf", "polynomial"],
};

const path = fileURLToPath(new URL("paper-table.csv", import.meta.url));
const { data: rows } = Papa.parse<Readonly<Record<string, string>>>(readFileSync(path, "utf8"), {
  header: true,
  skipEmptyLines: true,
});

/** The 56 data sets of the paper, in its order. */
export const paperDatasets: readonly PaperDataset[] = rows.map((row) => ({
  name: row.dataset!,
  trainSize: Number(row.n_train),
  testSize: Number(row.n_test),
  classes: Number(row.n_class),
  length: Number(row.T),
}));

function entry(row: Readonly<Record<string, string>>, method: string, column: string): PaperEntry {
  const percent = Number(row[column]);
  if (row.dataset === swapped.row && swapped.methods.includes(method)) {
    const note = `the row ${swapped.row} holds values of ${swapped.holds} for the kernels`;
    return { percent, doubt: "other-data-set", note };
  }
  if (row.dataset === "Meat" && method === "gaussian-rnn") {
    return { percent, doubt: "decimal-slip", note: "printed .55, a slip for 55" };
  }
  if (row.off_grid_columns!.split(";").includes(column)) {
    const note = `no number of right answers out of ${row.n_test} gives it`;
    return { percent, doubt: "off-grid", note };
  }
  return { percent, doubt: undefined, note: undefined };
}

const entries = new Map<string, PaperEntry>();
for (const row of rows) {
  for (const { id, column } of paperMethods) {
    const found = entry(row, id, column);
    entries.set(`${row.dataset}/${id}`, found);
    if (found.doubt === "other-data-set") {
      const note = `printed in the row ${swapped.row}`;
      entries.set(`${swapped.holds}/${id}`, { percent: found.percent, doubt: undefined, note });
    }
  }
}

/**
 * The paper's test accuracy of a method on a data set, or `undefined` where the table has none.
 * MiddlePhalanxOutlineAgeGroup, which is not one of the 56 names, has the kernels' values that are
 * printed in another row.
 */
export function paperAccuracy(dataset: string, method: string): PaperEntry | undefined {
  return entries.get(`${dataset}/${method}`);
}
