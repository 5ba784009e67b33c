import { HarnessError } from "../errors.ts";
import { randomSource } from "../math/random.ts";

/** How the cases are dealt to folds: shuffled by a seed, or in the order in which they are listed. */
export type FoldOrder = "shuffled" | "as-listed";

export interface FoldOptions {
  /** Class of every case, as index. */
  readonly labels: Int32Array; // (n)
  /** Number of folds asked for, 2 or more; n of them where there are fewer cases. */
  readonly folds: number;
  /** Text that decides the assignment where cases are shuffled. */
  readonly seed: string;
  /** `shuffled` unless given. */
  readonly order?: FoldOrder | undefined;
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
 * With the order `as-listed` nothing is drawn: the folds are blocks of cases that stand next to each other,
 * in the whole list or, `by-class`, among those of their class. They are scikit-learn's KFold and
 * StratifiedKFold without shuffling.
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
  const deal = options.order === "as-listed" ? asListed : shuffled(options.seed);
  const assignment = deal(labels, count, stratification);
  return { count, assignment, notes: notesOn(labels, options.folds, count, assignment) };
}

type Deal = (
  labels: Int32Array,
  count: number,
  stratification: FoldOptions["stratification"],
) => Int32Array;

function shuffled(seed: string): Deal {
  return (labels, count, stratification) => {
    const order = labels.map((_, i) => i);
    randomSource(seed).shuffle(order);
    if (stratification === "by-class") order.sort((a, b) => labels[a]! - labels[b]!);
    const assignment = new Int32Array(labels.length);
    for (const [dealt, i] of order.entries()) assignment[i] = dealt % count;
    return assignment;
  };
}

/**
 * A fold gets as many cases of a class as it would if they were dealt in turn, class after class in the
 * order in which these first appear, but as a block. Without stratification all cases are of one class.
 */
const asListed: Deal = (labels, count, stratification) => {
  const groups = stratification === "by-class" ? labels : new Int32Array(labels.length);
  const assignment = new Int32Array(labels.length);
  let dealt = 0;
  for (const group of new Set(groups)) {
    const cases = [...groups.keys()].filter((i) => groups[i] === group);
    const folds = cases.map(() => dealt++ % count).sort((a, b) => a - b);
    for (const [k, i] of cases.entries()) assignment[i] = folds[k]!;
  }
  return assignment;
};

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
