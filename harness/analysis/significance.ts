import { cliques } from "./cliques.ts";
import type { CompleteCases } from "./complete-cases.ts";
import { type Friedman, friedman } from "./friedman.ts";
import { holm } from "./holm.ts";
import { criticalDifference } from "./nemenyi.ts";
import { type Wilcoxon, wilcoxon } from "./wilcoxon.ts";
import { outcomeOf, type WinDrawLoss, winDrawLoss } from "./win-draw-loss.ts";

/** Two methods compared over all data sets; wins and losses are those of `a`. */
export interface PairTest extends WinDrawLoss {
  readonly a: string;
  readonly b: string;
  readonly wilcoxon: Wilcoxon;
  /** The Wilcoxon p-value, adjusted by Holm for all pairs. */
  readonly adjustedP: number;
}

/** All that a critical-difference diagram shows. */
export interface Significance {
  readonly alpha: number;
  readonly datasets: number;
  /** Best first, with the mean rank (ties share the average rank). */
  readonly ranking: readonly { readonly method: string; readonly meanRank: number }[];
  readonly friedman: Friedman;
  readonly nemenyi: {
    readonly criticalDifference: number;
    /** Runs of the ranking whose mean ranks lie within the critical difference. */
    readonly cliques: readonly (readonly string[])[];
  };
  readonly wilcoxonHolm: {
    /** Every pair once, the better mean rank first. */
    readonly pairs: readonly PairTest[];
    /** Runs of the ranking in which no pair differs at level `alpha`. */
    readonly cliques: readonly (readonly string[])[];
  };
}

/**
 * Friedman's test, Nemenyi's critical difference, and Wilcoxon's test of every pair with Holm's
 * correction, on the data sets on which all methods have an accuracy.
 *
 * Throws where there are fewer than two methods or two data sets.
 */
export function significance(cases: CompleteCases, alpha = 0.05): Significance {
  const test = friedman(cases.percents);
  const ranking = cases.methods
    .map((method, column) => ({ method, column, meanRank: test.meanRanks[column]! }))
    .sort((a, b) => a.meanRank - b.meanRank);
  const untested = ranking.flatMap((a, i) =>
    ranking.slice(i + 1).map((b) => {
      const differences = cases.percents.map((row) => row[a.column]! - row[b.column]!);
      const counts = winDrawLoss(differences.map((difference) => outcomeOf(difference, 0)));
      return { a: a.method, b: b.method, ...counts, wilcoxon: wilcoxon(differences) };
    }),
  );
  const adjusted = holm(untested.map((pair) => pair.wilcoxon.p));
  const pairs = untested.map((pair, i) => ({ ...pair, adjustedP: adjusted[i]! }));
  const difference = criticalDifference(cases.methods.length, cases.datasets.length, alpha);
  const rankOf = new Map(ranking.map(({ method, meanRank }) => [method, meanRank]));
  const methods = ranking.map(({ method }) => method);
  const differing = new Set(
    pairs.filter(({ adjustedP }) => adjustedP <= alpha).map(({ a, b }) => `${a}\n${b}`),
  );
  return {
    alpha,
    datasets: cases.datasets.length,
    ranking: ranking.map(({ method, meanRank }) => ({ method, meanRank })),
    friedman: test,
    nemenyi: {
      criticalDifference: difference,
      cliques: cliques(methods, (a, b) => rankOf.get(b)! - rankOf.get(a)! >= difference),
    },
    wilcoxonHolm: { pairs, cliques: cliques(methods, (a, b) => differing.has(`${a}\n${b}`)) },
  };
}
