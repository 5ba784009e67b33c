import type { Tridiagonal } from "../reduction.ts";

const negligible = 1e-20;

/**
 * The reduction of `tridiagonalise`, row by row as it is written down: what the fast one has to give to
 * the last bit.
 * @param a (n, n), overwritten
 * @param companions (count, n), rows r that are replaced by r Q
 */
export function plainTridiagonalise(
  a: Float64Array,
  n: number,
  companions: Float64Array,
): Tridiagonal {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + i]!));
  const nothing = negligible * largest * (negligible * largest);
  for (let k = 0; k < n - 1; k++) {
    diagonal[k] = a[k * n + k]!;
    // The reflection I - 2 v vᵀ / (vᵀ v) that turns column k below the diagonal into (alpha, 0, …).
    let rest = 0;
    for (let i = k + 2; i < n; i++) rest += a[k * n + i]! * a[k * n + i]!;
    const first = a[k * n + k + 1]!;
    if (rest <= nothing) {
      offDiagonal[k] = first;
      continue;
    }
    const alpha = first > 0 ? -Math.sqrt(first * first + rest) : Math.sqrt(first * first + rest);
    offDiagonal[k] = alpha;
    for (let i = k + 2; i < n; i++) v[i] = a[k * n + i]!;
    v[k + 1] = first - alpha;
    const factor = 2 / (v[k + 1]! * v[k + 1]! + rest);
    reflect(a, n, k + 1, v, w, factor);
    for (let row = 0; row < companions.length; row += n) {
      let product = 0;
      for (let i = k + 1; i < n; i++) product += companions[row + i]! * v[i]!;
      product *= factor;
      for (let i = k + 1; i < n; i++) companions[row + i] = companions[row + i]! - product * v[i]!;
    }
  }
  if (n > 0) diagonal[n - 1] = a[n * n - 1]!;
  return { diagonal, offDiagonal };
}

/** A <- H A H on rows and columns from `first` on, H = I - factor v vᵀ: A - v wᵀ - w vᵀ. */
function reflect(
  a: Float64Array,
  n: number,
  first: number,
  v: Float64Array,
  w: Float64Array,
  factor: number,
): void {
  let product = 0;
  for (let i = first; i < n; i++) {
    let sum = 0;
    for (let j = first; j < n; j++) sum += a[i * n + j]! * v[j]!;
    w[i] = factor * sum;
    product += v[i]! * w[i]!;
  }
  for (let i = first; i < n; i++) w[i] = w[i]! - 0.5 * factor * product * v[i]!;
  for (let i = first; i < n; i++) {
    const vi = v[i]!;
    const wi = w[i]!;
    for (let j = first; j < n; j++) a[i * n + j] = a[i * n + j]! - vi * w[j]! - wi * v[j]!;
  }
}
