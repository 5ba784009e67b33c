import { decimalText } from "../format.ts";
import { harmlessText } from "../harmless-text.ts";
import type { Align } from "../text-table.ts";

/** A cell: what people read, and what a program reads. */
export interface Cell {
  readonly text: string;
  /** Unrounded number or plain text; `null` where there is nothing. */
  readonly value: number | string | null;
  readonly emphasis?: "best";
}

export interface Column {
  readonly title: string;
  /** Name of the column in the CSV. */
  readonly name: string;
  readonly align: Align;
}

/** A table in the form that all formats are made from. */
export interface Table {
  /** Name of its files, without ending. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[]; // (rows, columns)
}

/** A number with a fixed count of decimals; `–` where there is none. */
export function numberCell(value: number | undefined, decimals: number): Cell {
  const isNumber = value !== undefined && !Number.isNaN(value);
  return { text: decimalText(value, decimals), value: isNumber ? value : null };
}

export function textCell(value: string | undefined): Cell {
  return { text: value ?? "", value: value ?? null };
}

/** A column with what stands in it. */
export interface ColumnOf<Row> extends Column {
  cell(row: Row): Cell;
}

/** A column of cells that are more than a text or a number. */
export function cellColumn<Row>(
  title: string,
  name: string,
  align: Align,
  cell: (row: Row) => Cell,
): ColumnOf<Row> {
  return { title, name, align, cell };
}

/** A column of texts. */
export function textColumn<Row>(
  title: string,
  name: string,
  of: (row: Row) => string | undefined,
): ColumnOf<Row> {
  return cellColumn(title, name, "left", (row) => textCell(of(row)));
}

/** A column of numbers. */
export function numberColumn<Row>(
  title: string,
  name: string,
  decimals: number,
  of: (row: Row) => number | undefined,
): ColumnOf<Row> {
  return cellColumn(title, name, "right", (row) => numberCell(of(row), decimals));
}

/** The same column with the best cells marked; where there is nothing, nothing is best. */
export function withBest<Row>(column: ColumnOf<Row>, isBest: (row: Row) => boolean): ColumnOf<Row> {
  return {
    ...column,
    cell(row) {
      const cell = column.cell(row);
      return cell.value !== null && isBest(row) ? { ...cell, emphasis: "best" } : cell;
    },
  };
}

function harmlessCell(cell: Cell): Cell {
  const { text, value } = cell;
  return {
    ...cell,
    text: harmlessText(text),
    value: typeof value === "string" ? harmlessText(value) : value,
  };
}

/** A table with a line for each row. */
export function tableOf<Row>(
  { id, caption }: Pick<Table, "id" | "caption">,
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
): Table {
  const titled = columns.map((column) => ({
    ...column,
    title: harmlessText(column.title),
    name: harmlessText(column.name),
  }));
  const cells = rows.map((row) => columns.map(({ cell }) => harmlessCell(cell(row))));
  return { id, caption: harmlessText(caption), columns: titled, rows: cells };
}
