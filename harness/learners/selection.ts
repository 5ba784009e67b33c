import { HarnessError } from "../errors.ts";
import { randomSource } from "../math/random.ts";

/**
 * Which of several candidates with the best mean validation accuracy is chosen: the first or the last
 * in grid order, the first of those with the smallest or largest strength (C of an SVM), or a seeded draw.
 */
export type TieRule = "first" | "last" | "smallest-c" | "largest-c" | "random";

export interface SelectionOptions {
  /** Rightly classified validation cases, (candidates, folds); negative where one is unknown: such a candidate is not chosen. */
  readonly correct: Int32Array;
  /** Number of validation cases of every fold, (folds). */
  readonly foldSizes: Int32Array;
  readonly rule: TieRule;
  /** What `smallest-c` and `largest-c` compare; without it they choose the first. */
  readonly strength?: ((candidate: number) => number) | undefined;
  /** How many of the tied candidates are named, at most. */
  readonly limit: number;
  /** Text that decides a draw among ties and the sample of those that are named. */
  readonly seed: string;
}

interface SelectionOutcome {
  /**
   * Mean accuracy over the folds of every candidate, exact: numerators[candidate] / denominator;
   * null where a fold of it is unknown.
   */
  readonly numerators: readonly (number | null)[];
  readonly denominator: number;
  /** The largest numerator. */
  readonly best: number;
  /** Index of a candidate. */
  readonly chosen: number;
  /** How many candidates share the best accuracy. */
  readonly tieCount: number;
  /** Those of them that are named, in grid order, the chosen one among them. */
  readonly ties: readonly number[];
}

/** Number of cases of every fold. */
export function foldSizes(assignment: Int32Array, folds: number): Int32Array {
  const sizes = new Int32Array(folds);
  for (const fold of assignment) sizes[fold]!++;
  return sizes;
}

/**
 * The weights w_f and the denominator d with which sum_f w_f right_f / d is the mean over the folds of
 * right_f / size_f in exact integers: d = folds × lcm(sizes), w_f = lcm(sizes) / size_f.
 */
export function exactMean(sizes: Int32Array): {
  readonly weights: readonly number[];
  readonly denominator: number;
} {
  const multiple = sizes.reduce((lcm, size) => (lcm / greatestCommonDivisor(lcm, size)) * size, 1);
  const denominator = multiple * sizes.length;
  if (!Number.isSafeInteger(denominator) || multiple === 0) {
    throw new HarnessError(
      "compute",
      `The mean over folds of ${[...sizes].join(", ")} cases has no exact integer form.`,
      "Every fold needs a case, and folds should differ in size by one case at most.",
    );
  }
  return { weights: Array.from(sizes, (size) => multiple / size), denominator };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The mean validation accuracies of candidates; see `SelectionOptions` and `SelectionOutcome`. */
export function exactMeans(
  correct: Int32Array,
  foldSizes: Int32Array,
): Pick<SelectionOutcome, "numerators" | "denominator"> {
  const { weights, denominator } = exactMean(foldSizes);
  const folds = weights.length;
  const candidates = correct.length / folds;
  if (candidates === 0 || !Number.isInteger(candidates)) {
    throw new HarnessError(
      "compute",
      `Selection got ${correct.length} counts for candidates with ${folds} folds each.`,
    );
  }
  const numerators = Array.from({ length: candidates }, (_, candidate) => {
    const counts = correct.subarray(candidate * folds, (candidate + 1) * folds);
    return counts.some((right) => right < 0)
      ? null
      : counts.reduce((sum, right, fold) => sum + right * weights[fold]!, 0);
  });
  return { numerators, denominator };
}

/** Chooses the candidate with the best mean validation accuracy, ties being exact. */
export function select(options: SelectionOptions): SelectionOutcome {
  const { correct, foldSizes, limit, seed } = options;
  const { numerators, denominator } = exactMeans(correct, foldSizes);
  const best = numerators.reduce<number>((most, mean) => Math.max(most, mean ?? -1), -1);
  if (best < 0) throw new HarnessError("compute", "No candidate could be trained with every fold.");
  const tied = [...numerators.keys()].filter((candidate) => numerators[candidate] === best);
  const chosen = choose(tied, options);
  return {
    numerators,
    denominator,
    best,
    chosen,
    tieCount: tied.length,
    ties: sample(tied, chosen, limit, seed),
  };
}

/** Chooses among candidates in grid order, of which there is at least one; see `TieRule`. */
export function choose(
  tied: readonly number[],
  { rule, strength = () => 0, seed }: Pick<SelectionOptions, "rule" | "strength" | "seed">,
): number {
  switch (rule) {
    case "first":
      return tied[0]!;
    case "last":
      return tied.at(-1)!;
    case "smallest-c":
      return tied.reduce((a, b) => (strength(b) < strength(a) ? b : a));
    case "largest-c":
      return tied.reduce((a, b) => (strength(b) > strength(a) ? b : a));
    case "random":
      return shuffled(tied, `${seed} choice`)[0]!;
  }
}

function sample(tied: readonly number[], chosen: number, limit: number, seed: string): number[] {
  const others = tied.filter((candidate) => candidate !== chosen);
  const drawn =
    tied.length <= limit
      ? others
      : shuffled(others, `${seed} sample`).slice(0, Math.max(0, limit - 1));
  return [chosen, ...drawn].sort((a, b) => a - b);
}

function shuffled(values: readonly number[], text: string): number[] {
  const order = Int32Array.from(values);
  randomSource(text).shuffle(order);
  return [...order];
}
