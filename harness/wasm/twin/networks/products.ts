import type { Arithmetic, Numbers } from "./arithmetic.ts";

/*
 * See `assembly/networks/products.ts`. Addresses are indices of numbers. A matrix in panels has its rows in
 * groups of four, each (columns, 4).
 */

/** Index of entry (i, k) in the panels of a matrix of so many columns. */
function panelIndex(i: number, k: number, columns: number): number {
  return (i & ~3) * columns + 4 * k + (i & 3);
}

export function pack(
  memory: Numbers,
  { round }: Arithmetic,
  rows: number,
  columns: number,
  factor: number,
  from: number,
  to: number,
): void {
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < columns; k++)
      memory[to + panelIndex(i, k, columns)] = round(
        round(factor) * memory[from + i * columns + k]!,
      );
}

export function packTransposed(
  memory: Numbers,
  { round }: Arithmetic,
  rows: number,
  columns: number,
  factor: number,
  from: number,
  to: number,
): void {
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < columns; k++)
      memory[to + panelIndex(k, i, rows)] = round(round(factor) * memory[from + i * columns + k]!);
}

export function setRows(
  memory: Numbers,
  _: Arithmetic,
  rows: number,
  lanes: number,
  from: number,
  to: number,
): void {
  for (let i = 0; i < rows; i++)
    memory.fill(memory[from + i]!, to + i * lanes, to + (i + 1) * lanes);
}

export function addProduct(
  memory: Numbers,
  { round }: Arithmetic,
  rows: number,
  inner: number,
  lanes: number,
  panels: number,
  x: number,
  to: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let lane = 0; lane < lanes; lane++) {
      const at = to + i * lanes + lane;
      let sum = memory[at]!;
      for (let k = 0; k < inner; k++)
        sum = round(
          sum + round(memory[panels + panelIndex(i, k, inner)]! * memory[x + k * lanes + lane]!),
        );
      memory[at] = sum;
    }
  }
}
