import { withLinearAlgebra } from "../wasm/linear-algebra-memory.ts";
import { smallestPivot } from "./cholesky.ts";
import { placeReduction, reduceThere, type Tridiagonal } from "./reduction.ts";

/** Rows to which reflections are applied together; see `wasm/assembly/linear-algebra/reflect.ts`. */
const tileWidth = 8;

/**
 * Householder's reduction A = Q T Qᵀ of a symmetric matrix, which makes every system
 * (A + λ I) x = b after it one of n steps: T + λ I is tridiagonal too.
 * @param a (n, n)
 * @param companions (count, n), rows r that are replaced by r Q
 */
export function tridiagonalise(a: Float64Array, n: number, companions: Float64Array): Tridiagonal {
  const bytes = (base: number) => placeReduction(n, base).end + 8 * tileWidth * n;
  return withLinearAlgebra(bytes, (lent, memory) => {
    const places = placeReduction(n, lent.base);
    const tridiagonal = reduceThere(lent, memory, places, a, n, "reduce");
    const { stride, matrix, factors, end: tile } = places;
    for (let first = 0; first < companions.length; first += tileWidth * n) {
      const rows = companions.subarray(first, first + tileWidth * n);
      const columns = memory.subarray(tile / 8, tile / 8 + tileWidth * n).fill(0);
      for (const [k, value] of rows.entries())
        columns[(k % n) * tileWidth + (k - (k % n)) / n] = value;
      lent.functions.reflectRows(n, stride, matrix, factors, tile);
      for (let k = 0; k < rows.length; k++)
        rows[k] = columns[(k % n) * tileWidth + (k - (k % n)) / n]!;
    }
    return tridiagonal;
  });
}

/**
 * Solves (T + shift I) x = b into `x`.
 * @param pivots (n), working space
 * @returns false where T + shift I is not positive definite to working precision
 */
export function solveShifted(
  { diagonal, offDiagonal }: Tridiagonal,
  shift: number,
  b: Float64Array,
  x: Float64Array,
  pivots: Float64Array,
): boolean {
  const n = diagonal.length;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, diagonal[i]! + shift);
  const threshold = n * smallestPivot * largest;
  let pivot = diagonal[0]! + shift;
  if (!(pivot > threshold)) return false;
  pivots[0] = pivot;
  x[0] = b[0]!;
  for (let i = 1; i < n; i++) {
    const ratio = offDiagonal[i - 1]! / pivot;
    pivot = diagonal[i]! + shift - ratio * offDiagonal[i - 1]!;
    if (!(pivot > threshold)) return false;
    pivots[i] = pivot;
    x[i] = b[i]! - ratio * x[i - 1]!;
  }
  x[n - 1] = x[n - 1]! / pivot;
  for (let i = n - 2; i >= 0; i--) x[i] = (x[i]! - offDiagonal[i]! * x[i + 1]!) / pivots[i]!;
  return true;
}
