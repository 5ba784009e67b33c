import type { TopLevelSpec } from "vega-lite";
import type { NamedMethod } from "../../analysis/classification.ts";
import { referenceMethod } from "../../analysis/reference-method.ts";
import { outcomeOf, winDrawLoss } from "../../analysis/win-draw-loss.ts";
import type { Figure } from "../figure.ts";
import { counted, percentText } from "../format.ts";
import { methodStyles, neutrals } from "../theme.ts";
import { accuracyDomain, type Plot, type PlotInput, quantitative } from "./plot.ts";

interface Pair {
  readonly dataset: string;
  /** Accuracy of the reference method and of the other, percent. */
  readonly reference: number;
  readonly other: number;
}

/** Data sets on which both methods have an accuracy, in the order of the results. */
export function pairsOf(
  { results }: PlotInput,
  reference: NamedMethod,
  other: NamedMethod,
): Pair[] {
  const accuracies = (method: NamedMethod) =>
    new Map(
      results.rows
        .filter((row) => row.method === method.id && row.status === "done")
        .map(({ dataset, accuracy }) => [dataset, accuracy!]),
    );
  const [first, second] = [accuracies(reference), accuracies(other)];
  return results.datasets
    .filter((dataset) => first.has(dataset) && second.has(dataset))
    .map((dataset) => ({
      dataset,
      reference: first.get(dataset)!,
      other: second.get(dataset)!,
    }));
}

function specOf(
  [reference, other]: readonly [NamedMethod, NamedMethod],
  pairs: readonly Pair[],
  colour: string,
): TopLevelSpec {
  const [low, high] = accuracyDomain(pairs.flatMap((pair) => [pair.reference, pair.other]));
  const values = pairs.map(({ dataset, reference: first, other: second }) => ({
    x: second,
    y: first,
    description: `${dataset}: ${reference.label} ${percentText(first)} %, ${other.label} ${percentText(second)} %`,
  }));
  const scale = { domain: [low, high], nice: false, zero: false };
  const accuracyAxis = (field: string, { label }: NamedMethod) =>
    quantitative(field, `${label} accuracy (%)`, { scale, axis: { tickCount: 6 } });
  const corner = (text: string, x: number, y: number, align: "left" | "right") => ({
    data: { values: [{}] },
    mark: { type: "text", align, baseline: "middle", fontSize: 11, color: neutrals.muted } as const,
    encoding: { x: { value: x }, y: { value: y }, text: { value: text } },
  });
  return {
    width: 280,
    height: 280,
    layer: [
      {
        data: { values: [low, high].map((end) => ({ x: end, y: end })) },
        mark: { type: "line", color: neutrals.muted, strokeWidth: 1, strokeDash: [4, 3] },
        encoding: {
          x: { field: "x", type: "quantitative", scale },
          y: { field: "y", type: "quantitative", scale },
        },
      },
      corner(`${reference.label} better`, 8, 12, "left"),
      corner(`${other.label} better`, 272, 268, "right"),
      {
        data: { values },
        mark: { type: "point", filled: true, size: 42, opacity: 0.75, color: colour, aria: true },
        encoding: {
          x: accuracyAxis("x", other),
          y: accuracyAxis("y", reference),
          description: { field: "description" },
        },
      },
    ],
  };
}

/** The reference method against each other one, a point a data set, with the diagonal. */
export const scatterPlot: Plot = {
  name: "scatter",
  figures(input) {
    const { methods } = input.results;
    const reference = referenceMethod(methods);
    const styles = methodStyles(methods.map(({ id }) => id));
    return methods.flatMap((other): Figure[] => {
      if (reference === undefined || other === reference) return [];
      const pairs = pairsOf(input, reference, other);
      if (pairs.length === 0) return [];
      const counts = winDrawLoss(pairs.map((pair) => outcomeOf(pair.reference - pair.other, 0)));
      return [
        {
          id: `scatter-${reference.id}-${other.id}`,
          title: `${reference.label} against ${other.label}`,
          subtitle: `${reference.label} wins ${counts.wins}, draws ${counts.draws}, loses ${counts.losses}`,
          caption: `Above the diagonal ${reference.label} is better: ${counted(counts.wins, "win")}, ${counted(counts.draws, "draw")}, ${counts.losses} ${counts.losses === 1 ? "loss" : "losses"} over ${counted(pairs.length, "data set")}.`,
          spec: specOf([reference, other], pairs, styles.get(other.id)!.light),
        },
      ];
    });
  },
};
