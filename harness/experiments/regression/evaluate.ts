import { padTo } from "../../data/prepare/length.ts";
import { HarnessError } from "../../errors.ts";
import type { Kernel, Setting } from "../../kernels/kernel.ts";
import { makeFolds } from "../../learners/folds.ts";
import {
  ridgeCoefficients,
  ridgePredictions,
  ridgeValidation,
} from "../../learners/kernel-ridge.ts";
import type { Windows } from "./windows.ts";

/** How the kernel's setting and the ridge are chosen. */
export interface RidgeSearch {
  readonly settings: readonly Setting[];
  readonly ridges: readonly number[];
  readonly folds: number;
  /** Text that decides the folds. */
  readonly seed: string;
  /** Length up to which windows are padded for a kernel that needs one length, and where. */
  readonly longest: number;
  readonly padding: "start" | "end";
}

/** Predictions for the test windows, and what was chosen, as indices. */
export interface Prediction {
  readonly values: Float64Array; // (n')
  readonly setting: number;
  readonly ridge: number;
}

interface Candidate {
  readonly error: number;
  readonly setting: number;
  readonly ridge: number;
}

/**
 * Kernel ridge regression from windows to the value after each: setting and ridge with the least squared
 * error of a k-fold cross-validation (the first where several have it), refit on all training windows.
 */
export function predictWindows(
  kernel: Kernel,
  search: RidgeSearch,
  train: Windows,
  test: Windows,
): Prediction {
  const take = ({ sequences }: Windows) =>
    kernel.unequalLengths ? sequences : padTo(sequences, search.longest, search.padding);
  const x = take(train);
  const { assignment } = makeFolds({
    labels: new Int32Array(x.count),
    folds: search.folds,
    seed: search.seed,
    stratification: "none",
  });
  const candidates: Candidate[] = [];
  let setting = 0;
  for (const gram of kernel.grams(x, search.settings)) {
    const errors = ridgeValidation(gram, train.targets, assignment, search.ridges);
    for (const [ridge, error] of errors.entries()) candidates.push({ error, setting, ridge });
    setting++;
  }
  candidates.sort((a, b) => (a.error === b.error ? 0 : a.error - b.error));
  for (const { error, setting, ridge } of candidates) {
    if (error === Number.POSITIVE_INFINITY) break;
    const chosen = search.settings[setting]!;
    const [gram] = kernel.grams(x, [chosen]);
    const coefficients = ridgeCoefficients(gram!, train.targets, search.ridges[ridge]!);
    // Without a ridge the whole Gram can be singular where those of the folds were not.
    if (coefficients === undefined) continue;
    const [cross] = kernel.crossGrams(take(test), x, [chosen]);
    return { values: ridgePredictions(cross!, coefficients), setting, ridge };
  }
  throw new HarnessError(
    "compute",
    `no ridge of the grid makes the ${kernel.label} Gram of the training windows positive definite`,
    "add a larger ridge",
  );
}
