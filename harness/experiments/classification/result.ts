import { z } from "zod";

const count = z.int().nonnegative();

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A list of them, checked as one value: a validation surface has thousands. */
const counts = z.custom<number[]>(
  (value) => Array.isArray(value) && value.every(isCount),
  "must be a list of whole numbers, 0 or more",
);

/** The same, with `null` for what is not known. */
const numerators = z.custom<(number | null)[]>(
  (value) => Array.isArray(value) && value.every((one) => one === null || isCount(one)),
  "must be a list of whole numbers, 0 or more, or null",
);

/** A tied optimum with the number of test cases that it classifies rightly. */
const tie = z.strictObject({ candidate: count, testCorrect: count });

/** A training of the search that diverged: the candidate is then not chosen. */
const divergence = z.strictObject({
  candidate: count,
  fold: count,
  /** From 1 on. */
  epoch: z.int().positive(),
});

/** The outcome of model selection with one fold seed, and of the refit of what it chose. */
export const selectionSchema = z.strictObject({
  foldSeed: z.int(),
  /** Things that the folds made necessary, such as fewer folds than asked for. */
  notes: z.array(z.string()),
  /**
   * Mean accuracy over the folds of every candidate, exact: numerators[candidate] / denominator; with
   * leave-one-out the cases classified rightly. `null` for a candidate that could not be trained or that
   * diverged in a fold, and for the whole list after pruning, which leaves some of them unknown.
   */
  validation: z.strictObject({
    denominator: count,
    best: count,
    numerators: numerators.nullable(),
    /** By candidate, then by fold; absent where none diverged. */
    diverged: z.array(divergence).optional(),
  }),
  /** Index of the chosen candidate in grid order. */
  chosen: count,
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
    /** Score of every class for every test case, where the method has them. */
    scores: z.array(z.array(z.number())).optional(),
  }),
  /** What the method tells of the chosen model; the method has its schema. */
  fit: z.record(z.string(), z.json()),
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
   * The grid's keys and their values, in grid order; candidates are its points, the last key varying
   * fastest. A list, because the keys of an object are sorted in a record.
   */
  grid: z.array(
    z.strictObject({
      key: z.string(),
      values: z.array(z.union([z.number(), z.string(), z.boolean()])),
    }),
  ),
  /** One a fold seed. */
  selections: z.array(selectionSchema),
});

export type ClassificationResult = z.infer<typeof classificationResultSchema>;
export type Divergence = z.infer<typeof divergence>;
export type Selection = z.infer<typeof selectionSchema>;
