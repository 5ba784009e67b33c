import { two } from "./activate";
import { rowStart } from "./combine";
import { minus, plus, stateBytes, times, vector } from "./lanes";

@inline
function total(kind: i32, state: usize): v128 {
  const second = v128.load(state, 16);
  if (kind == 0) return second;
  const first = minus(two(), v128.load(state));
  return kind == 1 ? first : plus(first, second);
}

@inline
function read(
  kind: i32, values: usize, state: usize, rows: usize, columns: usize, factor: f64,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32,
): void {
  const end = columns + <usize>to * vector, scale = f64x2.splat(factor);
  for (let row = rowFrom; row < rowTo; row++) {
    const r = v128.load64_splat(rows + (<usize>row << 3));
    for (let p = columns + <usize>rowStart(row, from, triangle) * vector; p < end; p += vector) {
      v128.store(values, times(times(scale, times(r, v128.load(p))), total(kind, state)));
      state += stateBytes;
      values += vector;
    }
  }
}

/**
 * The kernels of a tile from its states and from the deviations r of `rows` and `columns`, one after
 * the other, as values in the order of the states: with `factor` f,
 * kind 0: f r r' 2 theta, given (2 (1 - rho), 2 theta);
 * kind 1: f r r' (2 - mu), given (mu, nu); kind 2: f r r' (2 - mu + nu).
 */
export function readOut(
  kind: i32, values: usize, state: usize, rows: usize, columns: usize, factor: f64,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32,
): void {
  if (kind == 0) read(0, values, state, rows, columns, factor, rowFrom, rowTo, from, to, triangle);
  else if (kind == 1) read(1, values, state, rows, columns, factor, rowFrom, rowTo, from, to, triangle);
  else read(2, values, state, rows, columns, factor, rowFrom, rowTo, from, to, triangle);
}
