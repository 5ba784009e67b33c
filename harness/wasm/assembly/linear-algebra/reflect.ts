import { get, minus, plus, set, splat, times } from "./entries";

/*
 * Reflections I - factor v vᵀ, as `reduce` leaves them, applied to eight columns at a time: a tile (n, 8)
 * stays in the cache while they go over it.
 */

const width: i32 = 8;
/** Bytes of a row of a tile. */
const tileRow: usize = 64;

/** t <- (I - factor v vᵀ) t, from row `start` on. */
@inline
function reflect(n: i32, tile: usize, start: i32, v: usize, factor: f64): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const first = tile + <usize>start * tileRow;
  let at = first;
  for (let i = start; i < n; i++) {
    const vi = splat(v, i);
    s0 = plus(s0, times(v128.load(at), vi));
    s1 = plus(s1, times(v128.load(at, 16), vi));
    s2 = plus(s2, times(v128.load(at, 32), vi));
    s3 = plus(s3, times(v128.load(at, 48), vi));
    at += tileRow;
  }
  const scale = f64x2.splat(factor);
  s0 = times(s0, scale);
  s1 = times(s1, scale);
  s2 = times(s2, scale);
  s3 = times(s3, scale);
  at = first;
  for (let i = start; i < n; i++) {
    const vi = splat(v, i);
    v128.store(at, minus(v128.load(at), times(s0, vi)));
    v128.store(at, minus(v128.load(at, 16), times(s1, vi)), 16);
    v128.store(at, minus(v128.load(at, 32), times(s2, vi)), 32);
    v128.store(at, minus(v128.load(at, 48), times(s3, vi)), 48);
    at += tileRow;
  }
}

/** Replaces each row r by r Q, Q the product of the reflections in their order; the rows are the columns of a tile (n, 8). */
export function reflectRows(n: i32, stride: i32, a: usize, factors: usize, tile: usize): void {
  for (let k = 0; k < n - 1; k++) {
    const factor = get(factors, k);
    if (factor != 0) reflect(n, tile, k + 1, a + ((<usize>k * stride) << 3), factor);
  }
}

/**
 * Q, the product of the reflections in their order, in panels of four rows (n / 4, n, 4), rounded up with
 * zeros. Column c is e_c until the reflection of step c - 1: from the last to the first a third of the work is
 * left out.
 * @param tile (n rounded up to a multiple of 4, 8), working space
 */
export function formBasis(
  n: i32, stride: i32, a: usize, factors: usize, tile: usize, basis: usize,
): void {
  const rows = (n + 3) & ~3;
  for (let c = 0; c < n; c += width) {
    memory.fill(tile, 0, <usize>rows * tileRow);
    const end = min(c + width, n);
    for (let column = c; column < end; column++) set(tile, column * width + column - c, 1);
    for (let k = end - 2; k >= 0; k--) {
      const factor = get(factors, k);
      if (factor != 0) reflect(n, tile, k + 1, a + ((<usize>k * stride) << 3), factor);
    }
    for (let i = 0; i < rows; i++) {
      const panel = basis + ((<usize>(i >> 2) * n) << 5);
      for (let column = c; column < end; column++) {
        set(panel, (column << 2) + (i & 3), get(tile, i * width + column - c));
      }
    }
  }
}
