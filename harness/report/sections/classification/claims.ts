import type { MethodScores } from "../../../analysis/scores.ts";
import type { PairTest } from "../../../analysis/significance.ts";
import { decimalText, probabilityText } from "../../format.ts";
import { labelsOf } from "../../labels.ts";
import { type Claim, gradedVerdict } from "../../page/claims.tsx";
import { listed } from "../../words.ts";
import type { ClassificationModel } from "./model.ts";

/** The kernel whose lead the paper claims. */
const claimed = "rntk";

/** What a run says of the paper's claim that its kernel does better than the others. */
export interface PaperClaim {
  /** The RNTK's label, and those of the methods that the paper has beside it. */
  readonly own: string;
  readonly rivals: readonly string[];
  /** Scores here and in the paper on the same data sets: the RNTK's, and the others', best mean first. */
  readonly here: Contest;
  readonly paper: Contest;
  /** Rivals that the RNTK is significantly ahead of, in mean rank and by Wilcoxon-Holm. */
  readonly beaten: readonly string[];
  /** The test of the RNTK against each rival, where there are data sets enough. */
  readonly tests: readonly { readonly rival: string; readonly test: PairTest }[];
  readonly verdict: Claim["verdict"];
}

interface Contest {
  readonly own: MethodScores;
  readonly others: readonly MethodScores[];
}

function contestOf(scores: readonly MethodScores[], ids: readonly string[]): Contest | undefined {
  const own = scores.find(({ method }) => method === claimed);
  const others = scores
    .filter(({ method }) => method !== claimed && ids.includes(method))
    .sort((a, b) => b.mean - a.mean);
  return own === undefined || others.length === 0 ? undefined : { own, others };
}

const leadsByMean = ({ own, others }: Contest) => others.every(({ mean }) => mean < own.mean);
const leadsByRank = ({ own, others }: Contest) => others.every(({ rank }) => rank > own.rank);

/**
 * The paper's claim beside this run, on the data sets that every method has; undefined where the
 * paper's numbers of these sets are not known, or do not show the lead themselves.
 */
export function paperClaim(model: ClassificationModel): PaperClaim | undefined {
  const { scores, paperScores, significance, results } = model;
  const known = paperScores.map(({ method }) => method);
  const here = contestOf(scores, known);
  const paper = contestOf(paperScores, known);
  if (here === undefined || paper === undefined || !leadsByMean(paper)) return undefined;
  const label = labelsOf(results.methods);
  const pairs = significance?.wilcoxonHolm.pairs ?? [];
  const tests = here.others.flatMap(({ method }) => {
    const test = pairs.find(({ a, b }) => [a, b].includes(claimed) && [a, b].includes(method));
    return test === undefined ? [] : [{ rival: label(method), test }];
  });
  const beaten = tests
    .filter(({ test }) => test.a === claimed && test.adjustedP <= significance!.alpha)
    .map(({ rival }) => rival);
  const everyOne = beaten.length === here.others.length;
  const byMean = leadsByMean(here);
  return {
    ...{ own: label(claimed), here, paper, beaten, tests },
    rivals: known.filter((id) => id !== claimed).map(label),
    verdict: gradedVerdict(byMean && everyOne, byMean || everyOne),
  };
}

/** `78.11 % against RBF 78.71, NTK 78.00`. */
function contestText(
  { own, others }: Contest,
  key: "mean" | "rank",
  label: (id: string) => string,
): string {
  const unit = key === "mean" ? " %" : "";
  const rest = others.map((one) => `${label(one.method)} ${decimalText(one[key], 2)}`);
  return `${decimalText(own[key], 2)}${unit} against ${rest.join(", ")}`;
}

/** The first, second or third, or the number. */
function placeText(place: number): string {
  return ["first", "second", "third"][place - 1] ?? `number ${place}`;
}

const outcomes: Readonly<Record<Claim["verdict"], string>> = {
  agrees: "is reproduced",
  "agrees in part": "is reproduced in part",
  disagrees: "is not reproduced",
};

/** The claim, whether it is reproduced, and the means that say so: the start of a sentence. */
export function paperClaimText(
  { own, rivals, here, paper, verdict }: PaperClaim,
  over: string,
  label: (id: string) => string,
): string {
  const place = 1 + here.others.filter(({ mean }) => mean > here.own.mean).length;
  return `The paper's claim that the ${own} does better than ${listed(rivals)} ${outcomes[verdict]} on ${over}: its mean test accuracy is ${placeText(place)} of ${1 + here.others.length}, ${contestText(here, "mean", label)} (the paper's numbers on the same: ${contestText(paper, "mean", label)})`;
}

/** The paper's findings on its table beside those of the records. */
export function classificationClaims(model: ClassificationModel): Claim[] {
  const claim = paperClaim(model);
  if (claim === undefined) return [];
  const { own, here, paper, beaten, tests } = claim;
  const label = labelsOf(model.results.methods);
  const claims: Claim[] = [
    {
      paper: `The ${own} has the best mean accuracy: ${contestText(paper, "mean", label)}.`,
      here: `${contestText(here, "mean", label)}.`,
      verdict: leadsByMean(here) ? "agrees" : "disagrees",
    },
  ];
  if (leadsByRank(paper)) {
    claims.push({
      paper: `The ${own} has the best mean rank, ties taking the lowest: ${contestText(paper, "rank", label)}.`,
      here: `${contestText(here, "rank", label)}.`,
      verdict: leadsByRank(here) ? "agrees" : "disagrees",
    });
  }
  if (tests.length > 0) {
    const texts = tests.map(({ rival, test }) => `${rival} p ${probabilityText(test.adjustedP)}`);
    claims.push({
      paper: `The gains of the ${own} on the others are significant.`,
      here: `Significant against ${beaten.length} of ${here.others.length}: ${texts.join(", ")} (Wilcoxon-Holm).`,
      verdict: gradedVerdict(beaten.length === here.others.length, beaten.length > 0),
    });
  }
  return claims;
}
