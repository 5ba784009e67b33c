import { rowStart, seriesAt } from "./combine";
import { minus, plus, square, times, vector } from "./lanes";

/*
 * Sums over the values of pairs of vectors, from the first value on: `steps` values a vector, laid
 * out by value and vector; a tile of sums as in `combine.ts`, one vector of pairs after the other.
 */

@inline
function term(kind: i32, a: v128, b: v128): v128 {
  if (kind == 0) return times(a, b);
  return square(kind == 1 ? minus(a, b) : plus(a, b));
}

@inline
function measure(
  kind: i32, sums: usize, rows: usize, columns: usize, rowStride: usize, columnStride: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32, steps: i32,
): void {
  for (let t = 0; t < steps; t++) {
    const end = columns + <usize>to * vector;
    let s = sums;
    for (let row = rowFrom; row < rowTo; row++) {
      const own = v128.load64_splat(seriesAt(rows, row, vector));
      for (let p = columns + <usize>rowStart(row, from, triangle) * vector; p < end; p += vector) {
        v128.store(s, plus(v128.load(s), term(kind, own, v128.load(p))));
        s += vector;
      }
    }
    rows += rowStride;
    columns += columnStride;
  }
}

/** <x, x'> */
export function addProducts(
  sums: usize, rows: usize, columns: usize, rowStride: usize, columnStride: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32, steps: i32,
): void {
  measure(0, sums, rows, columns, rowStride, columnStride, rowFrom, rowTo, from, to, triangle, steps);
}

/** |x - x'|² */
export function addSquaredDistances(
  sums: usize, rows: usize, columns: usize, rowStride: usize, columnStride: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32, steps: i32,
): void {
  measure(1, sums, rows, columns, rowStride, columnStride, rowFrom, rowTo, from, to, triangle, steps);
}

/** |x + x'|² */
export function addSquaredSums(
  sums: usize, rows: usize, columns: usize, rowStride: usize, columnStride: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32, steps: i32,
): void {
  measure(2, sums, rows, columns, rowStride, columnStride, rowFrom, rowTo, from, to, triangle, steps);
}
