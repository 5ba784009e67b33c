/** A pivot below this fraction of the largest diagonal entry is rounding noise: the matrix counts as singular. */
export const smallestPivot = 1e-13;

/**
 * Replaces the lower triangle of a symmetric A by its Cholesky factor L, A = L Lᵀ.
 * @param a (n, n) row-major; only the lower triangle is read and written
 * @returns false where A is not positive definite to working precision; `a` is then of no use
 */
export function factorise(a: Float64Array, n: number): boolean {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i]!);
  const threshold = n * smallestPivot * largest;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      const other = j * n;
      let sum = a[row + j]!;
      for (let k = 0; k < j; k++) sum -= a[row + k]! * a[other + k]!;
      a[row + j] = sum / a[other + j]!;
    }
    let pivot = a[row + i]!;
    for (let k = 0; k < i; k++) pivot -= a[row + k]! * a[row + k]!;
    if (!(pivot > threshold)) return false;
    a[row + i] = Math.sqrt(pivot);
  }
  return true;
}

/**
 * Solves L Lᵀ x = b in place of b.
 * @param factor (n, n) whose lower triangle is L, as `factorise` leaves it
 * @param b (n)
 */
export function solveFactorised(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * b[k]!;
    b[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / factor[i * n + i]!;
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] = b[k]! - factor[i * n + k]! * x;
  }
}
