import type { ConventionOutcome } from "../experiments/conventions/result.ts";
import { mean } from "../math/mean.ts";
import { paperAccuracy, paperDatasets } from "../reference/paper-table.ts";
import type { HarnessRecord } from "../store/record.ts";
import type { ReportedTask } from "./classification.ts";
import { departures, differencesOf, type Outcome, outcomesOf } from "./convention-outcomes.ts";

/**
 * What a convention comes to against a published accuracy: its count of test cases is within what the
 * convention chooses over draws and ties; some candidate of the grid gives it, but it is not chosen; no
 * candidate gives it, but some give fewer and some more; or the best candidate gives fewer, the worst more.
 */
export type Mark = "selected" | "reached" | "between" | "beyond";

/** A convention on a data set. */
export interface ConventionCell {
  readonly mark: Mark;
  /** Candidates of the grid, and how many give exactly the published count. */
  readonly candidates: number;
  readonly exact: number;
  /** How many would, were the counts of the candidates spread evenly from the worst to the best. */
  readonly exactByChance: number;
  /** The fewest and the most test cases that any candidate classifies rightly. */
  readonly worst: number;
  readonly best: number;
  /** The fewest and the most that the convention may choose. */
  readonly least: number;
  readonly most: number;
  /** Mean test accuracy of what is chosen first, over the draws; a fraction. */
  readonly accuracy: number;
  /** Of the counts in question on this set (see `ConventionSet`), how many it selects and reaches. */
  readonly selectedShare: number;
  readonly reachedShare: number;
}

/** A data set with the published count. */
export interface ConventionSet {
  readonly name: string;
  readonly trainSize: number;
  readonly testSize: number;
  /** Rightly classified test cases as published; the nearest whole number. */
  readonly published: number;
  /** Whether no whole number gives the published percentage. */
  readonly doubtful: boolean;
  /**
   * The counts in question: from the smallest to the largest that conventions choose, but for a twentieth of
   * them at either end, so that no single poor one widens it; and the published one.
   */
  readonly from: number;
  readonly to: number;
  /**
   * Cases between the published count and the nearest that the paper's protocol chooses, with any grid: 0
   * where they agree, or where it was not computed.
   */
  readonly gap: number;
  /** The most test cases that any candidate of any convention classifies rightly. */
  readonly best: number;
}

/** A convention on all data sets. */
export interface ConventionRow {
  readonly name: string;
  /** What it does otherwise than the paper's protocol, by its keys; nothing: it is the protocol. */
  readonly differences: readonly (readonly [key: string, value: string])[];
  /** By the order of the sets; `undefined` where it was not computed. */
  readonly cells: readonly (ConventionCell | undefined)[];
}

/** The records of the experiment as a matrix. */
export interface ConventionMatrix {
  readonly sets: readonly ConventionSet[];
  /** The paper's protocol is the first, where it was computed. */
  readonly rows: readonly ConventionRow[];
  /** Data sets of which the paper's table has no number, or one of other test cases. */
  readonly leftOut: readonly string[];
}

/** Sums over some sets, for one convention. */
export interface ConventionTotal {
  readonly sets: number;
  readonly selected: number;
  /** Selected or reached. */
  readonly reached: number;
  /** How many there would be of each, were the published counts drawn from those in question. */
  readonly selectedByChance: number;
  readonly reachedByChance: number;
  /** The probability that at least as many would be chosen by chance. */
  readonly chance: number;
  /** Mean distance of the accuracy from the published one, in percentage points. */
  readonly distance: number;
}

function spanOf({ selections }: ConventionOutcome): readonly [least: number, most: number] {
  return [
    Math.min(...selections.map(({ least }) => least)),
    Math.max(...selections.map(({ most }) => most)),
  ];
}

/** The part of the conventions at either end that does not widen the counts in question. */
const tail = 0.05;

/** The smallest of the values without so large a part of the smallest. */
function withoutTail(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(tail * values.length)]!;
}

function setOf(name: string, own: readonly Outcome[]): ConventionSet | undefined {
  const entry = paperAccuracy(name, "rntk");
  const [any] = own;
  if (entry === undefined || any === undefined || entry.doubt === "other-data-set")
    return undefined;
  const { trainSize, testSize } = any;
  if (paperDatasets.find((row) => row.name === name)?.testSize !== testSize) return undefined;
  const published = Math.round((entry.percent * testSize) / 100);
  const spans = own.map(({ outcome }) => spanOf(outcome));
  const protocol = own.filter((outcome) => departures(outcome).length === 0);
  const gaps = protocol.map(({ outcome }) => {
    const [least, most] = spanOf(outcome);
    return Math.max(0, least - published, published - most);
  });
  return {
    name,
    trainSize,
    testSize,
    published,
    doubtful: entry.doubt !== undefined,
    from: Math.min(published, withoutTail(spans.map(([low]) => low))),
    to: Math.max(published, -withoutTail(spans.map(([, high]) => -high))),
    gap: gaps.length === 0 ? 0 : Math.min(...gaps),
    best: Math.max(...own.map(({ outcome }) => outcome.reached.at(-1)!.correct)),
  };
}

