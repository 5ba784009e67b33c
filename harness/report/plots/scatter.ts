import type { TopLevelSpec } from "vega-lite";
import type { NamedMethod } from "../../analysis/classification.ts";
import { outcomeOf, type WinDrawLoss, winDrawLoss } from "../../analysis/win-draw-loss.ts";
import type { Figure } from "../figure.ts";
import { methodStyles, neutrals } from "../theme.ts";
import { accuracyDomain, type Plot, type PlotInput, referenceMethod } from "./plot.ts";

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
  counts: WinDrawLoss,
  colour: string,
): TopLevelSpec {
  const [low, high] = accuracyDomain(pairs.flatMap((pair) => [pair.reference, pair.other]));
  const values = pairs.map(({ dataset, reference: first, other: second }) => ({
    x: second,
    y: first,
    description: `${dataset}: ${reference.label} ${first.toFixed(2)} %, ${other.label} ${second.toFixed(2)} %`,
  }));
  const scale = { domain: [low, high], nice: false, zero: false };
  const corner = (text: string, place: { x: number; y: number }, align: "left" | "right") => ({
    data: { values: [{}] },
    mark: { type: "text", align, baseline: "middle", fontSize: 11, color: neutrals.muted } as const,
    encoding: { x: { value: place.x }, y: { value: place.y }, text: { value: text } },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: {
      text: `${reference.label} against ${other.label}`,
      subtitle: `${reference.label} wins ${counts.wins}, draws ${counts.draws}, loses ${counts.losses}`,
    },
    width: 280,
    height: 280,
    layer: [
      {
        data: {
          values: [
            { x: low, y: low },
            { x: high, y: high },
          ],
        },
        mark: { type: "line", color: neutrals.muted, strokeWidth: 1, strokeDash: [4, 3] },
        encoding: {
          x: { field: "x", type: "quantitative", scale },
          y: { field: "y", type: "quantitative", scale },
        },
      },
      corner(`${reference.label} better`, { x: 8, y: 12 }, "left"),
      corner(`${other.label} better`, { x: 272, y: 268 }, "right"),
      {
        data: { values },
        mark: { type: "point", filled: true, size: 42, opacity: 0.75, color: colour, aria: true },
        encoding: {
          x: {
            field: "x",
            type: "quantitative",
            title: `${other.label} accuracy (%)`,
            scale,
            axis: { tickCount: 6 },
          },
          y: {
            field: "y",
            type: "quantitative",
            title: `${reference.label} accuracy (%)`,
            scale,
            axis: { tickCount: 6 },
          },
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
          caption: `Above the diagonal ${reference.label} is better: ${counts.wins} wins, ${counts.draws} draws, ${counts.losses} losses over ${pairs.length} data sets.`,
          spec: specOf([reference, other], pairs, counts, styles.get(other.id)!.light),
        },
      ];
    });
  },
};
