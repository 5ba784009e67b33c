import Papa from "papaparse";
import { z } from "zod";
import type { DatasetFormat } from "./format.ts";
import { newlineOf, piecesOf, usualPiece } from "./lines.ts";
import { parseOwnTable } from "./own-table.ts";
import { lineCounter } from "./series-counter.ts";
import {
  decimalNumber,
  fileError,
  numberFault,
  quoted,
  SeriesBuilder,
  type SeriesFile,
} from "./series-file.ts";
import { parseSeriesRows } from "./series-rows.ts";
import { type TableOptions, tableOptions } from "./table-options.ts";
import { textOf, withoutMark } from "./text.ts";
import { trimPadding } from "./trim.ts";

export interface DelimitedOptions {
  /** Name of the file, for sentences. */
  readonly file: string;
  /** Whether rows may have different numbers of columns. */
  readonly rows: "equal" | "vary";
  /** Bytes that are text at a time. */
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

/** How often a character stands in a file. */
function countOf(character: string, bytes: Buffer): number {
  const code = character.charCodeAt(0);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === code) count++;
  return count;
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
  { file, rows, pieceBytes = usualPiece }: DelimitedOptions,
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
  const size = quotes ? bytes.length : pieceBytes;
  // Rows are numbers: bytes beyond ASCII are wrong anyway, and latin1 is decoded fastest.
  for (const text of piecesOf(bytes, newline, { size, encoding: "latin1" })) {
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

type Options = TableOptions & { readonly lengths: "equal" | "vary" };

/**
 * Rows of numbers, the label first: what both releases of the UCR archive have, and the format of files
 * whose ending is nobody's. The reader's own tables may have a header, words for labels and other
 * columns, which a reader of their own finds out. NaN at the end of a series is the padding of a shorter
 * one, unless the set is known to have one length.
 */
export const delimited: DatasetFormat<Options> = {
  name: "delimited",
  title: "rows of numbers",
  summary:
    "a series a row, its label in one of the columns, with a header or without, or a value a row",
  endings: [
    { ending: ".tsv", release: 2018 },
    { ending: ".txt" },
    { ending: ".csv", release: 2015 },
    { ending: "", release: 2015 },
  ],
  options: {
    ...tableOptions,
    lengths: z
      .enum(["equal", "vary"])
      .default("equal")
      .describe(
        "Whether rows of .tsv, .csv and .txt may have different numbers of columns; with `equal` a short row is an error.",
      ),
  },
  parse(bytes, { file, length, options }) {
    const text = withoutMark(bytes);
    const rows = length === "varies" ? "vary" : "equal";
    const series =
      length === undefined
        ? parseOwnTable(text, file, options)
        : parseDelimited(text, { file, rows });
    if (typeof length === "number" || series.sequences.dimension > 1) return series;
    return { ...series, sequences: trimPadding(series.sequences) };
  },
  seriesCounter: () => lineCounter(""),
  parseUnlabelled: (bytes, file, labels) => parseSeriesRows(textOf(bytes, file), file, labels),
};
