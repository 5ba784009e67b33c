import type { Matrix } from "./matrix.ts";
import { type Tridiagonal, tridiagonalise } from "./tridiagonal.ts";

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

/** The eigenvalue with `place` eigenvalues below it, by bisection until the interval cannot shrink. */
function eigenvalue(
  t: Tridiagonal,
  place: number,
  low: number,
  high: number,
  tiny: number,
): number {
  let [below, above] = [low, high];
  for (;;) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above || above - below <= tiny) return middle;
    if (countBelow(t, middle, tiny) > place) above = middle;
    else below = middle;
  }
}

/**
 * Smallest and largest eigenvalue of a symmetric matrix: Householder's reduction to tridiagonal form,
 * then bisection with Sturm's count. Exact to about n ε |A|, the error of the reduction.
 * @param a (n, n), n >= 1
 */
export function extremeEigenvalues(a: Matrix): { smallest: number; largest: number } {
  const n = a.rows;
  const t = tridiagonalise(a.values.slice(), n, new Float64Array(0));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const radius = Math.abs(t.offDiagonal[i - 1] ?? 0) + Math.abs(t.offDiagonal[i] ?? 0);
    low = Math.min(low, t.diagonal[i]! - radius); // Gershgorin
    high = Math.max(high, t.diagonal[i]! + radius);
  }
  if (low === high) return { smallest: low, largest: high };
  const tiny = 1e-17 * Math.max(Math.abs(low), Math.abs(high));
  return {
    smallest: eigenvalue(t, 0, low - tiny, high + tiny, tiny),
    largest: eigenvalue(t, n - 1, low - tiny, high + tiny, tiny),
  };
}
