import type { Selection } from "../experiments/classification/result.ts";
import { type Grid, gridSize } from "../methods/grid.ts";
import { keyLetter, valueText } from "./settings.ts";

/** A key of the grid that has several values. */
export interface Axis {
  readonly name: string;
  readonly values: readonly string[];
  /** Index of the axis' value that a candidate has. */
  indexOf(candidate: number): number;
}

/** The keys that vary over the search, in grid order. */
export function axesOf({ grid }: { readonly grid: Grid }): Axis[] {
  let stride = gridSize(grid);
  return grid
    .map(({ key, values }) => {
      stride /= values.length;
      const below = stride;
      return {
        name: keyLetter(key),
        values: values.map(valueText),
        indexOf: (candidate: number) => Math.floor(candidate / below) % values.length,
      };
    })
    .filter(({ values }) => values.length > 1);
}

/** The two axes with the most values (the earlier where equal), in the order of `axes`. */
export function widestAxes(axes: readonly Axis[]): readonly [Axis, Axis] | undefined {
  const [first, second] = [...axes].sort((a, b) => b.values.length - a.values.length);
  if (first === undefined || second === undefined) return undefined;
  return axes.indexOf(first) < axes.indexOf(second) ? [first, second] : [second, first];
}

/** Best validation accuracy, in percent, over all that two axes do not fix. */
export interface Surface {
  readonly across: Axis;
  readonly down: Axis;
  /** Row-major; NaN where no candidate could be trained. */
  readonly percents: Float64Array; // (down, across)
}

/** The surface over two axes, or `undefined` where pruning left candidates unknown. */
export function validationSurface(
  { validation }: Selection,
  across: Axis,
  down: Axis,
): Surface | undefined {
  const { numerators, denominator } = validation;
  if (numerators === null) return undefined;
  const best = new Float64Array(down.values.length * across.values.length).fill(Number.NaN);
  for (const [candidate, numerator] of numerators.entries()) {
    if (numerator === null) continue;
    const cell = down.indexOf(candidate) * across.values.length + across.indexOf(candidate);
    if (!(best[cell]! >= numerator)) best[cell] = numerator;
  }
  return { across, down, percents: best.map((numerator) => (100 * numerator) / denominator) };
}
