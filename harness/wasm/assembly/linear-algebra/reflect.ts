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
 * t <- H_v H_u t from row `start` on, in which v starts: H_u = I - factorU u uᵀ, u starting one row below it.
 * Both products with t are taken before it changes, vᵀ H_u t being vᵀ t - (vᵀ u) factorU uᵀ t.
 */
@inline
function reflectTwice(
  n: i32, tile: usize, start: i32, v: usize, factorV: f64, u: usize, factorU: f64, product: f64,
): void {
  const own = tile + <usize>start * tileRow;
  const head = splat(v, start);
  let p0 = times(v128.load(own), head);
  let p1 = times(v128.load(own, 16), head);
  let p2 = times(v128.load(own, 32), head);
  let p3 = times(v128.load(own, 48), head);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let at = own;
  for (let i = start + 1; i < n; i++) {
    at += tileRow;
    const t0 = v128.load(at);
    const t1 = v128.load(at, 16);
    const t2 = v128.load(at, 32);
    const t3 = v128.load(at, 48);
    const ui = splat(u, i);
    s0 = plus(s0, times(t0, ui));
    s1 = plus(s1, times(t1, ui));
    s2 = plus(s2, times(t2, ui));
    s3 = plus(s3, times(t3, ui));
    const vi = splat(v, i);
    p0 = plus(p0, times(t0, vi));
    p1 = plus(p1, times(t1, vi));
    p2 = plus(p2, times(t2, vi));
    p3 = plus(p3, times(t3, vi));
  }
  const scaleU = f64x2.splat(factorU);
  s0 = times(s0, scaleU);
  s1 = times(s1, scaleU);
  s2 = times(s2, scaleU);
  s3 = times(s3, scaleU);
  const scaleV = f64x2.splat(factorV);
  const both = f64x2.splat(product);
  p0 = times(minus(p0, times(s0, both)), scaleV);
  p1 = times(minus(p1, times(s1, both)), scaleV);
  p2 = times(minus(p2, times(s2, both)), scaleV);
  p3 = times(minus(p3, times(s3, both)), scaleV);
  v128.store(own, minus(v128.load(own), times(p0, head)));
  v128.store(own, minus(v128.load(own, 16), times(p1, head)), 16);
  v128.store(own, minus(v128.load(own, 32), times(p2, head)), 32);
  v128.store(own, minus(v128.load(own, 48), times(p3, head)), 48);
  at = own;
  for (let i = start + 1; i < n; i++) {
    at += tileRow;
    const ui = splat(u, i);
    const vi = splat(v, i);
    v128.store(at, minus(minus(v128.load(at), times(s0, ui)), times(p0, vi)));
    v128.store(at, minus(minus(v128.load(at, 16), times(s1, ui)), times(p1, vi)), 16);
    v128.store(at, minus(minus(v128.load(at, 32), times(s2, ui)), times(p2, vi)), 32);
    v128.store(at, minus(minus(v128.load(at, 48), times(s3, ui)), times(p3, vi)), 48);
  }
}

/** vᵀ u of the reflections of steps k and k + 1, for every k. */
function neighbourProducts(n: i32, stride: i32, a: usize, to: usize): void {
  for (let k = 0; k + 2 < n; k++) {
    const v = a + ((<usize>k * stride) << 3);
    const u = v + (<usize>stride << 3);
    let s = f64x2.splat(0);
    let i = k + 2;
    for (; i + 1 < n; i += 2) {
      const offset = <usize>i << 3;
      s = plus(s, times(v128.load(v + offset), v128.load(u + offset)));
    }
    let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    if (i < n) sum += get(v, i) * get(u, i);
    set(to, k, sum);
  }
}

/**
 * Q, the product of the reflections in their order, in panels of four rows (n / 4, n, 4), rounded up with
 * zeros. Column c is e_c until the reflection of step c - 1: from the last to the first a third of the work is
 * left out.
 * @param products (n), working space
 * @param tile (n rounded up to a multiple of 4, 8), working space
 */
export function formBasis(
  n: i32, stride: i32, a: usize, factors: usize, products: usize, tile: usize, basis: usize,
): void {
  const rows = (n + 3) & ~3;
  const row = <usize>stride << 3;
  neighbourProducts(n, stride, a, products);
  for (let c = 0; c < n; c += width) {
    memory.fill(tile, 0, <usize>rows * tileRow);
    const end = min(c + width, n);
    for (let column = c; column < end; column++) set(tile, column * width + column - c, 1);
    let k = end - 2;
    for (; k > 0; k -= 2) {
      const u = a + <usize>k * row;
      reflectTwice(n, tile, k, u - row, get(factors, k - 1), u, get(factors, k), get(products, k - 1));
    }
    if (k == 0) reflect(n, tile, 1, a, get(factors, 0));
    for (let i = 0; i < rows; i++) {
      const panel = basis + ((<usize>(i >> 2) * n) << 5);
      for (let column = c; column < end; column++) {
        set(panel, (column << 2) + (i & 3), get(tile, i * width + column - c));
      }
    }
  }
}
