import { factorise, solveFactorised } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";

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
  targets: ArrayLike<number>,
  ridge: number,
): Float64Array | undefined {
  const n = gram.rows;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  return new RidgeSystem(n).solve(gram, all, targets, ridge);
}

/**
 * f at other data points.
 * @param cross (n', n), K between them and the training points
 * @param coefficients α (n)
 */
export function ridgePredictions(cross: Matrix, coefficients: Float64Array): Float64Array {
  const predictions = new Float64Array(cross.rows);
  for (let i = 0; i < cross.rows; i++) {
    predictions[i] = predictionOf(cross, i, undefined, coefficients);
  }
  return predictions;
}

/**
 * Squared error of k-fold cross-validation, summed over all training points, for each ridge.
 * A ridge with which some fold cannot be solved has the error Infinity.
 * @param folds (n), the fold of each training point, which is predicted from the other folds
 * @param ridges λ, one an entry of the result
 */
export function ridgeValidation(
  gram: Matrix,
  targets: ArrayLike<number>,
  folds: ArrayLike<number>,
  ridges: readonly number[],
): Float64Array {
  const n = gram.rows;
  const errors = new Float64Array(ridges.length);
  const points = Array.from({ length: n }, (_, i) => i);
  for (const fold of new Set(Array.from(folds))) {
    const kept = Int32Array.from(points.filter((i) => folds[i] !== fold));
    const held = points.filter((i) => folds[i] === fold);
    const system = new RidgeSystem(kept.length);
    for (const [r, ridge] of ridges.entries()) {
      if (errors[r] === Number.POSITIVE_INFINITY) continue;
      const coefficients = system.solve(gram, kept, targets, ridge);
      errors[r] =
        coefficients === undefined
          ? Number.POSITIVE_INFINITY
          : errors[r]! + squaredError(gram, held, kept, targets, coefficients);
    }
  }
  return errors;
}

/** Buffers for systems of one size: a search solves thousands of them. */
class RidgeSystem {
  readonly #size: number;
  readonly #matrix: Float64Array; // (size, size)
  readonly #solution: Float64Array; // (size)

  constructor(size: number) {
    this.#size = size;
    this.#matrix = new Float64Array(size * size);
    this.#solution = new Float64Array(size);
  }

  /** α of the points `kept`; valid until the next call. */
  solve(gram: Matrix, kept: Int32Array, targets: ArrayLike<number>, ridge: number) {
    const size = this.#size;
    const matrix = this.#matrix;
    for (let i = 0; i < size; i++) {
      const row = kept[i]! * gram.columns;
      for (let j = 0; j <= i; j++) matrix[i * size + j] = gram.values[row + kept[j]!]!;
      matrix[i * size + i] = matrix[i * size + i]! + ridge;
      this.#solution[i] = targets[kept[i]!]!;
    }
    if (!factorise(matrix, size)) return undefined;
    solveFactorised(matrix, size, this.#solution);
    return this.#solution;
  }
}

function predictionOf(
  gram: Matrix,
  row: number,
  columns: Int32Array | undefined,
  coefficients: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < coefficients.length; j++) {
    sum += gram.values[row * gram.columns + (columns?.[j] ?? j)]! * coefficients[j]!;
  }
  return sum;
}

function squaredError(
  gram: Matrix,
  held: readonly number[],
  kept: Int32Array,
  targets: ArrayLike<number>,
  coefficients: Float64Array,
): number {
  let sum = 0;
  for (const i of held) {
    const error = targets[i]! - predictionOf(gram, i, kept, coefficients);
    sum += error * error;
  }
  return sum;
}
