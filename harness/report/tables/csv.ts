import Papa from "papaparse";
import type { Table } from "./table.ts";

/** The table as CSV (RFC 4180, but for lines that end in \n): unrounded numbers, empty where there is nothing. */
export function tableCsv(table: Table): string {
  const text = Papa.unparse(
    {
      fields: table.columns.map(({ name }) => name),
      data: table.rows.map((row) => row.map(({ value }) => value)),
    },
    { newline: "\n" },
  );
  return text.endsWith("\n") ? text : `${text}\n`;
}
