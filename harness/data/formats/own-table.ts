import { parseLong } from "./long-form.ts";
import { decimalNumber, fileError, SeriesBuilder, type SeriesFile } from "./series-file.ts";
import { type TableRow, tableRows } from "./table.ts";
import type { TableOptions } from "./table-options.ts";
import { columnNamed, labelAt, valueAt } from "./table-values.ts";

/** Names that a column of labels has where its header numbers the others. */
const labelNames = /^(label|labels|class|target|y|)$/i;

/** Whether fields are 0, 1, 2, … or 1, 2, 3, …: the numbers of columns, not values. */
export function countUp(fields: readonly string[]): boolean {
  const first = Number(fields[0]);
  return (
    fields.length >= 3 &&
    (first === 0 || first === 1) &&
    fields.every((field, i) => field === String(first + i))
  );
}

/** Whether a row names columns: nothing in it but the label is a number, or it numbers them. */
export function namesColumns({ fields }: TableRow, label: TableOptions["label"]): boolean {
  if (label !== undefined && label !== "first" && label !== "last" && fields.includes(label))
    return true;
  const at = label === "last" ? fields.length - 1 : 0;
  const others = fields.filter((_, i) => i !== at);
  if (countUp(others) && labelNames.test(fields[at]!)) return true;
  const written = others.filter((field) => field !== "");
  return written.length > 0 && written.every((field) => decimalNumber(field) === undefined);
}

const columnHint =
  "the data set's keys say what a column is: `label` (first, last, or a name), `header: true` (the first line names the columns), `ignore` (names of columns to leave out)";

/** Which columns hold what. */
interface Columns {
  /** Index of the label's column, the last one of each row where `undefined`. */
  readonly label: number | undefined;
  readonly ignored: ReadonlySet<number>;
  /** How many columns rows have, and the line that says so. */
  readonly count: number;
  readonly line: number;
}

function columnsOf(
  first: TableRow,
  hasHeader: boolean,
  { label = "first", ignore = [] }: TableOptions,
): Columns {
  const { file, line } = first.at(0);
  const named = label !== "first" && label !== "last";
  const byName = [...(named ? [label] : []), ...ignore];
  if (!hasHeader && byName.length > 0)
    throw fileError(
      { file, line },
      `the first line has values, so that no column is named ${JSON.stringify(byName[0])}`,
      "without a header the data set's key `label` is first or last; `header: true` says that the first line is one",
    );
  const end = label === "last" ? undefined : 0;
  return {
    label: named ? columnNamed(first, label, "label") : end,
    ignored: new Set(ignore.map((name) => columnNamed(first, name, "ignore"))),
    count: first.fields.length,
    line,
  };
}

/** Refuses a table whose first column has no name: the index that a program has written along. */
function refuseIndex(header: TableRow, { label, ignored }: Columns): void {
  if (header.fields[0] !== "" || label === 0 || ignored.has(0)) return;
  const { file, line } = header.at(0);
  throw fileError(
    { file, line },
    "the header has no name for the first column, which may be an index and no value",
    "write the table without it, or give it a name and leave it out by the data set's key `ignore`",
  );
}

/** Appends the series of a row, which ends at its last field that is not empty. */
function readRow(row: TableRow, columns: Columns, builder: SeriesBuilder): void {
  const { fields, line } = row;
  const label = columns.label ?? fields.length - 1;
  const own = labelAt(row, label);
  const isValue = (i: number) => i !== label && !columns.ignored.has(i);
  let end = fields.length;
  while (end > 0 && (fields[end - 1] === "" || !isValue(end - 1))) end--;
  if (end === 0) {
    const { file } = row.at(0);
    throw fileError({ file, line }, "the row has a label and no values");
  }
  builder.start(own);
  for (let i = 0; i < end; i++) if (isValue(i)) builder.push(valueAt(row, i, columnHint));
}

/** Refuses a row that has not as many columns as the table. */
function checkCount(row: TableRow, { count, line }: Columns): void {
  const { file } = row.at(0);
  if (row.fields.length === count) return;
  throw fileError(
    { file, line: row.line },
    `the row has ${row.fields.length} columns, line ${line} has ${count}`,
    "shorter series end in empty fields or NaN, or the data set says `lengths: vary`",
  );
}

/** Yields the rest of an iteration that has begun. */
function* restOf<T>(iterator: Iterator<T>): Generator<T> {
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) yield next.value;
}

/**
 * Reads a table of the reader's own: a series a row, or a value a row (`long`); with a header line or
 * without; labels, which may be words, in any column. Empty fields at the end of a row are the padding
 * of a shorter series.
 * @throws HarnessError `data` with file, line and column, and the key of the data set that helps
 */
export function parseOwnTable(
  bytes: Buffer,
  file: string,
  options: TableOptions & { readonly lengths: "equal" | "vary" },
): SeriesFile {
  const rows = tableRows(bytes, file);
  const { value: first } = rows.next() as IteratorResult<TableRow, undefined>;
  if (first === undefined) throw fileError({ file, line: 1 }, "the file has no series");
  if (options.long !== undefined) return parseLong(first, restOf(rows), options.long, options);
  const hasHeader = options.header ?? namesColumns(first, options.label);
  const columns = columnsOf(first, hasHeader, options);
  if (hasHeader) refuseIndex(first, columns);
  const builder = new SeriesBuilder();
  const lines: number[] = [];
  const read = (row: TableRow) => {
    if (options.lengths === "equal") checkCount(row, columns);
    readRow(row, columns, builder);
    lines.push(row.line);
  };
  if (!hasHeader) read(first);
  for (const row of restOf(rows)) read(row);
  if (lines.length === 0)
    throw fileError({ file, line: first.line }, "the file has a header and no series");
  return { ...builder.finish(1), lines };
}
