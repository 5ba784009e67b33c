/** Settings of the C-SVM other than C. */
export interface SvcSettings {
  /** Largest violation of the optimality (KKT) conditions that is accepted; LIBSVM's `-e`. */
  readonly tolerance: number;
  /** Cap on the iterations of a two-class machine; LIBSVM's rule unless given (`iterationLimit`). */
  readonly maxIterations?: number | undefined;
  /**
   * Precision in which the solver sees the entries of the training Gram. LIBSVM and scikit-learn hold
   * them in float32, except in decision values and for the diagonal in the curvature of a step.
   */
  readonly gramPrecision: GramPrecision;
}

export type GramPrecision = "float64" | "float32";

/** max(10^7, 100 l) iterations for l training cases: the cap of LIBSVM, which scikit-learn has not. */
export function iterationLimit(settings: SvcSettings, cases: number): number {
  return settings.maxIterations ?? Math.max(10_000_000, 100 * cases);
}

/** Places of the values of C in ascending order: that in which they share work. */
export function ascending(C: readonly number[]): readonly number[] {
  return C.map((_, c) => c).sort((a, b) => C[a]! - C[b]! || a - b);
}
