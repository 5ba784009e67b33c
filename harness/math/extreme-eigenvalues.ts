import type { Matrix } from "./matrix.ts";
import type { Tridiagonal } from "./reduction.ts";
import { tridiagonalise } from "./tridiagonal.ts";

/** Number of eigenvalues below x: the negative pivots of T - x I (Sturm). */
function countBelow({ diagonal, offDiagonal }: Tridiagonal, x: number, tiny: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const beside = i === 0 ? 0 : offDiagonal[i - 1]!;
    pivot = diagonal[i]! - x - (beside * beside) / pivot;
    if (Math.abs(pivot) < tiny) pivot = -tiny;
    if (pivot < 0) count++;
  }
  return count;
}

/** The eigenvalue with `rank` eigenvalues below it, by bisection until the interval cannot shrink. */
function eigenvalue(t: Tridiagonal, rank: number, low: number, high: number, tiny: number): number {
  let [below, above] = [low, high];
  for (;;) {
    const middle = below + (above - below) / 2;
    if (!(middle > below && middle < above && above - below > tiny)) return middle;
    if (countBelow(t, middle, tiny) > rank) above = middle;
    else below = middle;
  }
}

/** The power of two next below |x|, exact to divide by; 1 for 0. */
function powerOfTwoBelow(x: number): number {
  if (x === 0) return 1;
  let power = 1;
  while (power > x) power /= 2;
  while (power <= x / 2) power *= 2;
  return power;
}

/**
 * Smallest and largest eigenvalue of a symmetric matrix: Householder's reduction to tridiagonal form,
 * then bisection with Sturm's count. Exact to about n ε |A|, the error of the reduction.
 * @param a (n, n), n >= 1; overwritten
 */
export function extremeEigenvalues(a: Matrix): { smallest: number; largest: number } {
  const n = a.rows;
  // Entries near 1, so that no square underflows or overflows.
  const scale = powerOfTwoBelow(
    a.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  for (let k = 0; k < a.values.length; k++) a.values[k]! /= scale;
  const t = tridiagonalise(a.values, n, new Float64Array(0));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const radius = Math.abs(t.offDiagonal[i - 1] ?? 0) + Math.abs(t.offDiagonal[i] ?? 0);
    low = Math.min(low, t.diagonal[i]! - radius); // Gershgorin
    high = Math.max(high, t.diagonal[i]! + radius);
  }
  if (low === high) return { smallest: scale * low, largest: scale * high };
  const tiny = 1e-17 * Math.max(Math.abs(low), Math.abs(high));
  return {
    smallest: scale * eigenvalue(t, 0, low - tiny, high + tiny, tiny),
    largest: scale * eigenvalue(t, n - 1, low - tiny, high + tiny, tiny),
  };
}
