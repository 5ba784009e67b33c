/** A dense matrix of float64 in row-major order: entry (i, j) is `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array; // (rows, columns)
}

/** Whether no value is NaN or infinite. */
export function allFinite(values: Float64Array): boolean {
  const { length } = values;
  let [even, odd] = [0, 0]; // NaN as soon as one is not, and 0 otherwise; two, as each waits for its last
  for (let k = 1; k < length; k += 2) {
    even += 0 * values[k - 1]!;
    odd += 0 * values[k]!;
  }
  return even + odd + 0 * (values[length - 1] ?? 0) === 0;
}
