import { z } from "zod";

const count = z.int().nonnegative();

const convention = z.strictObject({
  name: z.string(),
  /** How many candidates of the grid classify so many test cases rightly, the fewest first. */
  reached: z.array(z.strictObject({ correct: count, candidates: count })),
  /** What is chosen, with every way of holding out cases that the convention draws; nothing without a candidate. */
  selections: z.array(
    z.strictObject({
      /** Best mean validation accuracy: best / denominator. */
      best: count,
      denominator: count,
      /** Candidates that share it. */
      ties: count,
      /** Rightly classified test cases of the first of them, and the fewest and most of any. */
      first: count,
      least: count,
      most: count,
    }),
  ),
});

/** `result` of a record of the experiment on conventions: those that share the recursions of a grid, on one data set. */
export const conventionsResultSchema = z.strictObject({
  trainSize: count,
  testSize: count,
  settings: count,
  conventions: z.array(convention),
});

export type ConventionsResult = z.infer<typeof conventionsResultSchema>;

/** What a convention comes to on a data set. */
export type ConventionOutcome = ConventionsResult["conventions"][number];
