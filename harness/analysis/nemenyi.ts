import { qtukey } from "lib-r-math.js";
import { HarnessError } from "../errors.ts";

/**
 * Nemenyi's critical difference of two mean ranks,
 *
 *     CD = q sqrt(k (k + 1) / (6 n)),
 *
 * for k methods on n data sets; q is the upper `alpha` quantile of the studentized range of k
 * groups with infinite degrees of freedom, divided by sqrt 2 (Demšar, JMLR 7 (2006), table 5a).
 */
export function criticalDifference(methods: number, datasets: number, alpha: number): number {
  if (!(methods >= 2) || !(datasets >= 1)) {
    throw new HarnessError(
      "data",
      `a critical difference needs at least 2 methods on 1 data set, found ${methods} on ${datasets}`,
    );
  }
  if (!(alpha > 0 && alpha < 1)) {
    throw new HarnessError("usage", `the significance level is ${alpha}, expected 0 < alpha < 1`);
  }
  const q = qtukey(1 - alpha, methods, Number.POSITIVE_INFINITY) / Math.SQRT2;
  return q * Math.sqrt((methods * (methods + 1)) / (6 * datasets));
}
