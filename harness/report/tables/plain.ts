import { textTable } from "../text-table.ts";
import type { Table } from "./table.ts";

/** The table as text for a terminal, without its caption. */
export function tablePlain({ columns, rows }: Table): string {
  return textTable(
    rows,
    columns.map(({ title, align }, j) => ({ title, align, cell: (row) => row[j]!.text })),
  );
}
