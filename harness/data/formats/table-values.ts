import { orAllOf } from "../../nearest.ts";
import { decimalNumber, fileError, numberFault, quoted } from "./series-file.ts";
import type { TableRow } from "./table.ts";

const infinite = /^[+-]?inf(inity)?$/i;
const absent = /^(na|n\/a|null|none|nil|missing|\?|-+)$/i;

/** What to do about a text that should be a number, as far as the text tells. */
function hintOf(text: string, otherwise: string | undefined): string | undefined {
  if (infinite.test(text)) return "series hold finite numbers; a missing value is written NaN";
  if (absent.test(text))
    return "a missing value is written NaN; the config's key `prepare.missing` says what becomes of it";
  if (/^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(text)) return "numbers are written with a decimal point";
  return Number.isNaN(Number(text)) ? otherwise : undefined;
}

/**
 * The number in a field, NaN where it is missing.
 * @param hint what may be meant by a text that is no number
 * @throws HarnessError `data` with file, line and column
 */
export function valueAt(row: TableRow, index: number, hint?: string): number {
  const field = row.fields[index] ?? "";
  const value = decimalNumber(field);
  if (value === undefined)
    throw fileError(
      row.at(index),
      numberFault(field),
      hintOf(field, field === "" ? undefined : hint),
    );
  return value;
}

/**
 * The label in a field, numbers in their shortest form.
 * @throws HarnessError `data` where there is none
 */
export function labelAt(row: TableRow, index: number): string {
  const field = row.fields[index] ?? "";
  const value = decimalNumber(field);
  if (field === "" || Number.isNaN(value))
    throw fileError(
      row.at(index),
      field === "" ? "the row has no label" : `the label is ${quoted(field)}`,
      "every series has its class; the data set's key `label` says where: first, last, or a column's name",
    );
  return value === undefined ? field : String(value);
}

/** The first names of a header, for a sentence. */
function fewOf(names: readonly string[]): string[] {
  return names.length > 8 ? [...names.slice(0, 8), "…"] : [...names];
}

/**
 * Index of a column by its name in the header.
 * @param key the key of the config that names it
 * @throws HarnessError `data` for a name that is not there, or stands twice
 */
export function columnNamed(header: TableRow, name: string, key: string): number {
  const index = header.fields.indexOf(name);
  if (index >= 0 && header.fields.lastIndexOf(name) === index) return index;
  const { file, line } = header.at(0);
  const fault =
    index >= 0
      ? `has the column ${quoted(name)} twice`
      : `has no column ${quoted(name)}${orAllOf(name, fewOf(header.fields))}`;
  throw fileError({ file, line }, `the header ${fault}`, `the data set's key \`${key}\` names it`);
}
