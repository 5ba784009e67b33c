import { mean } from "../math/mean.ts";
import type { Contestant, Entry } from "./contestant.ts";
import { nineDecimals } from "./decimals.ts";
import type { Tolerance } from "./tolerance.ts";
import { type Wilcoxon, wilcoxon } from "./wilcoxon.ts";
import { type Outcome, outcomeOf, type WinDrawLoss, winDrawLoss } from "./win-draw-loss.ts";

/** Two accuracies on one data set. */
export interface ComparedDataset {
  readonly dataset: string;
  /** Percent. */
  readonly a: number;
  readonly b: number;
  /** a - b, percentage points. */
  readonly difference: number;
  readonly testSize: number | undefined;
  /** The difference that counts as a draw here, percentage points. */
  readonly tolerance: number;
  /** Of `a`; `not counted` where `doubt` says why. */
  readonly verdict: Outcome | "not counted";
  readonly doubt: string | undefined;
}

/** Two methods, data set by data set. */
export interface Comparison {
  readonly a: Contestant;
  readonly b: Contestant;
  readonly rows: readonly ComparedDataset[];
  /** Over the rows that count; wins and losses are those of `a`. */
  readonly counts: WinDrawLoss;
  /** Mean accuracies over the rows that count, percent; undefined where none counts. */
  readonly means: { readonly a: number; readonly b: number } | undefined;
  /** Over the rows that count, differences within the sources' rounding taken as 0. */
  readonly wilcoxon: Wilcoxon | undefined;
  /** Data sets that only one of the two has. */
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] };
}

function doubtOf(a: Entry, b: Entry): string | undefined {
  if (a.testSize !== undefined && b.testSize !== undefined && a.testSize !== b.testSize) {
    return `the test sets differ: ${a.testSize} and ${b.testSize} cases`;
  }
  if (a.testSize === undefined && b.testSize === undefined) {
    return "neither side tells the number of test cases";
  }
  return a.doubt ?? b.doubt;
}

function compareOn(
  dataset: string,
  entries: readonly [Entry, Entry],
  rounding: number,
  tolerance: Tolerance,
): ComparedDataset {
  const [{ percent: a }, { percent: b }] = entries;
  const testSize = entries[0].testSize ?? entries[1].testSize;
  const doubt = doubtOf(...entries);
  const difference = nineDecimals(a - b);
  const points = testSize === undefined ? 0 : tolerance.points({ a, b, testSize });
  return {
    dataset,
    a,
    b,
    difference,
    testSize,
    tolerance: points + rounding,
    verdict: doubt === undefined ? outcomeOf(difference, points + rounding) : "not counted",
    doubt,
  };
}

/**
 * Compares two methods on the data sets that both have, in the order of `a`. The tolerance and the
 * sources' own rounding decide between draw and difference; doubtful numbers are shown, not counted.
 */
export function compareMethods(a: Contestant, b: Contestant, tolerance: Tolerance): Comparison {
  const rounding = a.rounding + b.rounding;
  const rows = [...a.entries].flatMap(([dataset, entry]) => {
    const other = b.entries.get(dataset);
    return other === undefined ? [] : [compareOn(dataset, [entry, other], rounding, tolerance)];
  });
  const counted = rows.filter(({ verdict }) => verdict !== "not counted");
  const differences = counted.map(({ difference }) =>
    outcomeOf(difference, rounding) === "draw" ? 0 : difference,
  );
  return {
    a,
    b,
    rows,
    counts: winDrawLoss(
      rows.flatMap(({ verdict }) => (verdict === "not counted" ? [] : [verdict])),
    ),
    means:
      counted.length === 0
        ? undefined
        : { a: mean(counted.map((row) => row.a)), b: mean(counted.map((row) => row.b)) },
    wilcoxon: counted.length === 0 ? undefined : wilcoxon(differences),
    only: {
      a: [...a.entries.keys()].filter((dataset) => !b.entries.has(dataset)),
      b: [...b.entries.keys()].filter((dataset) => !a.entries.has(dataset)),
    },
  };
}

/** Which methods of two sources are set against each other. */
type Pairing = "same-method" | "every-pair";

/** Compares two sources: methods of the same name, or (where names have nothing in common) every pair. */
export function compareSources(
  as: readonly Contestant[],
  bs: readonly Contestant[],
  pairing: Pairing,
  tolerance: Tolerance,
): Comparison[] {
  return as.flatMap((a) =>
    bs
      .filter((b) => pairing === "every-pair" || a.method === b.method)
      .map((b) => compareMethods(a, b, tolerance)),
  );
}
