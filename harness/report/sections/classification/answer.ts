import type { MethodScores } from "../../../analysis/scores.ts";
import { counted, decimalText, percentText } from "../../format.ts";
import { labelsOf } from "../../labels.ts";
import { listed } from "../../words.ts";
import { paperClaim, paperClaimText } from "./claims.ts";
import type { ClassificationModel } from "./model.ts";

/** Means that differ by less are the same but for the order of their sums. */
const slack = 1e-9;

/** Who ranks first, and whether that can be told from the others; empty where it was not tested. */
function rankText(model: ClassificationModel): string {
  const { significance } = model;
  if (significance === undefined) return "";
  const { ranking, wilcoxonHolm, alpha } = significance;
  const label = labelsOf(model.results.methods);
  const first = ranking.filter(({ meanRank }) => meanRank === ranking[0]!.meanRank);
  const ids = first.map(({ method }) => method);
  const clique = wilcoxonHolm.cliques.find((members) => ids.every((id) => members.includes(id)));
  const others = ranking.filter(({ method }) => !ids.includes(method));
  const close = others.filter(({ method }) => clique?.includes(method));
  const by = "by mean rank (ties share the mean)";
  const test = `Wilcoxon-Holm at ${alpha}`;
  if (others.length === 0) return `${by} no method is ahead`;
  const text = ({ method, meanRank }: (typeof ranking)[number]) =>
    `${label(method)} ${decimalText(meanRank, 2)}`;
  const lead = `${by} ${listed(ids.map(label))} ${ids.length === 1 ? "is" : "are"} first with ${decimalText(ranking[0]!.meanRank, 2)}`;
  return close.length === 0
    ? `${lead}, significantly ahead of ${listed(others.map(text))} (${test})`
    : `${lead}, but the lead on ${listed(close.map(text))} is not significant (${test})`;
}

/** Who has the best mean accuracy, and by how much: the methods best first, at least two. */
function leadText(sorted: readonly MethodScores[], over: string, label: (id: string) => string) {
  const best = sorted[0]!.mean;
  const text = ({ method, mean }: MethodScores) => `${label(method)} ${percentText(mean)}`;
  const leaders = sorted.filter(({ mean }) => best - mean < slack);
  const others = sorted.filter((one) => !leaders.includes(one));
  if (leaders.length > 1) {
    const rest = others.length === 0 ? "" : `, ahead of ${others.map(text).join(", ")}`;
    return `${listed(leaders.map(({ method }) => label(method)))} share the best mean test accuracy over ${over}: ${percentText(best)} %${rest}`;
  }
  const [second, ...rest] = others;
  const then = rest.length === 0 ? "" : `, then ${rest.map(text).join(", ")}`;
  return `${label(sorted[0]!.method)} has the best mean test accuracy over ${over}: ${percentText(best)} %, ${decimalText(best - second!.mean, 2)} points ahead of ${text(second!)}${then}`;
}

/**
 * The report in a sentence: the paper's claim and whether it is reproduced, where the paper's numbers
 * of these data sets are known and show it; else which method leads, by how much, and whether that is
 * significant.
 */
export function answerOf(model: ClassificationModel): string {
  const { cases, scores } = model;
  if (cases.datasets.length === 0) return "No data set has a result of every method yet.";
  const label = labelsOf(model.results.methods);
  const sorted = [...scores].sort((a, b) => b.mean - a.mean);
  const over =
    cases.datasets.length === 1 ? cases.datasets[0]! : counted(cases.datasets.length, "data set");
  if (sorted.length === 1)
    return `The mean test accuracy of ${label(sorted[0]!.method)} over ${over} is ${percentText(sorted[0]!.mean)} %.`;
  const claim = paperClaim(model);
  const start =
    claim === undefined ? leadText(sorted, over, label) : paperClaimText(claim, over, label);
  const ranks = rankText(model);
  return ranks === ""
    ? `${start}. One data set is too few to tell whether that is significant.`
    : `${start}; ${ranks}.`;
}
