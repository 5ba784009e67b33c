import type { ClassificationResults, NamedMethod } from "../../analysis/classification.ts";
import type { CompleteCases } from "../../analysis/complete-cases.ts";
import type { Significance } from "../../analysis/significance.ts";
import type { Figure } from "../figure.ts";
import { methodStyles } from "../theme.ts";

/** What a plot of the classification results is made of. */
export interface PlotInput {
  readonly results: ClassificationResults;
  /** The data sets that every method has. */
  readonly cases: CompleteCases;
  /** Tests over the complete cases, where there are enough of them. */
  readonly significance: Significance | undefined;
}

/** A kind of plot: none, one or several figures, as the records allow. */
export interface Plot {
  readonly name: string;
  figures(input: PlotInput): Figure[];
}

/** A numeric channel of an encoding with a title; `rest` has what else is said of it. */
export function quantitative<const Rest extends object>(
  field: string,
  title: string | null,
  rest: Rest,
) {
  return { field, type: "quantitative", title, ...rest } as const;
}

/** Colour and shape of the methods as scales of a Vega-Lite encoding. */
export function methodScales(methods: readonly NamedMethod[]) {
  const domain = methods.map(({ label }) => label);
  const styles = [...methodStyles(methods.map(({ id }) => id)).values()];
  return {
    color: { domain, range: styles.map(({ light }) => light) },
    shape: { domain, range: styles.map(({ shape }) => shape) },
  };
}

/** A domain of accuracies: from the ten below the lowest to 100. */
export function accuracyDomain(percents: readonly number[]): [number, number] {
  return [Math.min(90, 10 * Math.floor(Math.min(...percents) / 10)), 100];
}
