import Papa from "papaparse";
import {
  decimalNumber,
  fileError,
  numberFault,
  quoted,
  SeriesBuilder,
  type SeriesFile,
} from "./series-file.ts";

export interface DelimitedOptions {
  /** Name of the file, for sentences. */
  readonly file: string;
  /** Whether rows may have different numbers of columns. */
  readonly rows: "equal" | "vary";
}

/** What separates the columns: a tab (2018), a comma (2015), or blanks (2015, and the second site's .txt). */
function separatorOf(text: string): "\t" | "," | " " {
  const start = text.search(/\S/);
  const end = text.indexOf("\n", start);
  const first = text.slice(Math.max(0, start), end < 0 ? undefined : end);
  if (first.includes("\t")) return "\t";
  return first.includes(",") ? "," : " ";
}

function newlineOf(text: string): "\n" | "\r\n" | "\r" {
  const at = text.indexOf("\n");
  if (at < 0) return text.includes("\r") ? "\r" : "\n";
  return text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** Column of the field at `index`, counted from 1. */
function columnOf(fields: readonly string[], index: number): number {
  let column = 1;
  for (let i = 0; i < index; i++) column += fields[i]!.length + 1;
  return column;
}

/** Line breaks inside quoted fields. */
function newlinesIn(fields: readonly string[]): number {
  return fields.reduce((sum, field) => sum + (field.split("\n").length - 1), 0);
}

/**
 * Reads rows of numbers separated by tabs, commas or blanks: a series a row, its label first. Labels
 * are numbers; a missing value is NaN; empty lines are skipped.
 * @throws HarnessError `data` with file, line and column: a label or value that is no number, a row
 * whose number of columns differs from the first one's (unless rows may vary), no series at all
 */
export function parseDelimited(text: string, { file, rows }: DelimitedOptions): SeriesFile {
  const delimiter = separatorOf(text);
  const blanks = delimiter === " "; // any number of them between two columns
  const quotes = text.includes('"'); // without them a row is a line, and is split much faster
  const builder = new SeriesBuilder();
  let line = 0;
  let columns: { readonly count: number; readonly line: number } | undefined;

  function readRow(fields: readonly string[]): void {
    let count = 0;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      if (blanks && field === "") continue;
      const value = decimalNumber(field);
      if (count === 0) {
        if (value === undefined || Number.isNaN(value)) {
          const hint =
            "labels are numbers in .tsv, .csv and .txt files; words can be labels in .ts files";
          throw fileError(
            { file, line, column: columnOf(fields, i) },
            `the label ${quoted(field)} is no number`,
            hint,
          );
        }
        builder.start(String(value));
      } else {
        if (value === undefined)
          throw fileError({ file, line, column: columnOf(fields, i) }, numberFault(field));
        builder.push(value);
      }
      count++;
    }
    if (count < 2) throw fileError({ file, line }, "the row has a label and no values");
    columns ??= { count, line };
    if (rows === "equal" && count !== columns.count) {
      throw fileError(
        { file, line },
        `the row has ${count} columns, line ${columns.line} has ${columns.count}`,
        "shorter series end in NaN, as in the 2018 archive; own files whose rows differ say `lengths: vary`",
      );
    }
  }

  Papa.parse<string[]>(text, {
    delimiter,
    newline: newlineOf(text),
    fastMode: !quotes,
    step({ data: fields, errors }) {
      line++;
      const [fault] = errors;
      if (fault !== undefined)
        throw fileError({ file, line }, `the row cannot be split: ${fault.message}`);
      if (!fields.every((field) => field.trim() === "")) readRow(fields);
      if (quotes) line += newlinesIn(fields);
    },
  });
  if (builder.count === 0)
    throw fileError({ file, line: Math.max(1, line) }, "the file has no series");
  return builder.finish(1);
}
