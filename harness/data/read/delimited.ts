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
  /** Bytes that are text at a time, so that a large file does not stand in memory twice. */
  readonly pieceBytes?: number;
}

/** What separates the columns: a tab (2018), a comma (2015), or blanks (2015, and the second site's .txt). */
function separatorOf(bytes: Buffer): "\t" | "," | " " {
  const start = bytes.findIndex((byte) => byte > blank);
  const end = bytes.indexOf("\n", start);
  const first = bytes.subarray(Math.max(0, start), end < 0 ? undefined : end);
  if (first.includes("\t")) return "\t";
  return first.includes(",") ? "," : " ";
}

/** Bytes up to this one are blank. */
const blank = 32;

function newlineOf(bytes: Buffer): "\n" | "\r\n" | "\r" {
  const at = bytes.indexOf("\n");
  if (at < 0) return bytes.includes("\r") ? "\r" : "\n";
  return bytes[at - 1] === "\r".charCodeAt(0) ? "\r\n" : "\n";
}

/** How often a character stands in a file. */
function countOf(character: string, bytes: Buffer): number {
  const code = character.charCodeAt(0);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === code) count++;
  return count;
}

/** The text in pieces of whole lines of at least `size` bytes; the line break between two belongs to none. */
function* piecesOf(bytes: Buffer, newline: string, size: number): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(newline, from + size);
    const end = at < 0 || at + newline.length === bytes.length ? bytes.length : at;
    // Rows are numbers: bytes beyond ASCII are wrong anyway, and latin1 is decoded fastest.
    yield bytes.toString("latin1", from, end);
    from = end + newline.length;
  }
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
export function parseDelimited(
  bytes: Buffer,
  { file, rows, pieceBytes = 2 ** 20 }: DelimitedOptions,
): SeriesFile {
  const delimiter = separatorOf(bytes);
  const blanks = delimiter === " "; // any number of them between two columns
  const quotes = bytes.includes('"'); // without them a row is a line, and is split much faster
  const builder = new SeriesBuilder(blanks ? undefined : countOf(delimiter, bytes));
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

  const newline = newlineOf(bytes);
  for (const text of piecesOf(bytes, newline, quotes ? bytes.length : pieceBytes)) {
    Papa.parse<string[]>(text, {
      delimiter,
      newline,
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
  }
  if (builder.count === 0)
    throw fileError({ file, line: Math.max(1, line) }, "the file has no series");
  return builder.finish(1);
}
