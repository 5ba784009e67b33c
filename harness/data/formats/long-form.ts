import { fileError, type Position, quoted, SeriesBuilder, type SeriesFile } from "./series-file.ts";
import type { TableRow } from "./table.ts";
import type { LongColumns, TableOptions } from "./table-options.ts";
import { columnNamed, labelAt, valueAt } from "./table-values.ts";

interface Step {
  readonly time: number | string;
  readonly line: number;
  readonly values: readonly number[];
}

interface LongSeries {
  readonly label: string;
  readonly line: number;
  readonly steps: Step[];
}

const date = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/;

/** A time as something that sorts: a number, or a date, of which texts of one form sort as they are. */
function timeAt(row: TableRow, index: number): number | string {
  const field = row.fields[index] ?? "";
  if (date.test(field)) return field;
  if (field !== "" && Number.isFinite(Number(field))) return Number(field);
  throw fileError(
    row.at(index),
    `the time ${quoted(field)} is neither a number nor a date such as 2024-05-31T12:00`,
    "without the key `long.time` values are taken in the order of their rows",
  );
}

/** Brings the steps of a series into the order of their times. */
function sortSteps(name: string, steps: Step[], file: string): void {
  const [first] = steps;
  for (const { time, line } of steps) {
    const alike =
      typeof time === typeof first!.time &&
      (typeof time === "number" || time.length === (first!.time as string).length);
    if (!alike)
      throw fileError(
        { file, line },
        `the time ${quoted(String(time))} is not written like ${quoted(String(first!.time))} in line ${first!.line}`,
      );
  }
  steps.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.line - b.line));
  for (const [i, { time, line }] of steps.entries()) {
    const before = steps[i - 1];
    if (before !== undefined && before.time === time)
      throw fileError(
        { file, line },
        `the series ${quoted(name)} has the time ${quoted(String(time))} already in line ${before.line}`,
      );
  }
}

/**
 * Reads the long form, a row a step: series in the order in which they appear first.
 * @throws HarnessError `data` with file, line and column: a column that is not there, a value that is no
 * number, a time that a series has twice, a series with two labels
 */
export function parseLong(
  header: TableRow,
  rows: Iterable<TableRow>,
  columns: LongColumns,
  { label }: TableOptions,
): SeriesFile {
  const { file } = header.at(0);
  const at: Position = { file, line: header.line };
  if (label === undefined || label === "first" || label === "last")
    throw fileError(
      at,
      "the long form needs the name of its column of labels",
      "the data set's key `label` names it",
    );
  const names = typeof columns.value === "string" ? [columns.value] : columns.value;
  const series = columnNamed(header, columns.series, "long.series");
  const labels = columnNamed(header, label, "label");
  const values = names.map((name) => columnNamed(header, name, "long.value"));
  const time =
    columns.time === undefined ? undefined : columnNamed(header, columns.time, "long.time");

  const all = new Map<string, LongSeries>();
  for (const row of rows) {
    const name = row.fields[series] ?? "";
    if (name === "") throw fileError(row.at(series), "the row does not say which series it is of");
    const own = labelAt(row, labels);
    const known: LongSeries = all.get(name) ?? { label: own, line: row.line, steps: [] };
    if (known.label !== own)
      throw fileError(
        row.at(labels),
        `the series ${quoted(name)} has the label ${quoted(own)} here and ${quoted(known.label)} in line ${known.line}`,
        "all rows of a series have its label",
      );
    all.set(name, known);
    known.steps.push({
      time: time === undefined ? known.steps.length : timeAt(row, time),
      line: row.line,
      values: values.map((index) => valueAt(row, index)),
    });
  }
  if (all.size === 0) throw fileError(at, "the file has no series");
  const builder = new SeriesBuilder();
  for (const [name, { label: own, steps }] of all) {
    sortSteps(name, steps, file);
    builder.start(own);
    for (const step of steps) for (const value of step.values) builder.push(value);
  }
  const lines = [...all.values()].map(({ line }) => line);
  return { ...builder.finish(names.length), lines };
}
