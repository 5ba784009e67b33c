import { pnorm, psignrank } from "lib-r-math.js";
import { HarnessError } from "../errors.ts";
import { nineDecimals } from "./decimals.ts";
import { averageRanks, tieSizes } from "./ranks.ts";

/** Outcome of the Wilcoxon signed-rank test on paired differences. */
export interface Wilcoxon {
  /** How p was found; `all-zero` where no difference is left to rank. */
  readonly method: "exact" | "normal" | "all-zero";
  /** Number of differences other than 0, which alone are ranked. */
  readonly nonzero: number;
  /** The smaller of the rank sums of the positive and of the negative differences. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
}

/** Up to this many untied differences the distribution is counted out, as scipy and R do. */
const exactUpTo = 50;

/**
 * Wilcoxon's signed-rank test of the hypothesis that the differences are symmetric about 0,
 * two-sided. Zeros are dropped (Wilcoxon's own way). Without ties and up to 50 differences p is
 * exact; otherwise it comes from the normal approximation, whose variance is corrected for ties,
 *
 *     mean n (n + 1) / 4,   variance n (n + 1) (2 n + 1) / 24 - sum (t^3 - t) / 48,
 *
 * without a continuity correction: as scipy.stats.wilcoxon of the differences other than 0. Where
 * all differences are 0, p is 1.
 *
 * @param differences of percentages, compared to nine decimals
 * Throws where there are none or one is not finite.
 */
export function wilcoxon(differences: readonly number[]): Wilcoxon {
  if (differences.length === 0) {
    throw new HarnessError("data", "the Wilcoxon test needs at least 1 difference, found none");
  }
  const notFinite = differences.find((difference) => !Number.isFinite(difference));
  if (notFinite !== undefined) {
    throw new HarnessError("data", `the Wilcoxon test cannot rank a difference of ${notFinite}`);
  }
  const ranked = differences.map(nineDecimals).filter((difference) => difference !== 0);
  const n = ranked.length;
  if (n === 0) return { method: "all-zero", nonzero: 0, statistic: 0, p: 1 };
  const sizes = ranked.map(Math.abs);
  const positive = averageRanks(sizes).reduce(
    (sum, rank, i) => (ranked[i]! > 0 ? sum + rank : sum),
    0,
  );
  const statistic = Math.min(positive, (n * (n + 1)) / 2 - positive);
  const groups = tieSizes(sizes);
  if (n <= exactUpTo && groups.length === n) {
    return { method: "exact", nonzero: n, statistic, p: Math.min(1, 2 * psignrank(statistic, n)) };
  }
  const ties = groups.reduce((sum, t) => sum + (t * t * t - t), 0);
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48;
  const z = (statistic - (n * (n + 1)) / 4) / Math.sqrt(variance);
  return { method: "normal", nonzero: n, statistic, p: Math.min(1, 2 * pnorm(z)) };
}
