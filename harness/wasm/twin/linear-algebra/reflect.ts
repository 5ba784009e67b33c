import { at } from "../layout.ts";

/** Columns of a tile. */
const width = 8;

/** See `assembly/linear-algebra/reflect.ts`. */
function reflect(
  memory: Float64Array,
  n: number,
  tile: number,
  start: number,
  v: number,
  factor: number,
): void {
  const sums = new Float64Array(width);
  let row = tile + start * width;
  for (let i = start; i < n; i++) {
    const vi = memory[v + i]!;
    for (let c = 0; c < width; c++) sums[c] = sums[c]! + memory[row + c]! * vi;
    row += width;
  }
  for (let c = 0; c < width; c++) sums[c] = sums[c]! * factor;
  row = tile + start * width;
  for (let i = start; i < n; i++) {
    const vi = memory[v + i]!;
    for (let c = 0; c < width; c++) memory[row + c] = memory[row + c]! - sums[c]! * vi;
    row += width;
  }
}

export function reflectRows(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  factors: number,
  tile: number,
): void {
  for (let k = 0; k < n - 1; k++) {
    const factor = memory[at(factors) + k]!;
    if (factor !== 0) reflect(memory, n, at(tile), k + 1, at(a) + k * stride, factor);
  }
}

export function formBasis(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  factors: number,
  tile: number,
  basis: number,
): void {
  const rows = (n + 3) & ~3;
  for (let c = 0; c < n; c += width) {
    memory.fill(0, at(tile), at(tile) + rows * width);
    const end = Math.min(c + width, n);
    for (let column = c; column < end; column++) memory[at(tile) + column * width + column - c] = 1;
    for (let k = end - 2; k >= 0; k--) {
      const factor = memory[at(factors) + k]!;
      if (factor !== 0) reflect(memory, n, at(tile), k + 1, at(a) + k * stride, factor);
    }
    for (let i = 0; i < rows; i++) {
      const panel = at(basis) + 4 * (i >> 2) * n;
      for (let column = c; column < end; column++) {
        memory[panel + 4 * column + (i & 3)] = memory[at(tile) + i * width + column - c]!;
      }
    }
  }
}
