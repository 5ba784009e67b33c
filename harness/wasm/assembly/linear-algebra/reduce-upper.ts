import { get, minus, plus, set, splat, times, vector } from "./entries";
import { complete } from "./reduce";

/*
 * The reduction of `reduce.ts` on the upper triangle alone, which takes two thirds of the operations and half
 * of the memory's traffic; sums run in another order, so that last bits differ. Row j of `a` has the entries
 * from the diagonal on; each is taken for its row and for its column.
 */

/** As `reduce`, of a matrix that is symmetric: what stands below the diagonal is not read. */
export function reduceUpper(
  n: i32, stride: i32, a: usize, spare: usize,
  diagonal: usize, beside: usize, factors: usize, negligible: f64,
): void {
  const row = <usize>stride << 3;
  const zeros = spare + 2 * row;
  memory.fill(spare, 0, 3 * row);
  // The update that `a` still lacks: A - v wᵀ - w vᵀ.
  let v = zeros;
  let w = zeros;
  for (let k = 0; k < n; k++) {
    const own = a + <usize>k * row;
    const vk = get(v, k);
    const wk = get(w, k);
    set(diagonal, k, get(own, k) - vk * wk - wk * vk);
    if (k == n - 1) return;
    const first = get(own, k + 1) - vk * get(w, k + 1) - wk * get(v, k + 1);
    let rest: f64 = 0;
    for (let i = k + 2; i < n; i++) {
      const entry = get(own, i) - vk * get(w, i) - wk * get(v, i);
      set(own, i, entry);
      rest += entry * entry;
    }
    const product = v == zeros || w == spare + row ? spare : spare + row;
    if (rest <= negligible) {
      set(beside, k, first);
      set(factors, k, 0);
      if (v != zeros) sweep(n, row, k + 1, own + row, v, w, zeros, product);
      v = zeros;
      w = zeros;
      continue;
    }
    const root = sqrt(first * first + rest);
    const alpha = first > 0 ? -root : root;
    set(beside, k, alpha);
    const head = first - alpha;
    set(own, k + 1, head);
    const factor: f64 = 2 / (head * head + rest);
    set(factors, k, factor);
    sweep(n, row, k + 1, own + row, v, w, own, product);
    v = own;
    w = product;
    complete(n, k + 1, v, w, factor);
  }
}

/** A <- A - v wᵀ - w vᵀ, and then A u, from row and column `start` on; pairs of rows start at an even one. */
function sweep(
  n: i32, row: usize, start: i32, a: usize, v: usize, w: usize, u: usize, product: usize,
): void {
  const from = (<usize>start << 3) & ~15;
  memory.fill(product + from, 0, row - from);
  let j = start;
  if (j & 1) {
    sweepOne(row, j, a, v, w, u, product);
    a += row;
    j++;
  }
  for (; j + 1 < n; j += 2) {
    sweepTwo(row, j, a, v, w, u, product);
    a += 2 * row;
  }
  if (j < n) sweepHead(j, j, a, v, w, u, product);
}

/** Entry (j, i), with j <= i. */
@inline
function sweepHead(j: i32, i: i32, a: usize, v: usize, w: usize, u: usize, product: usize): void {
  const entry = get(a, i) - get(v, i) * get(w, j) - get(w, i) * get(v, j);
  set(a, i, entry);
  set(product, i, get(product, i) + entry * get(u, j));
  if (i != j) set(product, j, get(product, j) + entry * get(u, i));
}

@inline
function updated(entry: v128, v: v128, w: v128, vj: v128, wj: v128): v128 {
  return minus(minus(entry, times(v, wj)), times(w, vj));
}

@inline
function addLanes(product: usize, j: i32, sums: v128): void {
  set(product, j, get(product, j) + (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)));
}

@inline
function sweepOne(
  row: usize, j: i32, a: usize, v: usize, w: usize, u: usize, product: usize,
): void {
  sweepHead(j, j, a, v, w, u, product);
  const vj = splat(v, j);
  const wj = splat(w, j);
  const uj = splat(u, j);
  let s = f64x2.splat(0);
  for (let at = (<usize>j << 3) + 8; at < row; at += vector) {
    const entry = updated(v128.load(a + at), v128.load(v + at), v128.load(w + at), vj, wj);
    v128.store(a + at, entry);
    v128.store(product + at, plus(v128.load(product + at), times(entry, uj)));
    s = plus(s, times(entry, v128.load(u + at)));
  }
  addLanes(product, j, s);
}

@inline
function sweepTwo(
  row: usize, j: i32, a: usize, v: usize, w: usize, u: usize, product: usize,
): void {
  const b = a + row;
  sweepHead(j, j, a, v, w, u, product);
  sweepHead(j, j + 1, a, v, w, u, product);
  sweepHead(j + 1, j + 1, b, v, w, u, product);
  const v0 = splat(v, j);
  const w0 = splat(w, j);
  const u0 = splat(u, j);
  const v1 = splat(v, j + 1);
  const w1 = splat(w, j + 1);
  const u1 = splat(u, j + 1);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  for (let at = (<usize>j << 3) + 16; at < row; at += vector) {
    const vi = v128.load(v + at);
    const wi = v128.load(w + at);
    const ui = v128.load(u + at);
    const first = updated(v128.load(a + at), vi, wi, v0, w0);
    v128.store(a + at, first);
    const second = updated(v128.load(b + at), vi, wi, v1, w1);
    v128.store(b + at, second);
    const sum = plus(v128.load(product + at), times(first, u0));
    v128.store(product + at, plus(sum, times(second, u1)));
    s0 = plus(s0, times(first, ui));
    s1 = plus(s1, times(second, ui));
  }
  addLanes(product, j, s0);
  addLanes(product, j + 1, s1);
}
