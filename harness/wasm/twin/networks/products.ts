import type { Arithmetic, Numbers } from "./arithmetic.ts";

/*
 * See `assembly/networks/products.ts`. Addresses are indices of numbers. A matrix in panels has its rows in
 * groups of four, each (columns, 4).
 */

/** Index of entry (i, k) in the panels of a matrix of so many columns. */
function panelIndex(i: number, k: number, columns: number): number {
  return (i & ~3) * columns + 4 * k + (i & 3);
}

/** Writes factor times the entries of a matrix, each to the index that `target` gives for it. */
function packTo(
  memory: Numbers,
  { round }: Arithmetic,
  [rows, columns, factor, from]: readonly [number, number, number, number],
  target: (i: number, k: number) => number,
): void {
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < columns; k++)
      memory[target(i, k)] = round(round(factor) * memory[from + i * columns + k]!);
}

export function pack(
  memory: Numbers,
  arithmetic: Arithmetic,
  rows: number,
  columns: number,
  factor: number,
  from: number,
  to: number,
): void {
  const target = (i: number, k: number) => to + panelIndex(i, k, columns);
  packTo(memory, arithmetic, [rows, columns, factor, from], target);
}

export function packTransposed(
  memory: Numbers,
  arithmetic: Arithmetic,
  rows: number,
  columns: number,
  factor: number,
  from: number,
  to: number,
): void {
  const target = (i: number, k: number) => to + panelIndex(k, i, rows);
  packTo(memory, arithmetic, [rows, columns, factor, from], target);
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
