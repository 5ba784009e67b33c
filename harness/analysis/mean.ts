import { mean } from "../math/mean.ts";

/** A mean with its standard error; the error is 0 for a single value. */
export interface MeanEstimate {
  readonly mean: number;
  readonly standardError: number;
  readonly count: number;
}

/** Mean and standard error (ddof 1) of at least one value. */
export function meanOf(values: readonly number[]): MeanEstimate {
  const count = values.length;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return {
    mean: centre,
    count,
    standardError: count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0,
  };
}

/** Standard error of a fraction of n cases: sqrt(p (1 - p) / n). */
export function binomialError(p: number, n: number): number {
  return Math.sqrt((p * (1 - p)) / n);
}

/** Half the width of a normal 95 % confidence interval, in standard errors. */
export const halfWidth95 = 1.959964;
