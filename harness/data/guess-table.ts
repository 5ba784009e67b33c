import { HarnessError } from "../errors.ts";
import { countUp, namesColumns } from "./formats/own-table.ts";
import { decimalNumber } from "./formats/series-file.ts";
import { type TableRow, tableRows } from "./formats/table.ts";
import type { TableOptions } from "./formats/table-options.ts";
import { withoutMark } from "./formats/text.ts";

/** How a table is read, as an entry of a config says it, and what of it was guessed, in sentences. */
export interface GuessedTable {
  readonly options: TableOptions & { readonly lengths?: "vary" };
  readonly guesses: readonly string[];
}

const labelName = /^(labels?|class|target|y|kind|category|type|activity|state|condition|outcome)$/i;
const seriesName =
  /^(id|(series|sensor|sample|case|trial|subject|unit)([ _-]?(id|no|number))?|index|)$/i;
const timeName = /^(t|time|timestamp|date|datetime|step)$/i;

const isNumber = (field: string) => decimalNumber(field) !== undefined;

/** The fields of a column; those that are empty are left out. */
function column(rows: readonly TableRow[], index: number): string[] {
  return rows.map(({ fields }) => fields.at(index) ?? "").filter((field) => field !== "");
}

/** Whether a column may hold labels: they repeat, and are words or whole numbers. */
function repeats(fields: readonly string[]): boolean {
  const distinct = new Set(fields);
  const labels = [...distinct].every((field) => Number.isInteger(decimalNumber(field) ?? 0));
  return labels && distinct.size > 1 && distinct.size <= fields.length / 2;
}

const isWords = (fields: readonly string[]) =>
  fields.length > 0 && fields.every((field) => !isNumber(field));

function hasHeader(first: TableRow, { header, label }: TableOptions): boolean {
  if (header !== undefined) return header;
  if (namesColumns(first, label)) return true;
  const words = first.fields.filter((field) => !isNumber(field));
  const known = words.every((word) => labelName.test(word) || seriesName.test(word));
  return words.length > 0 && known && countUp(first.fields.filter(isNumber));
}

/** The column of labels that a table without a header has first or last. */
function labelAtAnEnd(rows: readonly TableRow[]): "first" | "last" | undefined {
  const ends = [
    ["first", column(rows, 0)],
    ["last", column(rows, -1)],
  ] as const;
  const fit = ends.filter(([, fields]) => repeats(fields));
  const [found] = fit.find(([, fields]) => isWords(fields)) ?? fit[0] ?? [];
  return found;
}

/** The name of the column of labels in a table with a header. */
function labelByName(names: readonly string[], rows: readonly TableRow[]): string | undefined {
  const named = names.find((name) => name !== "" && labelName.test(name));
  if (named !== undefined) return named;
  const free = [...names.entries()].filter(
    ([, name]) => name !== "" && !seriesName.test(name) && !timeName.test(name),
  );
  const words = free.filter(([i]) => isWords(column(rows, i)) && repeats(column(rows, i)));
  const ends = free.filter(([i]) => i === 0 || i === names.length - 1);
  const [, found] = words[0] ?? ends.find(([i]) => repeats(column(rows, i))) ?? [];
  return found;
}

function noLabels(file: string): HarnessError {
  return new HarnessError(
    "data",
    `${file}: no column was found that may hold the labels of the series`,
    "--label says where they are: first, last, or the name of a column",
  );
}

function withHeader(
  header: TableRow,
  rows: readonly TableRow[],
  file: string,
  given: TableOptions,
): GuessedTable {
  const names = header.fields;
  const label = given.label ?? labelByName(names, rows);
  if (label === undefined) throw noLabels(file);
  const named = label === "first" ? names[0]! : label === "last" ? names.at(-1)! : label;
  const guesses = ["the first line names the columns", `labels are in the column ${named}`];
  const others = [...names.entries()].filter(([, name]) => name !== named);
  const numbers = others.filter(([i]) => column(rows, i).some(isNumber)).map(([, name]) => name);

  const series = given.long?.series ?? names.find((name) => seriesName.test(name));
  const time = given.long?.time ?? names.find((name) => timeName.test(name));
  const isLong =
    given.long !== undefined ||
    (series !== undefined &&
      time !== undefined &&
      new Set(column(rows, names.indexOf(series))).size <= rows.length / 2);
  if (isLong && series !== undefined) {
    const values = numbers.filter((name) => name !== series && name !== time);
    const value = given.long?.value ?? (values.length === 1 ? values[0]! : values);
    const long = { series, ...(time === undefined ? {} : { time }), value };
    guesses.push(
      `a row is a value: series by ${series}, ${time === undefined ? "in the order of rows" : `sorted by ${time}`}, values in ${[value].flat().join(", ")}`,
    );
    return { options: { label: named, long }, guesses };
  }
  const ignore =
    given.ignore ??
    others
      .filter(([i, name]) => seriesName.test(name) || isWords(column(rows, i)))
      .map(([, name]) => name);
  if (ignore.length > 0)
    guesses.push(
      `no values are in ${ignore.map((name) => name || "the column without a name").join(", ")}`,
    );
  const options = { header: true, label: named, ...(ignore.length > 0 ? { ignore } : {}) };
  return { options, guesses };
}

/**
 * Guesses how a table of the reader's own is to be read: whether it has a header, where its labels are,
 * whether a row is a series or a value, which columns are neither.
 * @param given what is known of it
 * @throws HarnessError `data` where no column may hold labels, and for a text that is no table
 */
export function guessTable(bytes: Buffer, file: string, given: TableOptions): GuessedTable {
  const all = [...tableRows(withoutMark(bytes), file)];
  const [first, ...rest] = all;
  if (first === undefined) throw new HarnessError("data", `${file}: the file has no series`);
  const header = hasHeader(first, given);
  const counts = new Set(all.map(({ fields }) => fields.length));
  const lengths = counts.size > 1 ? ({ lengths: "vary" } as const) : {};
  const ragged = counts.size > 1 ? ["rows have different numbers of columns"] : [];
  if (header) {
    const { options, guesses } = withHeader(first, rest, file, given);
    return { options: { ...options, ...lengths }, guesses: [...guesses, ...ragged] };
  }
  const label = given.label ?? labelAtAnEnd(all);
  if (label === undefined) throw noLabels(file);
  const guesses = ["no line names the columns", `labels are in the column ${label}`, ...ragged];
  return { options: { ...given, label, ...lengths }, guesses };
}
