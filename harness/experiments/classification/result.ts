import { z } from "zod";

const count = z.int().nonnegative();

/** A list of them, checked as one value: a validation surface has thousands. */
const counts = z.custom<number[]>(
  (value) =>
    Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && (one as number) >= 0),
  "must be a list of whole numbers, 0 or more",
);

/** One point of the search: a setting of the kernel's grid and a C, both with their place. */
const candidate = z.strictObject({
  /** Index of the setting in grid order (last key fastest). */
  setting: count,
  /** Index of C in the task's list. */
  c: count,
});

/** A tied optimum with the number of test cases that it classifies rightly. */
const tie = candidate.extend({ testCorrect: count });

/** The training Gram of a setting, so that it can be recognised and judged. */
const gramFacts = z.strictObject({
  /** Of its entries as little-endian float64, row by row. */
  sha256: z.string(),
  /** A seeded sample. */
  entries: z.array(z.strictObject({ row: count, column: count, value: z.number() })),
  smallestEigenvalue: z.number(),
  largestEigenvalue: z.number(),
});

export type GramFacts = z.infer<typeof gramFacts>;

/** The outcome of model selection with one fold seed, and of the refit of what it chose. */
export const selectionSchema = z.strictObject({
  foldSeed: z.int(),
  /** Things that the folds made necessary, such as fewer folds than asked for. */
  notes: z.array(z.string()),
  /**
   * Mean accuracy over the folds of every candidate, exact: numerators[setting][c] / denominator.
   * `null` where pruning left some of them unknown.
   */
  validation: z.strictObject({
    denominator: count,
    best: count,
    numerators: z.array(counts).nullable(),
  }),
  chosen: candidate,
  ties: z.strictObject({
    /** How many candidates share the best validation accuracy. */
    count,
    /** Those whose test accuracy was measured: all, or a seeded sample; the chosen one is among them. */
    recorded: z.array(tie),
  }),
  test: z.strictObject({
    correct: count,
    /** Predicted class of every test case, as index into `classes`. */
    predictions: counts,
    supportVectors: count,
    iterations: count,
    converged: z.boolean(),
  }),
  /** Training Gram of the chosen setting. */
  gram: gramFacts,
});

/** `result` of a classification record. */
export const classificationResultSchema = z.strictObject({
  data: z.strictObject({
    classes: z.array(z.string()),
    trainSize: count,
    testSize: count,
    dimension: count,
    shortest: count,
    longest: count,
    trainClassCounts: counts,
    notes: z.array(z.string()),
  }),
  /** Class of every test case, as index into `classes`. */
  testLabels: counts,
  /**
   * The grid's keys and their values, in grid order; settings are their product, the last key
   * varying fastest. A list, because the keys of an object are sorted in a record.
   */
  grid: z.array(
    z.strictObject({
      key: z.string(),
      values: z.array(z.union([z.number(), z.string(), z.boolean()])),
    }),
  ),
  C: z.array(z.number()),
  /** One a fold seed. */
  selections: z.array(selectionSchema),
});

export type ClassificationResult = z.infer<typeof classificationResultSchema>;
export type Selection = z.infer<typeof selectionSchema>;
