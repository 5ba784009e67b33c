import type { z } from "zod";
import type { DatasetSize } from "../../data/locate.ts";
import type { Kernel } from "../../kernels/kernel.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { GridAxis } from "../grid.ts";
import type { Fact, FitFacts, FoldCounts, SearchRange, TestedCandidate } from "../method.ts";

/** Settings of a learner other than the values of its axis: plain values. */
export type LearnerSettings = { readonly [key: string]: number | string | null };

/** A learner with the values of its axis that are asked for, and its training cases. */
export interface LearnerTask {
  readonly values: readonly number[];
  readonly settings: LearnerSettings;
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
}

/**
 * A classifier on Grams. With a kernel it is a method whose grid is the kernel's, with the learner's own
 * axis (C of an SVM, the ridge of a regression) as the last: one training Gram serves all its values.
 */
export interface KernelLearner {
  /** Value of the key `learner` of an entry of `kernels:`, and name of the method. */
  readonly name: string;
  /** What it is, for the reference page of configs. */
  readonly description: string;
  /** Group of the config, under the learner's name, with the axis and the settings; `gramScale` joins them. */
  readonly schema: z.ZodObject;
  /** The axis and the rest of the checked group. */
  split(group: unknown): { readonly axis: GridAxis; readonly settings: LearnerSettings };
  /** Id and label of the method with a kernel. */
  identity(kernel: Kernel): { readonly id: string; readonly label: string };
  /** How closely a model with a value follows the training cases; see `Method.strength`. */
  strength(value: number): number;
  /** See `Method.leaveOneOut`. */
  leaveOneOut?(settings: LearnerSettings): boolean;
  /**
   * Rightly classified validation cases of one training Gram (n, n) after another: (Grams, values, seeds,
   * folds), as `Method.search` has them.
   */
  search(
    grams: Iterable<Matrix>,
    task: LearnerTask,
    range: Pick<SearchRange, "assignments" | "folds" | "pruning">,
  ): Int32Array;
  /** A model a value on all training cases. `crossGrams`: K(x_i, z_j) in blocks of test cases, each asked for once. */
  test(gram: Matrix, crossGrams: Iterable<Matrix>, task: LearnerTask): TestedCandidate[];
  /** Scores of the classes for the test cases, of the model of the task's only value. */
  scores?(gram: Matrix, crossGrams: Iterable<Matrix>, task: LearnerTask): number[][]; // (n', classes)
  /** Schema of the facts that `test` tells of a fit. */
  readonly fit: z.ZodObject;
  facts(fit: FitFacts): Fact[];
  readonly cost: {
    /** Fits of the search over the values on one Gram. */
    fits(values: number, trainSize: number, counts: FoldCounts): number;
    /** Rough seconds of that search. */
    searchSeconds(
      values: number,
      size: DatasetSize,
      counts: FoldCounts,
      settings: LearnerSettings,
    ): number;
    /** Rough seconds to train and to test with all values on one Gram. */
    testSeconds(values: number, size: DatasetSize, settings: LearnerSettings): number;
    /** Whether the fold seeds share most of the work, so that more of them cost little. */
    readonly seedsShareWork: boolean;
    /** Whether fits on some Grams take a thousand times as long as on others; see `Kernel.slowFits`. */
    readonly varies: boolean;
  };
}
