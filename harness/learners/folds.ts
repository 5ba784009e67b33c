import { HarnessError } from "../errors.ts";
import { randomSource } from "../math/random.ts";

export interface FoldOptions {
  /** Class of every case, as index. */
  readonly labels: Int32Array; // (n)
  /** Number of folds asked for, 2 or more; n of them where there are fewer cases. */
  readonly folds: number;
  /** Text that decides the assignment. */
  readonly seed: string;
  /** `by-class` keeps the proportions of the classes in every fold, to within one case. */
  readonly stratification: "none" | "by-class";
}

export interface Folds {
  /** Number of folds k. */
  readonly count: number;
  /** Fold of every case, 0 … k - 1: the one in which the case is held out. */
  readonly assignment: Int32Array; // (n)
  /** Sentences on what the data made unavoidable. */
  readonly notes: readonly string[];
}

/**
 * Assigns n cases to k folds at random: the shuffled cases are dealt to the folds in turn, so that the
 * first n mod k folds get one case more than the others. With `by-class` the cases are shuffled within
 * their classes and dealt class after class, which spreads every class over the folds to within one case.
 *
 * Throws where there are fewer than 2 cases or fewer than 2 folds are asked for.
 */
export function makeFolds(options: FoldOptions): Folds {
  const { labels, stratification } = options;
  const n = labels.length;
  if (n < 2) {
    throw new HarnessError(
      "data",
      `Cross-validation needs at least 2 training cases, found ${n}.`,
      "Take a data set with more training cases.",
    );
  }
  if (!Number.isInteger(options.folds) || options.folds < 2) {
    throw new HarnessError(
      "config",
      `The number of folds is ${options.folds}, expected 2 or more.`,
    );
  }
  const count = Math.min(options.folds, n);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  randomSource(options.seed).shuffle(order);
  if (stratification === "by-class") order.sort((a, b) => labels[a]! - labels[b]!);
  const assignment = new Int32Array(n);
  for (const [dealt, i] of order.entries()) assignment[i] = dealt % count;
  return { count, assignment, notes: notesOn(labels, options.folds, count, assignment) };
}

function notesOn(labels: Int32Array, asked: number, count: number, fold: Int32Array): string[] {
  const notes: string[] = [];
  if (count < asked) {
    notes.push(`${count} folds instead of ${asked}: there are only ${count} training cases.`);
  }
  const casesOf = new Map<number, number[]>();
  for (const [i, label] of labels.entries()) {
    casesOf.set(label, [...(casesOf.get(label) ?? []), i]);
  }
  const classes = [...casesOf.keys()].sort((a, b) => a - b);
  const small = classes.filter((label) => casesOf.get(label)!.length < count);
  if (small.length > 0) {
    const listed = small.map((label) => `${label} (${casesOf.get(label)!.length})`).join(", ");
    notes.push(`Classes with fewer training cases than the ${count} folds: ${listed}.`);
  }
  for (let k = 0; k < count; k++) {
    const left = classes.filter((label) => casesOf.get(label)!.some((i) => fold[i] !== k));
    if (left.length === 1) {
      notes.push(
        `Without fold ${k} only class ${left[0]} is left to train on: it is predicted throughout.`,
      );
    } else if (left.length < classes.length) {
      const lost = classes.filter((label) => !left.includes(label)).join(", ");
      notes.push(`Without fold ${k} no case is left to train on of class ${lost}.`);
    }
  }
  return notes;
}
