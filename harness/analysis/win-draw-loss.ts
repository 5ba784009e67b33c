import { nineDecimals } from "./decimals.ts";

/** How the first of two methods does on a data set. */
export type Outcome = "win" | "draw" | "loss";

/** On how many data sets the first of two methods is better, as good, worse. */
export interface WinDrawLoss {
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
}

/**
 * Outcome of a difference of accuracies (first minus second, percentage points): a draw up to the
 * tolerance; with tolerance 0, where they are equal to nine decimals.
 */
export function outcomeOf(difference: number, tolerance: number): Outcome {
  if (nineDecimals(Math.abs(difference) - tolerance) <= 0) return "draw";
  return difference > 0 ? "win" : "loss";
}

/** Counts outcomes. */
export function winDrawLoss(outcomes: readonly Outcome[]): WinDrawLoss {
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return { wins: count("win"), draws: count("draw"), losses: count("loss") };
}
