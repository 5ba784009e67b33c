import { smallestPivot } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { type Tridiagonal, tridiagonalise } from "../math/tridiagonal.ts";
import { copyOf, newFloats } from "../memory.ts";

/** T + λ I = L D Lᵀ: L has ones on the diagonal and `ratios` below it. */
interface Pivots {
  readonly pivots: Float64Array; // (n), the diagonal of D
  /** Entry j stands in row j of L, left of the diagonal; the first is 0. */
  readonly ratios: Float64Array; // (n)
}

/** `undefined` where T + λ I is not positive definite to working precision. */
function pivotsOf({ diagonal, offDiagonal }: Tridiagonal, ridge: number): Pivots | undefined {
  const n = diagonal.length;
  const largest = diagonal.reduce((most, value) => Math.max(most, value + ridge), 0);
  const threshold = n * smallestPivot * largest;
  const pivots = new Float64Array(n);
  const ratios = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const beside = j === 0 ? 0 : offDiagonal[j - 1]!;
    ratios[j] = j === 0 ? 0 : beside / pivots[j - 1]!;
    pivots[j] = diagonal[j]! + ridge - ratios[j]! * beside;
    if (!(pivots[j]! > threshold)) return undefined;
  }
  return { pivots, ratios };
}

/**
 * One factorisation of a Gram, K = Q T Qᵀ with T tridiagonal, of which those of K + λ I for every ridge λ
 * follow in n² steps each: with T + λ I = L D Lᵀ it is (K + λ I)⁻¹ = V Vᵀ, V = Q L⁻ᵀ D^(-1/2).
 * @param gram (n, n), symmetric
 * @returns V of a ridge (n, n), a row a case, valid until the next is asked for; `undefined` where K + λ I
 *   is not positive definite to working precision
 */
export function ridgeFactor(gram: Matrix): (ridge: number) => Float64Array | undefined {
  const n = gram.rows;
  const q = newFloats(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  const tridiagonal = tridiagonalise(copyOf(gram.values), n, q);
  const v = newFloats(n * n);
  return (ridge) => {
    const found = pivotsOf(tridiagonal, ridge);
    if (found === undefined) return undefined;
    const { pivots, ratios } = found;
    const scales = pivots.map((pivot) => 1 / Math.sqrt(pivot));
    for (let row = 0; row < n * n; row += n) {
      let before = 0;
      for (let j = 0; j < n; j++) {
        before = q[row + j]! - ratios[j]! * before;
        v[row + j] = before * scales[j]!;
      }
    }
    return v;
  };
}
