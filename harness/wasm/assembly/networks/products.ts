import { at, plus, times } from "./lanes";

/*
 * Products of a matrix with states of many sequences side by side, (rows, lanes): rows are a multiple of 4, lanes
 * of 8. A matrix in panels has its rows in groups of four, each (columns, 4).
 */

/** Puts `factor` times a matrix (rows, columns) into panels. */
export function pack(rows: i32, columns: i32, factor: f32, from: i32, to: i32): void {
  const row = at(columns);
  let target = at(to);
  for (let i = 0; i < rows; i += 4) {
    let source = at(from) + <usize>i * row;
    for (const end = source + row; source < end; source += 4) {
      store<f32>(target, factor * load<f32>(source));
      store<f32>(target, factor * load<f32>(source + row), 4);
      store<f32>(target, factor * load<f32>(source + 2 * row), 8);
      store<f32>(target, factor * load<f32>(source + 3 * row), 12);
      target += 16;
    }
  }
}

/** Puts `factor` times the transpose of a matrix (rows, columns) into panels; columns are a multiple of 4. */
export function packTransposed(rows: i32, columns: i32, factor: f32, from: i32, to: i32): void {
  const row = at(columns);
  const factors = f32x4.splat(factor);
  let target = at(to);
  for (let k: usize = 0; k < row; k += 16) {
    let source = at(from) + k;
    for (let i = 0; i < rows; i++) {
      v128.store(target, times(factors, v128.load(source)));
      target += 16;
      source += row;
    }
  }
}

/** Sets all lanes of row i to `from[i]`. */
export function setRows(rows: i32, lanes: i32, from: i32, to: i32): void {
  const row = at(lanes);
  let source = at(from);
  let target = at(to);
  for (const end = target + <usize>rows * row; target < end; source += 4) {
    const value = v128.load32_splat(source);
    for (const ends = target + row; target < ends; target += 16) v128.store(target, value);
  }
}

/** to (rows, lanes) += M x, where M (rows, inner) stands in panels and x is (inner, lanes). */
export function addProduct(
  rows: i32, inner: i32, lanes: i32, panels: i32, x: i32, to: i32,
): void {
  const row = at(lanes);
  const panel = <usize>inner << 4;
  let own = at(panels);
  let target = at(to);
  for (let i = 0; i < rows; i += 4) {
    for (let lane: usize = 0; lane < row; lane += 32) {
      addTile(own, panel, at(x) + lane, target + lane, row);
    }
    own += panel;
    target += row << 2;
  }
}

/** Four rows and eight lanes of a product. */
@inline
function addTile(panel: usize, bytes: usize, x: usize, to: usize, row: usize): void {
  const to1 = to + row;
  const to2 = to1 + row;
  const to3 = to2 + row;
  let s00 = v128.load(to);
  let s01 = v128.load(to, 16);
  let s10 = v128.load(to1);
  let s11 = v128.load(to1, 16);
  let s20 = v128.load(to2);
  let s21 = v128.load(to2, 16);
  let s30 = v128.load(to3);
  let s31 = v128.load(to3, 16);
  for (const end = panel + bytes; panel < end; panel += 16) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    let m = v128.load32_splat(panel);
    s00 = plus(s00, times(m, x0));
    s01 = plus(s01, times(m, x1));
    m = v128.load32_splat(panel, 4);
    s10 = plus(s10, times(m, x0));
    s11 = plus(s11, times(m, x1));
    m = v128.load32_splat(panel, 8);
    s20 = plus(s20, times(m, x0));
    s21 = plus(s21, times(m, x1));
    m = v128.load32_splat(panel, 12);
    s30 = plus(s30, times(m, x0));
    s31 = plus(s31, times(m, x1));
    x += row;
  }
  v128.store(to, s00);
  v128.store(to, s01, 16);
  v128.store(to1, s10);
  v128.store(to1, s11, 16);
  v128.store(to2, s20);
  v128.store(to2, s21, 16);
  v128.store(to3, s30);
  v128.store(to3, s31, 16);
}
