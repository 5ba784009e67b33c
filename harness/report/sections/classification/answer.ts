import { percentText } from "../../format.ts";
import type { ClassificationModel } from "./model.ts";

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Who ranks first, and whether that can be told from the others, where it was tested. */
function verdictOf({ results, significance }: ClassificationModel): string {
  if (significance === undefined) return "";
  const { ranking, wilcoxonHolm, alpha } = significance;
  const label = (id: string) => results.methods.find((method) => method.id === id)!.label;
  const first = ranking.filter(({ meanRank }) => meanRank === ranking[0]!.meanRank);
  const ids = first.map(({ method }) => method);
  const clique = wilcoxonHolm.cliques.find((members) => ids.every((id) => members.includes(id)));
  const others = ranking.map(({ method }) => method).filter((id) => !ids.includes(id));
  const close = others.filter((id) => clique?.includes(id)).map(label);
  const lead = `By mean rank ${list(ids.map(label))} ${ids.length === 1 ? "is" : "are"} first`;
  const test = `Wilcoxon-Holm at ${alpha}`;
  if (others.length === 0) return ` By mean rank no method is ahead.`;
  return close.length === 0
    ? ` ${lead}, significantly ahead of every other method (${test}).`
    : ` ${lead}, but the lead on ${list(close)} is not significant (${test}).`;
}

/** Who has the best mean accuracy, and whether that means anything: the report in a sentence or two. */
export function answerOf(model: ClassificationModel): string {
  const { results, cases, scores } = model;
  if (cases.datasets.length === 0) return "No data set has a result of every method yet.";
  const labels = new Map(results.methods.map(({ id, label }) => [id, label]));
  const [first, ...others] = [...scores]
    .sort((a, b) => b.mean - a.mean)
    .map(({ method, mean }) => ({ label: labels.get(method)!, mean: percentText(mean) }));
  const over =
    cases.datasets.length === 1 ? cases.datasets[0]! : `${cases.datasets.length} data sets`;
  if (others.length === 0)
    return `The mean test accuracy of ${first!.label} over ${over} is ${first!.mean} %.`;
  const rest = others.map(({ label, mean }) => `${label} ${mean}`).join(", ");
  return `${first!.label} has the best mean test accuracy over ${over}: ${first!.mean} %, against ${rest}.${verdictOf(model)}`;
}