function markOf(published: number, least: number, most: number, outcome: ConventionOutcome): Mark {
  const counts = outcome.reached.map(({ correct }) => correct);
  if (published >= least && published <= most) return "selected";
  if (counts.includes(published)) return "reached";
  return published > counts[0]! && published < counts.at(-1)! ? "between" : "beyond";
}

function cellOf(
  { published, from, to }: ConventionSet,
  { outcome, testSize }: Outcome,
): ConventionCell {
  const { reached, selections } = outcome;
  const [least, most] = spanOf(outcome);
  const candidates = reached.reduce((sum, one) => sum + one.candidates, 0);
  const worst = reached[0]!.correct;
  const best = reached.at(-1)!.correct;
  const inQuestion = to - from + 1;
  const within = reached.filter(({ correct }) => correct >= from && correct <= to);
  const either = new Set([...within.map(({ correct }) => correct)]);
  const selected = Math.max(0, Math.min(most, to) - Math.max(least, from) + 1);
  for (let count = Math.max(least, from); count <= Math.min(most, to); count++) either.add(count);
  return {
    mark: markOf(published, least, most, outcome),
    candidates,
    exact: reached.find(({ correct }) => correct === published)?.candidates ?? 0,
    exactByChance: candidates / (best - worst + 1),
    worst,
    best,
    least,
    most,
    accuracy: selections.reduce((sum, { first }) => sum + first / testSize, 0) / selections.length,
    selectedShare: selected / inQuestion,
    reachedShare: either.size / inQuestion,
  };
}

/**
 * The outcomes by convention and data set; sets from the one on which the paper's protocol is furthest
 * from the paper, in parts of its test cases, to those on which it agrees. Sets of which the paper's table
 * has no accuracy of these test cases are left out.
 */
export function conventionMatrix(
  records: readonly HarnessRecord[],
  planned: readonly ReportedTask[],
): ConventionMatrix {
  const outcomes = outcomesOf(records, planned);
  const first = outcomes.find((outcome) => departures(outcome).length === 0)?.outcome.name;
  const named = [...new Set(outcomes.map(({ outcome }) => outcome.name))];
  const names = [
    ...named.filter((name) => name === first),
    ...named.filter((name) => name !== first),
  ];
  const datasets = [...new Set(outcomes.map(({ dataset }) => dataset))];
  const found = datasets.map((name) =>
    setOf(
      name,
      outcomes.filter((one) => one.dataset === name),
    ),
  );
  const sets = found
    .filter((set) => set !== undefined)
    .sort((a, b) => b.gap / b.testSize - a.gap / a.testSize);
  const rows = names.map((name): ConventionRow => {
    const own = outcomes.filter(({ outcome }) => outcome.name === name);
    const base = outcomes.find(
      ({ outcome, dataset }) => outcome.name === first && dataset === own[0]!.dataset,
    );
    return {
      name,
      differences: differencesOf(own[0]!, base),
      cells: sets.map((set) => {
        const of = own.find(({ dataset }) => dataset === set.name);
        return of && cellOf(set, of);
      }),
    };
  });
  return { sets, rows, leftOut: datasets.filter((_, d) => found[d] === undefined) };
}

/** What a convention selects and reaches on the sets that `counted` takes, beside chance. */
export function totalOf(
  { sets }: Pick<ConventionMatrix, "sets">,
  { cells }: ConventionRow,
  counted: (set: ConventionSet) => boolean,
): ConventionTotal {
  const own = cells.flatMap((cell, s) => (cell !== undefined && counted(sets[s]!) ? [cell] : []));
  const distances = cells.flatMap((cell, s) => {
    const { published, testSize } = sets[s]!;
    if (cell === undefined || !counted(sets[s]!)) return [];
    return [100 * Math.abs(cell.accuracy - published / testSize)];
  });
  const sum = (of: (cell: ConventionCell) => number) =>
    own.reduce((all, cell) => all + of(cell), 0);
  return {
    sets: own.length,
    selected: sum(({ mark }) => Number(mark === "selected")),
    reached: sum(({ mark }) => Number(mark === "selected" || mark === "reached")),
    selectedByChance: sum(({ selectedShare }) => selectedShare),
    reachedByChance: sum(({ reachedShare }) => reachedShare),
    chance: atLeast(
      own.map(({ selectedShare }) => selectedShare),
      sum(({ mark }) => Number(mark === "selected")),
    ),
    distance: mean(distances),
  };
}

/** The probability of at least `count` of independent events with these probabilities (Poisson's binomial). */
export function atLeast(probabilities: readonly number[], count: number): number {
  let exactly = [1]; // by the number of events so far
  for (const p of probabilities) {
    const without = [...exactly, 0];
    exactly = without.map((q, k) => q * (1 - p) + (exactly[k - 1] ?? 0) * p);
  }
  return exactly.slice(count).reduce((sum, q) => sum + q, 0);
}

/** A set on which the paper's protocol does not give the paper's count. */
export function disagrees({ gap }: ConventionSet): boolean {
  return gap > 0;
}
