import type { z } from "zod";
import type { Json } from "../canonical-json.ts";
import type { DatasetSize } from "../data/locate.ts";
import type { Sequences } from "../math/sequences.ts";
import type { Stage } from "../stage.ts";
import type { Grid } from "./grid.ts";

/** Everything that decides what a method does: plain values, part of a task's definition. */
export interface MethodDefinition {
  /** Its points are the candidates of the search, each named by its index in grid order. */
  readonly grid: Grid;
}

/**
 * Series with their classes. A class may have no case: in the training set, in what a fold leaves of it, or in
 * the test set, whose labels may be larger than those of the training set.
 */
export interface LabelledSet {
  readonly sequences: Sequences;
  /** Class of each series, as index from 0. */
  readonly labels: Int32Array; // (n)
}

/** What is to be searched: candidates `from` … `to` - 1. */
export interface SearchRange {
  readonly from: number;
  readonly to: number;
  /** For every fold seed the fold in which each training case is held out. */
  readonly assignments: readonly Int32Array[]; // (seeds) of (n)
  /** A text for every fold seed, from which a method that `draws` derives what it draws. */
  readonly seeds: readonly string[]; // (seeds)
  /** Number of folds, the same for every seed. */
  readonly folds: number;
  /** `exact` allows to leave a candidate as soon as its remaining folds cannot lift it to the best so far. */
  readonly pruning: "none" | "exact";
}

/** A fold seed, for a method that draws. */
export interface FoldDraw {
  /** Text from which the method derives what it draws. */
  readonly seed: string;
  /** Fold in which each training case is held out. */
  readonly assignment: Int32Array; // (n)
  readonly folds: number;
}

/** What `search` counts for a fold in which the training diverged. */
export function divergedCount(epoch: number): number {
  return -1 - epoch;
}

/** The epoch, from 1 on, in which the training of a fold with this count diverged; `undefined` where it did not. */
export function divergenceEpoch(count: number): number | undefined {
  return count < -1 ? -1 - count : undefined;
}

/** What is told of a fit; its keys and their meaning are the method's own. */
export type FitFacts = { readonly [key: string]: Json };

/** A candidate that was trained on the whole training set. */
export interface TestedCandidate {
  /** Predicted class of every test case. */
  readonly predictions: Int32Array; // (n')
  /** What is known of the fit at no further cost. */
  readonly fit: FitFacts;
}

/** What is worth computing for the chosen candidate alone. */
export interface InspectedCandidate {
  /** Joins what `test` tells of the fit. */
  readonly fit: FitFacts;
  /**
   * Score of every class up to the training set's largest label, for every test case, where the method has
   * them: finite numbers, of which the larger speaks more for its class.
   */
  readonly scores?: readonly (readonly number[])[]; // (n', classes)
}

/** A name and what is to be said under it, for a page and for `explain`. */
export type Fact = readonly [name: string, text: string];

/** How an entry of a config becomes a method. */
export type MethodEntry =
  /** An entry of `methods:` with these keys of its own. */
  | {
      readonly list: "methods";
      /** Each key has a default, or takes what `axisSchema` makes of its values where it is one of the grid. */
      readonly keys: z.ZodObject;
    }
  /** An entry of `kernels:` whose key `learner` names the method. */
  | { readonly list: "kernels" };

/** How often a search is repeated. */
export interface FoldCounts {
  /** Fold seeds. */
  readonly seeds: number;
  /** Folds a seed. */
  readonly folds: number;
}

/** Candidates next to each other in grid order that share work. */
export interface CandidateGroups {
  /** So many are never cut apart; a divisor of the number of candidates, 1 where they share nothing. */
  readonly least: number;
  /** So many are cut only where they would keep one worker for more than a minute; a multiple of `least`. */
  readonly together: number;
}

/** What a planner has to time samples of the work on. */
export interface StageInput {
  readonly train: LabelledSet;
  readonly test: LabelledSet;
  readonly size: DatasetSize;
  readonly counts: FoldCounts;
  /** Folds of every seed. */
  readonly assignments: readonly Int32Array[]; // (seeds) of (n)
  /** The texts of the fold seeds, as in `SearchRange`. */
  readonly seeds: readonly string[]; // (seeds)
  /** Into how many units the tests of so many candidates are cut. */
  testUnits(candidates: number): number;
}

/**
 * What a method takes on one core. Seconds are rough, without looking at the data: they order and weigh
 * the work and decide how it is cut into units; the plan times its samples instead.
 */
