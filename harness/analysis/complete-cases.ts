import { HarnessError } from "../errors.ts";
import { nineDecimals } from "./decimals.ts";

/** Accuracy of one method on one data set. */
export interface Accuracy {
  readonly dataset: string;
  readonly method: string;
  /** Fraction of the test cases that are classified rightly, in percent. */
  readonly percent: number;
}

/** The data sets on which every method has an accuracy, and those that were left out. */
export interface CompleteCases {
  /** In order of first appearance. */
  readonly methods: readonly string[];
  /** In order of first appearance. */
  readonly datasets: readonly string[];
  readonly percents: readonly (readonly number[])[]; // (datasets, methods)
  readonly incomplete: readonly { readonly dataset: string; readonly missing: readonly string[] }[];
}

/**
 * Orders accuracies into a table without gaps: a data set enters only if all methods have an
 * accuracy on it, so that every score is taken over the same data sets.
 *
 * Throws where an accuracy is no percentage or stands there twice.
 */
export function completeCases(accuracies: readonly Accuracy[]): CompleteCases {
  const methods = [...new Set(accuracies.map(({ method }) => method))];
  const rows = new Map<string, Map<string, number>>();
  for (const { dataset, method, percent } of accuracies) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new HarnessError(
        "data",
        `the accuracy of ${method} on ${dataset} is ${percent}, expected a percentage from 0 to 100`,
      );
    }
    const row = rows.get(dataset) ?? new Map<string, number>();
    if (row.has(method)) {
      throw new HarnessError("data", `${method} has two accuracies on ${dataset}`);
    }
    rows.set(dataset, row.set(method, nineDecimals(percent)));
  }
  const all = [...rows].map(([dataset, row]) => ({
    dataset,
    row,
    missing: methods.filter((method) => !row.has(method)),
  }));
  const complete = all.filter(({ missing }) => missing.length === 0);
  return {
    methods,
    datasets: complete.map(({ dataset }) => dataset),
    percents: complete.map(({ row }) => methods.map((method) => row.get(method)!)),
    incomplete: all
      .filter(({ missing }) => missing.length > 0)
      .map(({ dataset, missing }) => ({ dataset, missing })),
  };
}
