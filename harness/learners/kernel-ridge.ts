import { factorise, solveFactorised } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { solveShifted, tridiagonalise } from "../math/tridiagonal.ts";

/**
 * Kernel ridge regression: f(x) = Σ_i α_i K(x_i, x) with (K + λ I) α = y, which minimises
 * Σ_i (y_i - f(x_i))² + λ |f|² over the kernel's function space.
 * @param gram (n, n), symmetric
 * @param targets (n)
 * @param ridge λ >= 0, in the units of the kernel
 * @returns α (n), or `undefined` where K + λ I is not positive definite to working precision
 */
export function ridgeCoefficients(
  gram: Matrix,
  targets: Float64Array,
  ridge: number,
): Float64Array | undefined {
  const n = gram.rows;
  const factor = gram.values.slice();
  for (let i = 0; i < n; i++) factor[i * n + i] = factor[i * n + i]! + ridge;
  if (!factorise(factor, n)) return undefined;
  const coefficients = targets.slice();
  solveFactorised(factor, n, coefficients);
  return coefficients;
}

/**
 * f at other data points.
 * @param cross (n', n), K between them and the training points
 * @param coefficients α (n)
 */
export function ridgePredictions(cross: Matrix, coefficients: Float64Array): Float64Array {
  const n = cross.columns;
  const predictions = new Float64Array(cross.rows);
  for (let i = 0; i < cross.rows; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += cross.values[i * n + j]! * coefficients[j]!;
    predictions[i] = sum;
  }
  return predictions;
}

/**
 * Squared error of k-fold cross-validation, summed over all training points, for each ridge.
 * A ridge with which some fold cannot be solved has the error Infinity.
 *
 * A fold's Gram is made tridiagonal once, Q T Qᵀ; then K_held α = (K_held Q) (T + λ I)⁻¹ (Qᵀ y)
 * takes n steps a ridge instead of n³.
 * @param folds (n), the fold of each training point, which is predicted from the other folds
 * @param ridges λ, one an entry of the result
 */
export function ridgeValidation(
  gram: Matrix,
  targets: Float64Array,
  folds: Int32Array,
  ridges: readonly number[],
): Float64Array {
  const errors = new Float64Array(ridges.length);
  for (const fold of new Set(folds)) addFoldErrors(errors, gram, targets, folds, fold, ridges);
  return errors;
}

function addFoldErrors(
  errors: Float64Array,
  gram: Matrix,
  targets: Float64Array,
  folds: Int32Array,
  fold: number,
  ridges: readonly number[],
): void {
  const kept: number[] = [];
  const held: number[] = [];
  for (const [i, own] of folds.entries()) (own === fold ? held : kept).push(i);
  const size = kept.length;
  const matrix = new Float64Array(size * size);
  // The targets, then K of each held-out point: the rows to which Q is applied.
  const rows = new Float64Array((1 + held.length) * size);
  for (let j = 0; j < size; j++) {
    const column = kept[j]!;
    rows[j] = targets[column]!;
    for (let i = 0; i < size; i++) {
      matrix[i * size + j] = gram.values[kept[i]! * gram.columns + column]!;
    }
    for (let h = 0; h < held.length; h++) {
      rows[(h + 1) * size + j] = gram.values[held[h]! * gram.columns + column]!;
    }
  }
  const tridiagonal = tridiagonalise(matrix, size, rows);
  const solution = new Float64Array(size);
  const pivots = new Float64Array(size);
  for (let r = 0; r < ridges.length; r++) {
    if (!solveShifted(tridiagonal, ridges[r]!, rows, solution, pivots)) {
      errors[r] = Number.POSITIVE_INFINITY;
      continue;
    }
    for (let h = 0; h < held.length; h++) {
      let error = targets[held[h]!]!;
      const row = (h + 1) * size;
      for (let j = 0; j < size; j++) error -= rows[row + j]! * solution[j]!;
      errors[r] = errors[r]! + error * error;
    }
  }
}
