/*
 * The value that the page carries for its scripts, as JSON: the report writes it, the scripts read it.
 * Type aliases, because an interface is no JSON value to TypeScript.
 */

/** A key of the search that has several values. */
export type AxisDetails = {
  readonly name: string;
  readonly values: readonly string[];
};

/** Indices of two different axes of a search. */
export type AxisPair = readonly [across: number, down: number];

/** What the search of a method found on a data set. */
export type SearchDetails = {
  readonly axes: readonly AxisDetails[];
  /** Index of the chosen value on every axis. */
  readonly chosen: readonly number[]; // (axes)
  /** The axes that are shown first; `null` where there are not two. */
  readonly first: AxisPair | null;
  /**
   * Validation accuracies in tenths of a percent by a pair of axes, `<i>-<j>` with i < j, row-major;
   * `null` where no candidate could be trained, no pairs where pruning left candidates unknown.
   */
  readonly surfaces: { readonly [pair: string]: readonly (number | null)[] }; // (values of i, values of j)
  /** How many of the measured ties have how many test cases right, best first. */
  readonly ties: readonly (readonly [right: number, candidates: number])[];
  /** Test cases by index of true and predicted class, those that occur. */
  readonly confusion: readonly (readonly [label: number, predicted: number, cases: number])[];
};

/** What is behind the number of a method on a data set. */
export type MethodDetails = {
  readonly id: string;
  readonly label: string;
  readonly status: string;
  /** Names, and what is to be said under them. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  /** Absent where there is no result. */
  readonly search?: SearchDetails;
};

/** A row of the table of results. */
export type DatasetDetails = {
  readonly name: string;
  readonly classes: readonly string[];
  readonly testSize: number;
  readonly methods: readonly MethodDetails[];
};

/** Accuracies of published classifiers, in percent; `null` where there is none. */
export type PublishedDetails = {
  readonly classifiers: readonly string[];
  readonly datasets: readonly string[];
  readonly percents: readonly (readonly (number | null)[])[]; // (datasets, classifiers)
};

/** What the scripts of the page of results work on. */
export type PageDetails = {
  /** Colours of a surface from low to high, `#rrggbb`. */
  readonly ramp: readonly string[];
  readonly datasets: readonly DatasetDetails[];
  readonly published?: PublishedDetails;
};
