import type { ClassificationResult, Selection } from "../experiments/classification/result.ts";
import { valueIndexes } from "./settings.ts";

/** A key of the search with its values. */
export type Axis = ClassificationResult["grid"][number];

/** Best validation accuracy at every pair of values of two keys. */
export interface ValidationSurface {
  readonly rows: Axis;
  readonly columns: Axis;
  /** Percent, the best over all other keys (rows, columns). */
  readonly percents: readonly (readonly number[])[];
}

/** The keys of a search that vary: those of the kernel's grid, then C. */
export function searchAxes({ grid, C }: Pick<ClassificationResult, "grid" | "C">): Axis[] {
  return [...grid, { key: "C", values: C }].filter(({ values }) => values.length > 1);
}

/** The two keys with the most values, in the order of the search; fewer where fewer vary. */
export function longestAxes(axes: readonly Axis[]): Axis[] {
  const longest = [...axes].sort((a, b) => b.values.length - a.values.length).slice(0, 2);
  return axes.filter((axis) => longest.includes(axis));
}

/**
 * The validation accuracy over two keys of the search, at their best over the others; `undefined`
 * where pruning left candidates unknown.
 */
export function validationSurface(
  { grid, C }: Pick<ClassificationResult, "grid" | "C">,
  { validation }: Pick<Selection, "validation">,
  rows: Axis,
  columns: Axis,
): ValidationSurface | undefined {
  if (validation.numerators === null) return undefined;
  const keys = [...grid.map(({ key }) => key), "C"];
  const row = keys.indexOf(rows.key);
  const column = keys.indexOf(columns.key);
  const best = rows.values.map(() => columns.values.map(() => 0));
  for (const [setting, ofC] of validation.numerators.entries()) {
    const indexes = valueIndexes(grid, setting);
    for (const [c, numerator] of ofC.slice(0, C.length).entries()) {
      const at = [...indexes, c];
      const line = best[at[row]!]!;
      line[at[column]!] = Math.max(line[at[column]!]!, numerator);
    }
  }
  return {
    rows,
    columns,
    percents: best.map((line) => line.map((count) => (100 * count) / validation.denominator)),
  };
}
