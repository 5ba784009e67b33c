/** Settings of the C-SVM other than C. */
export interface SvcSettings {
  /** Largest violation of the optimality (KKT) conditions that is accepted; LIBSVM's `-e`. */
  readonly tolerance: number;
  /** Cap on the iterations of a two-class machine; LIBSVM's rule unless given. */
  readonly maxIterations?: number | undefined;
  /**
   * Precision in which the solver sees the entries of the training Gram. LIBSVM and scikit-learn hold
   * them in float32, except in decision values and for the diagonal in the curvature of a step; with
   * `float32` the iterates are theirs (without shrinking) to the last bit. The dual objective is that of
   * the entries as the solver sees them.
   */
  readonly gramPrecision: GramPrecision;
}

export type GramPrecision = "float64" | "float32";

/** LIBSVM's cap is max(10^7, 100 l) for l cases: 10^7 for all l of which a Gram fits into memory. */
export function iterationLimit(settings: SvcSettings): number {
  return settings.maxIterations ?? 10_000_000;
}

/** Indices of the values of C in ascending order, in which a solution starts from that of the C before. */
export function ascending(C: readonly number[]): readonly number[] {
  return C.map((_, c) => c).sort((a, b) => C[a]! - C[b]! || a - b);
}
