import { nineDecimals } from "./decimals.ts";

/** On how many data sets the first of two methods is better, as good, worse. */
export interface WinDrawLoss {
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
}

/**
 * Counts differences of accuracies (first minus second, percentage points) above, within and below
 * the tolerance of their own data set; 0 counts what is equal to nine decimals as a draw.
 */
export function winDrawLoss(
  differences: readonly number[],
  tolerance: (index: number) => number = () => 0,
): WinDrawLoss {
  let wins = 0;
  let losses = 0;
  for (const [i, difference] of differences.entries()) {
    const beyond = nineDecimals(Math.abs(difference) - tolerance(i)) > 0;
    if (beyond && difference > 0) wins++;
    if (beyond && difference < 0) losses++;
  }
  return { wins, draws: differences.length - wins - losses, losses };
}
