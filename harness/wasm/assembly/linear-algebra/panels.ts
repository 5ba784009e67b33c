import { get, getI, minus, plus, set, splat, times } from "./entries";

/*
 * Panels: matrices (rows, n) in groups of four rows, each (n, 4), so that sums over a row run for four of
 * them at a time and from the first entry on.
 */

/** Gathers rows of a matrix in panels into panels of their own, the last one filled up with zeros. */
export function pack(count: i32, n: i32, from: usize, rows: usize, to: usize): void {
  const rounded = (count + 3) & ~3;
  for (let k = 0; k < rounded; k++) {
    let at = to + ((<usize>(k >> 2) * n) << 5) + (<usize>(k & 3) << 3);
    const end = at + (<usize>n << 5);
    if (k >= count) {
      for (; at < end; at += 32) store<f64>(at, 0);
      continue;
    }
    const row = getI(rows, k);
    let source = from + ((<usize>(row >> 2) * n) << 5) + (<usize>(row & 3) << 3);
    for (; at < end; at += 32) {
      store<f64>(at, load<f64>(source));
      source += 32;
    }
  }
}

/**
 * Puts a square matrix, row by row, into panels, the last one filled up with zeros.
 * @param squares (4 panels), written: the sum of a row's squares without the one on the diagonal
 */
export function arrange(n: i32, from: usize, to: usize, squares: usize): void {
  const row = <usize>n << 3;
  for (let first = 0; first < n; first += 4) {
    let s0 = f64x2.splat(0);
    let s1 = s0;
    const a = from + <usize>first * row;
    const b = first + 1 < n ? a + row : 0;
    const c = first + 2 < n ? a + 2 * row : 0;
    const d = first + 3 < n ? a + 3 * row : 0;
    for (let j = 0; j < n; j++) {
      const x0 = pair(a, b, j);
      const x1 = pair(c, d, j);
      v128.store(to, x0);
      v128.store(to, x1, 16);
      const place = j - first;
      const y0 = withoutLane(x0, place);
      const y1 = withoutLane(x1, place - 2);
      s0 = plus(s0, times(y0, y0));
      s1 = plus(s1, times(y1, y1));
      to += 32;
    }
    v128.store(squares, s0);
    v128.store(squares, s1, 16);
    squares += 32;
  }
}

/** Entries j of two rows; 0 for a row that there is not. */
@inline
function pair(a: usize, b: usize, j: i32): v128 {
  const x = a ? get(a, j) : 0;
  const y = b ? get(b, j) : 0;
  return f64x2.replace_lane(f64x2.splat(x), 1, y);
}

/** The same with 0 in lane 0 or 1. */
@inline
function withoutLane(x: v128, lane: i32): v128 {
  if (lane == 0) return f64x2.replace_lane(x, 0, 0);
  return lane == 1 ? f64x2.replace_lane(x, 1, 0) : x;
}

/**
 * Rows u = q L⁻ᵀ, and the same times D⁻¹: `ratios` stand in L left of the diagonal, `inverses` are the
 * diagonal of D⁻¹. Products of the one with the other are those of q (L D Lᵀ)⁻¹ qᵀ.
 */
export function transformRows(
  panels: i32, n: i32, q: usize, ratios: usize, inverses: usize, plain: usize, scaled: usize,
): void {
  for (let p = 0; p < panels; p++) {
    let u0 = f64x2.splat(0);
    let u1 = u0;
    for (let j = 0; j < n; j++) {
      const ratio = splat(ratios, j);
      const inverse = splat(inverses, j);
      u0 = minus(v128.load(q), times(ratio, u0));
      u1 = minus(v128.load(q, 16), times(ratio, u1));
      v128.store(plain, u0);
      v128.store(plain, u1, 16);
      v128.store(scaled, times(u0, inverse));
      v128.store(scaled, times(u1, inverse), 16);
      q += 32;
      plain += 32;
      scaled += 32;
    }
  }
}

/** The products of such rows with themselves: (4 panels). */
export function inverseDiagonal(
  panels: i32, n: i32, q: usize, ratios: usize, inverses: usize, to: usize,
): void {
  for (let p = 0; p < panels; p++) {
    let u0 = f64x2.splat(0);
    let u1 = u0;
    let s0 = u0;
    let s1 = u0;
    for (let j = 0; j < n; j++) {
      const ratio = splat(ratios, j);
      const inverse = splat(inverses, j);
      u0 = minus(v128.load(q), times(ratio, u0));
      u1 = minus(v128.load(q, 16), times(ratio, u1));
      s0 = plus(s0, times(u0, times(u0, inverse)));
      s1 = plus(s1, times(u1, times(u1, inverse)));
      q += 32;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    to += 32;
  }
}

/**
 * Products of the rows of two matrices in panels, (4 panels of a, 4 panels of b) with rows of `stride`.
 * @param triangle 1 for those on and above the diagonal alone
 */
export function multiply(
  panelsA: i32, panelsB: i32, n: i32, a: usize, b: usize, to: usize, stride: i32, triangle: i32,
): void {
  const panel = <usize>n << 5;
  const row = <usize>stride << 3;
  for (let p = 0; p < panelsA; p++) {
    for (let q = triangle ? p : 0; q < panelsB; q++) {
      multiplyPanels(
        n, a + <usize>p * panel, b + <usize>q * panel,
        to + <usize>(p << 2) * row + (<usize>q << 5), row,
      );
    }
  }
}

/** The products of four rows with four others, in rows of so many bytes. */
@inline
export function multiplyPanels(n: i32, a: usize, b: usize, to: usize, row: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const end = a + (<usize>n << 5);
  for (; a < end; a += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    s00 = plus(s00, times(x, b0));
    s01 = plus(s01, times(x, b1));
    x = v128.load64_splat(a, 8);
    s10 = plus(s10, times(x, b0));
    s11 = plus(s11, times(x, b1));
    x = v128.load64_splat(a, 16);
    s20 = plus(s20, times(x, b0));
    s21 = plus(s21, times(x, b1));
    x = v128.load64_splat(a, 24);
    s30 = plus(s30, times(x, b0));
    s31 = plus(s31, times(x, b1));
    b += 32;
  }
  v128.store(to, s00);
  v128.store(to, s01, 16);
  v128.store(to + row, s10);
  v128.store(to + row, s11, 16);
  v128.store(to + 2 * row, s20);
  v128.store(to + 2 * row, s21, 16);
  v128.store(to + 3 * row, s30);
  v128.store(to + 3 * row, s31, 16);
}
