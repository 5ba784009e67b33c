import type { ClassificationModel } from "./model.ts";

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** The mean accuracies, best first, and whether they can be told apart: the report in a sentence. */
export function answerOf({ results, cases, scores, significance }: ClassificationModel): string {
  const labels = new Map(results.methods.map(({ id, label }) => [id, label]));
  if (cases.datasets.length === 0) return "No data set has a result of every method yet.";
  const [first, ...others] = [...scores]
    .sort((a, b) => b.mean - a.mean)
    .map(({ method, mean }) => ({ method, text: `${labels.get(method)} ${mean.toFixed(2)} %` }));
  const over =
    cases.datasets.length === 1
      ? cases.datasets[0]!
      : `the ${cases.datasets.length} data sets that every method has`;
  const means = `On ${over}, the mean test accuracy is ${list([first!.text, ...others.map(({ text }) => text)])}`;
  if (significance === undefined) return `${means}.`;
  const { ranking, wilcoxonHolm, alpha } = significance;
  const best = ranking[0]!.method;
  const clique = wilcoxonHolm.cliques.find((members) => members.includes(best)) ?? [best];
  const peers = ranking.map(({ method }) => method).filter((id) => clique.includes(id));
  const names = peers.filter((id) => id !== best).map((id) => labels.get(id)!);
  const verdict =
    names.length === 0
      ? `${labels.get(best)} ranks first, ahead of every other method`
      : `${labels.get(best)} ranks first, but its lead on ${list(names)} is not significant`;
  return `${means}; ${verdict} (Wilcoxon-Holm at ${alpha}).`;
}
