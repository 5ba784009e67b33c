import { get, minus, set, splat, times, vector } from "./entries";

/*
 * Cholesky's A = Uᵀ U on and above the diagonal, with the order of operations of `math/cholesky.ts`. Rows
 * are worked on from an even place, and so may take along the entry left of the diagonal.
 */

/**
 * Replaces A by U, row by row.
 * @param smallest pivots up to this fraction of the largest diagonal entry count as zero
 * @returns 0 where A is not positive definite to working precision
 */
export function factorise(n: i32, stride: i32, a: usize, smallest: f64): i32 {
  const row = <usize>stride << 3;
  const width = (<usize>(n + 1) & ~1) << 3;
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, get(a + <usize>i * row, i));
  const threshold = smallest * largest;
  for (let i = 0; i < n; i++) {
    const own = a + <usize>i * row;
    const left = (<usize>i << 3) & ~15;
    eliminate(i, row, a, own, left, width);
    const pivot = get(own, i);
    if (!(pivot > threshold)) return 0;
    const root = sqrt(pivot);
    const divisor = f64x2.splat(root);
    for (let at = left; at < width; at += vector) {
      v128.store(own + at, f64x2.div(v128.load(own + at), divisor));
    }
    set(own, i, root);
  }
  return 1;
}

/** Subtracts from row i of A what the rows above it give, the first of them first. */
@inline
function eliminate(i: i32, row: usize, a: usize, own: usize, left: usize, width: usize): void {
  let at = left;
  for (; at + 48 < width; at += 64) {
    let s0 = v128.load(own + at);
    let s1 = v128.load(own + at, 16);
    let s2 = v128.load(own + at, 32);
    let s3 = v128.load(own + at, 48);
    let above = a;
    for (let k = 0; k < i; k++) {
      const factor = splat(above, i);
      s0 = minus(s0, times(factor, v128.load(above + at)));
      s1 = minus(s1, times(factor, v128.load(above + at, 16)));
      s2 = minus(s2, times(factor, v128.load(above + at, 32)));
      s3 = minus(s3, times(factor, v128.load(above + at, 48)));
      above += row;
    }
    v128.store(own + at, s0);
    v128.store(own + at, s1, 16);
    v128.store(own + at, s2, 32);
    v128.store(own + at, s3, 48);
  }
  for (; at < width; at += vector) {
    let s = v128.load(own + at);
    let above = a;
    for (let k = 0; k < i; k++) {
      s = minus(s, times(splat(above, i), v128.load(above + at)));
      above += row;
    }
    v128.store(own + at, s);
  }
}

/** Solves Uᵀ U x = b for every column of b (n, width), in its place; the width is even. */
export function solve(n: i32, stride: i32, u: usize, width: i32, b: usize): void {
  const row = <usize>width << 3;
  const end = b + <usize>n * row;
  for (let column: usize = 0; column < row; column += vector) {
    let own = b + column;
    for (let i = 0; i < n; i++) {
      const factors = u + ((<usize>i * stride) << 3);
      const x = f64x2.div(v128.load(own), splat(factors, i));
      v128.store(own, x);
      let factor = factors + (<usize>i << 3);
      for (let other = own + row; other < end; other += row) {
        factor += 8;
        v128.store(other, minus(v128.load(other), times(v128.load64_splat(factor), x)));
      }
      own += row;
    }
    for (let i = n - 1; i >= 0; i--) {
      own -= row;
      const x = f64x2.div(v128.load(own), splat(u + ((<usize>i * stride) << 3), i));
      v128.store(own, x);
      let factor = u + (<usize>i << 3);
      for (let other = b + column; other < own; other += row) {
        v128.store(other, minus(v128.load(other), times(v128.load64_splat(factor), x)));
        factor += <usize>stride << 3;
      }
    }
  }
}
