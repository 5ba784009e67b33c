import { pchisq, pf } from "lib-r-math.js";
import { HarnessError } from "../errors.ts";
import { averageRanks, tieSizes } from "./ranks.ts";

/** Outcome of the Friedman test on n data sets and k methods. */
export interface Friedman {
  /** Mean rank of each method, 1 = best, ties share the average rank. */
  readonly meanRanks: readonly number[]; // (k)
  /** Friedman's chi-squared, corrected for ties. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** P(chi-squared with k - 1 degrees of freedom >= statistic). */
  readonly p: number;
  /** Iman and Davenport's less conservative F = (n - 1) chi2 / (n (k - 1) - chi2). */
  readonly imanDavenport: {
    readonly statistic: number;
    readonly degreesOfFreedom: readonly [number, number];
    readonly p: number;
  };
}

/**
 * Friedman's test of the hypothesis that all methods are equally good:
 *
 *     chi2 = 12 n / (k (k + 1)) sum_j (R_j - (k + 1) / 2)^2 / (1 - sum (t^3 - t) / (n k (k^2 - 1)))
 *
 * with mean ranks R_j and t the sizes of the groups of equal accuracies within a data set
 * (Demšar, JMLR 7 (2006), without the divisor; with it as scipy.stats.friedmanchisquare). Where the
 * methods tie on every data set the statistic is 0 and p is 1.
 *
 * @param percents accuracies, more is better (data sets, methods)
 * Throws where there are fewer than two methods or data sets, or an accuracy is not finite.
 */
export function friedman(percents: readonly (readonly number[])[]): Friedman {
  const n = percents.length;
  const k = percents[0]?.length ?? 0;
  if (k < 2 || n < 2) {
    throw new HarnessError(
      "data",
      `the Friedman test needs at least 2 methods on 2 data sets, found ${k} on ${n}`,
    );
  }
  if (percents.some((row) => row.length !== k || !row.every(Number.isFinite))) {
    throw new HarnessError(
      "data",
      "the Friedman test needs an accuracy of every method everywhere",
    );
  }
  const sums = new Array<number>(k).fill(0);
  let ties = 0;
  for (const row of percents) {
    for (const [j, rank] of averageRanks(row.map((percent) => -percent)).entries()) {
      sums[j]! += rank;
    }
    for (const t of tieSizes(row)) ties += t * t * t - t;
  }
  const meanRanks = sums.map((sum) => sum / n);
  const divisor = 1 - ties / (n * k * (k * k - 1));
  const spread = meanRanks.reduce((sum, rank) => sum + (rank - (k + 1) / 2) ** 2, 0);
  const statistic = divisor > 0 ? ((12 * n) / (k * (k + 1))) * (spread / divisor) : 0;
  const remainder = n * (k - 1) - statistic;
  // all data sets rank the methods alike: nothing remains but rounding
  const unanimous = remainder <= 1e-9 * n * k;
  const f = unanimous ? Number.POSITIVE_INFINITY : ((n - 1) * statistic) / remainder;
  const degreesOfFreedom = [k - 1, (k - 1) * (n - 1)] as const;
  return {
    meanRanks,
    statistic,
    degreesOfFreedom: k - 1,
    p: pchisq(statistic, k - 1, undefined, false),
    imanDavenport: {
      statistic: f,
      degreesOfFreedom,
      p: unanimous ? 0 : pf(f, ...degreesOfFreedom, undefined, false),
    },
  };
}
