/** A dense matrix of float64 in row-major order: entry (i, j) is `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array; // (rows, columns)
}
