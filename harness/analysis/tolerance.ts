import { binomialError } from "./mean.ts";

/** What is known of two accuracies on one data set when one asks whether they differ. */
export interface Compared {
  /** Percent. */
  readonly a: number;
  readonly b: number;
  /** Number of test cases. */
  readonly testSize: number;
}

/** A difference that counts as a draw, with where it comes from. */
export interface Tolerance {
  readonly name: string;
  /** Its origin, to be said beside every count that depends on it. */
  readonly origin: string;
  /** Percentage points. */
  points(compared: Compared): number;
}

/** The tolerances that one can choose from. */
export const tolerances = [
  {
    name: "test-case",
    origin: "one test case: 100 / n points on n test cases",
    points: ({ testSize }) => 100 / testSize,
  },
  {
    name: "standard-error",
    origin:
      "one binomial standard error: 100 sqrt(p (1 - p) / n) points, p the mean of the two accuracies on n test cases",
    points: ({ a, b, testSize }) => {
      return 100 * binomialError((a + b) / 200, testSize);
    },
  },
  { name: "exact", origin: "none: only equal accuracies draw", points: () => 0 },
] as const satisfies readonly Tolerance[];
