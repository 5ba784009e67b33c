import { smallestPivot } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { after } from "../math/reduction.ts";
import { withLinearAlgebra } from "../wasm/linear-algebra-memory.ts";

/** Cholesky's factor of (K_RR + λ I) / s for some cases R. */
export interface RidgeCholesky {
  /** s, with which entries are of size 1. */
  readonly scale: number;
  /** Solves for the columns of b, in its place. */
  solve(b: Float64Array): void; // (cases, width)
}

/**
 * Lends the factor for the time of a computation; `undefined` where K_RR + λ I is not positive definite to working
 * precision. It keeps the digits of small entries where the diagonal outweighs the rest.
 * @param gram (n, n), symmetric
 * @param cases R, ascending
 * @param width number of columns that are solved for together, even
 */
export function withRidgeCholesky<Result>(
  gram: Matrix,
  cases: Int32Array,
  ridge: number,
  width: number,
  use: (factor: RidgeCholesky) => Result,
): Result | undefined {
  const size = cases.length;
  const stride = size + (size % 2);
  const columns = (base: number) => after(base, 8 * size * stride);
  const end = (base: number) => after(columns(base), 8 * size * width);
  return withLinearAlgebra(end, ({ functions, base }, memory) => {
    let largest = 0;
    for (const value of gram.values) largest = Math.max(largest, Math.abs(value));
    const scale = ridge + largest;
    for (let a = 0; a < size; a++) {
      const [from, to] = [cases[a]! * gram.columns, base / 8 + a * stride];
      for (let b = 0; b < size; b++) memory[to + b] = gram.values[from + cases[b]!]! / scale;
      memory[to + a] = (gram.values[from + cases[a]!]! + ridge) / scale;
    }
    if (functions.factorise(size, stride, base, size * smallestPivot) === 0) return undefined;
    return use({
      scale,
      solve(b) {
        memory.set(b, columns(base) / 8);
        functions.solve(size, stride, base, width, columns(base));
        b.set(memory.subarray(columns(base) / 8, columns(base) / 8 + b.length));
      },
    });
  });
}
