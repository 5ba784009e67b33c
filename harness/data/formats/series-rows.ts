import Papa from "papaparse";
import type { Sequences } from "../../math/sequences.ts";
import { decimalNumber, fileError, numberFault, SeriesBuilder } from "./series-file.ts";

/** What separates the values; a row of one value does not show it, so the whole text is asked. */
function separatorOf(text: string): "\t" | "," | " " {
  if (text.includes("\t")) return "\t";
  return text.includes(",") ? "," : " ";
}

/**
 * Reads a univariate series a row, separated by tabs, commas or blanks; rows may differ in length,
 * and empty cells at the end of a row are the padding of a table, not values. Empty rows are skipped.
 * @param labels where a row's label stands, which is not part of the series
 * @throws HarnessError `data` with file, line and column for what is no finite number
 */
export function parseSeriesRows(text: string, file: string, labels: "none" | "first"): Sequences {
  const separator = separatorOf(text);
  const first = labels === "first" ? 2 : 1; // cell of a row that is a value
  const builder = new SeriesBuilder();
  let line = 0;

  function readRow(cells: readonly string[]): void {
    let end = cells.length;
    while (end > 0 && cells[end - 1]!.trim() === "") end--;
    if (end === 0) return;
    let column = 1;
    let seen = 0;
    for (const [index, cell] of cells.slice(0, end).entries()) {
      const at = { file, line, column };
      column += cell.length + 1;
      if (separator === " " && cell === "") continue;
      seen++;
      if (seen < first) continue; // the label
      const value = decimalNumber(cell);
      if (value === undefined) {
        const hint =
          seen === 1
            ? "rows hold numbers alone; --labels passes over a first column of labels, and a heading has to go"
            : undefined;
        throw fileError(at, numberFault(cell), hint);
      }
      if (Number.isNaN(value))
        throw fileError(
          at,
          "the value is NaN, where a finite number was expected",
          index === end - 1
            ? "rows may differ in length: leave the end of a shorter series out"
            : "fill in missing values first",
        );
      if (seen === first) builder.start("");
      builder.push(value);
    }
    if (seen < first) throw fileError({ file, line }, "the row has a label and no values");
  }

  Papa.parse<string[]>(text, {
    delimiter: separator,
    step({ data, errors }) {
      line++;
      const [fault] = errors;
      if (fault !== undefined)
        throw fileError({ file, line }, `the row cannot be split: ${fault.message}`);
      readRow(data);
    },
  });
  if (builder.count === 0) throw fileError({ file, line: 1 }, "the file has no series");
  return builder.finish(1).sequences;
}
