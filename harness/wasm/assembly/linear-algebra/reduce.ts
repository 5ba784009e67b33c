import { get, minus, plus, set, splat, times, vector } from "./entries";

/*
 * Householder's reduction of a symmetric matrix A (n, n) to tridiagonal form. A stands transposed: entry
 * (j, i) of `a` is A_ij. So the terms of a product A v are added column by column, in the order in which
 * a row's sum has them, for two rows in one vector. The update of a step and the product of the next go
 * through the memory together.
 *
 * `stride` is the length of the rows of `a`, n rounded up to an even number, or more; what follows an n-th
 * entry is zero. Vectors start at an even place, and so may take along one entry that is no longer used.
 */

/**
 * Leaves the diagonal (n), what stands beside it (n - 1) and the factors of the reflections
 * I - factor v vᵀ (n - 1), 0 where a column needed none, and v of step k in row k of `a` from k + 1 on.
 * @param spare (3, stride), working space
 * @param negligible a column whose squares below the entry beside the diagonal add up to no more needs none
 */
export function reduce(
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
    let rest: f64 = 0;
    let from = own + row + (<usize>k << 3);
    const first = load<f64>(from) - vk * get(w, k + 1) - wk * get(v, k + 1);
    for (let i = k + 2; i < n; i++) {
      from += row;
      const entry = load<f64>(from) - vk * get(w, i) - wk * get(v, i);
      set(own, i, entry);
      rest += entry * entry;
    }
    const product = v == zeros || w == spare + row ? spare : spare + row;
    if (rest <= negligible) {
      set(beside, k, first);
      set(factors, k, 0);
      if (v != zeros) sweep(n, stride, k + 1, own + row, v, w, zeros, product);
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
    sweep(n, stride, k + 1, own + row, v, w, own, product);
    v = own;
    w = product;
    complete(n, k + 1, v, w, factor);
  }
}

/** A <- A - v wᵀ - w vᵀ, and then A u, from row and column `start` on. */
function sweep(
  n: i32, stride: i32, start: i32, a: usize, v: usize, w: usize, u: usize, product: usize,
): void {
  const row = <usize>stride << 3;
  const from = (<usize>start << 3) & ~15;
  memory.fill(product + from, 0, row - from);
  let j = start;
  for (; j + 1 < n; j += 2) {
    sweepTwo(row, from, a, v, w, product, splat(v, j), splat(w, j), splat(u, j),
      splat(v, j + 1), splat(w, j + 1), splat(u, j + 1));
    a += 2 * row;
  }
  if (j < n) sweepOne(row, from, a, v, w, product, splat(v, j), splat(w, j), splat(u, j));
}

@inline
function updated(entry: v128, v: v128, w: v128, vj: v128, wj: v128): v128 {
  return minus(minus(entry, times(v, wj)), times(w, vj));
}

@inline
function sweepOne(
  row: usize, from: usize, a: usize, v: usize, w: usize, product: usize,
  vj: v128, wj: v128, uj: v128,
): void {
  for (let at = from; at < row; at += vector) {
    const entry = updated(v128.load(a + at), v128.load(v + at), v128.load(w + at), vj, wj);
    v128.store(a + at, entry);
    v128.store(product + at, plus(v128.load(product + at), times(entry, uj)));
  }
}

@inline
function sweepTwo(
  row: usize, from: usize, a: usize, v: usize, w: usize, product: usize,
  v0: v128, w0: v128, u0: v128, v1: v128, w1: v128, u1: v128,
): void {
  const b = a + row;
  for (let at = from; at < row; at += vector) {
    const vi = v128.load(v + at);
    const wi = v128.load(w + at);
    const first = updated(v128.load(a + at), vi, wi, v0, w0);
    const second = updated(v128.load(b + at), vi, wi, v1, w1);
    v128.store(a + at, first);
    v128.store(b + at, second);
    const sum = plus(v128.load(product + at), times(first, u0));
    v128.store(product + at, plus(sum, times(second, u1)));
  }
}

/** Makes w of A v: the update of H A H is A - v wᵀ - w vᵀ. */
@inline
export function complete(n: i32, start: i32, v: usize, w: usize, factor: f64): void {
  let product: f64 = 0;
  for (let i = start; i < n; i++) {
    const entry = factor * get(w, i);
    set(w, i, entry);
    product += get(v, i) * entry;
  }
  const half = 0.5 * factor * product;
  for (let i = start; i < n; i++) set(w, i, get(w, i) - half * get(v, i));
}