export interface MethodCost<Definition extends MethodDefinition> {
  groups(definition: Definition): CandidateGroups;
  /** Seconds of the search over the whole grid. */
  searchSeconds(definition: Definition, size: DatasetSize, counts: FoldCounts): number;
  /** Seconds to train and to test `least` candidates. */
  testSeconds(definition: Definition, size: DatasetSize): number;
  /** Seconds of `inspect`. */
  inspectSeconds(size: DatasetSize): number;
  /** Training Grams that the search over so many candidates computes, where it does. */
  grams?(definition: Definition, candidates: number): number;
  /** Bytes that one worker holds at the same time, at most, beside the program and the series. */
  workerBytes(definition: Definition, size: DatasetSize): number;
  /** The stages of a task, each with a sample of its work. */
  stages(definition: Definition, input: StageInput): Stage[];
}

/**
 * A classifier with a grid of candidates. The experiment keeps the protocol: it prepares the data, deals
 * the folds, chooses among the candidates, and tests what ties for the best. A method takes a training
 * and a test set. Its functions are pure: the same arguments give the same bits on every machine, and the
 * counts of a candidate depend neither on `from` and `to` nor on the other fold seeds. What it draws at random
 * it derives from the text of a fold seed.
 *
 * A new one is one file that exports such an object and one line in
 * `registry.ts`; config, plan, run, records, verification and reports take it from there.
 */
export interface Method<Definition extends MethodDefinition = MethodDefinition> {
  /** Name in configs and in the definitions of records. */
  readonly name: string;
  readonly entry: MethodEntry;
  /**
   * A group of keys of the config that all entries of this method share, beside their own. Methods that are alike
   * may have one and the same group.
   */
  readonly settings?: {
    readonly key: string;
    readonly description: string;
    readonly schema: z.ZodObject;
  };
  /** The definition of an entry and of the shared settings, both checked: `z.infer` of their schemas. */
  define(entry: unknown, settings: unknown): Definition;
  /** Id in results and label in tables, unless the config's entry gives others; the id names its seeds. */
  identity(definition: Definition): { readonly id: string; readonly label: string };
  /** Whether sequences of different lengths are taken as they are. */
  takesUnequalLengths(definition: Definition): boolean;
  /**
   * Validation cases that are classified rightly: (candidates of the range, seeds, folds), or with
   * `leaveOneOut` (candidates of the range, seeds). A case that cannot be classified, such as one of a class
   * that has no other case, counts as wrong; -1 where pruning left a fold unknown or a candidate could not
   * be trained, and -1 - epoch (`divergedCount`) where its training diverged in that epoch, from 1 on: it is
   * then not chosen.
   */
  search(definition: Definition, train: LabelledSet, range: SearchRange): Int32Array;
  /** Whether the search leaves out one case after another, and takes no notice of folds. */
  leaveOneOut?(definition: Definition): boolean;
  /**
   * Whether training draws at random: the experiment then asks for tests once a fold seed, and names it.
   * Otherwise a candidate that several fold seeds choose is tested once.
   */
  readonly draws?: true;
  /**
   * Trains candidates on the whole training set and predicts the test cases, in the order of `candidates`.
   * @param draw the fold seed, for a method that draws
   */
  test(
    definition: Definition,
    train: LabelledSet,
    test: LabelledSet,
    candidates: readonly number[],
    draw?: FoldDraw,
  ): TestedCandidate[];
  /** More of a candidate that was chosen, `draw` as for `test`. Absent where there is nothing more to tell. */
  inspect?(
    definition: Definition,
    train: LabelledSet,
    test: LabelledSet,
    candidate: number,
    draw?: FoldDraw,
  ): InspectedCandidate;
  /** Schema of what `test` and `inspect` tell of a fit together. */
  readonly fit: z.ZodType<FitFacts>;
  /** What is told of a fit, in words. */
  facts(fit: FitFacts): Fact[];
  /**
   * How closely a candidate follows its training cases, as C of an SVM: what the tie rules `smallest-c`
   * and `largest-c` compare. Absent where a method has no such key: the rules then take the first.
   */
  strength?(grid: Grid): ((candidate: number) => number) | undefined;
  /** What is worth saying of a grid of which all candidates diverged, such as its smallest learning rate. */
  whenAllDiverge?(grid: Grid): string;
  readonly cost: MethodCost<Definition>;
}
