import Papa from "papaparse";
import type { Table } from "./table.ts";

/**
 * A text that a spreadsheet would compute, with an apostrophe before it. Papa Parse has an option for
 * that, which overlooks texts of several lines.
 */
function noFormula<Value extends number | string | null>(value: Value): Value | string {
  return typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/**
 * The table as CSV (RFC 4180, but for lines that end in \n): unrounded numbers, empty where there
 * is nothing. A text that a spreadsheet would compute (=, +, -, @) has an apostrophe before it.
 */
export function tableCsv(table: Table): string {
  const text = Papa.unparse(
    {
      fields: table.columns.map(({ name }) => noFormula(name)),
      data: table.rows.map((row) => row.map(({ value }) => noFormula(value))),
    },
    { newline: "\n" },
  );
  return text.endsWith("\n") ? text : `${text}\n`;
}
