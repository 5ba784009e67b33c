import { decimalText } from "../format.ts";
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

/** A column of texts. */
export function textColumn(title: string, name: string): Column {
  return { title, name, align: "left" };
}

/** A column of numbers. */
export function numberColumn(title: string, name: string): Column {
  return { title, name, align: "right" };
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
  return { text: decimalText(value, decimals), value: value ?? null };
}

export function textCell(value: string | undefined): Cell {
  return { text: value ?? "", value: value ?? null };
}
