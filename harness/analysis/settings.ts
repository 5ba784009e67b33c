import type { ClassificationResult } from "../experiments/classification/result.ts";

export type RecordedGrid = ClassificationResult["grid"];
type GridValue = RecordedGrid[number]["values"][number];

/** A point of the search as a record has it: index of the setting in grid order, index of C. */
export interface Candidate {
  readonly setting: number;
  readonly c: number;
}

/** The paper's letters for the keys of kernel settings; a key that is not here stands for itself. */
const letters: Readonly<Record<string, string>> = {
  sigmaW: "σw",
  sigmaU: "σu",
  sigmaB: "σb",
  sigmaH: "σh",
  sigmaV: "σv",
  layers: "L",
  alpha: "α",
  degree: "d",
  offset: "r",
};

/** How a key of a grid is called in tables and figures, such as `σw` for `sigmaW`. */
export function keyLetter(key: string): string {
  return letters[key] ?? key;
}

/** A value of a grid, short but never ambiguous within the paper's grids: `√2` is not `1.41`. */
export function valueText(value: GridValue): string {
  if (typeof value !== "number") return String(value);
  return value === Math.SQRT2 ? "√2" : String(Number(value.toPrecision(4)));
}

/** Number of settings of a grid. */
export function settingCount(grid: RecordedGrid): number {
  return grid.reduce((product, { values }) => product * values.length, 1);
}

/** For each key of the grid, which of its values the setting has (the last key varies fastest). */
export function valueIndexes(grid: RecordedGrid, setting: number): number[] {
  const indexes: number[] = [];
  let rest = setting;
  for (const { values } of grid.toReversed()) {
    indexes.unshift(rest % values.length);
    rest = Math.floor(rest / values.length);
  }
  return indexes;
}

/** `σw 1.41 σb 0.1, C 10`: the keys that vary over the search, with the values of one candidate. */
export function candidateText(
  grid: RecordedGrid,
  C: readonly number[],
  candidate: Candidate,
): string {
  const indexes = valueIndexes(grid, candidate.setting);
  const setting = grid
    .map(({ key, values }, i) => ({ key, values, value: values[indexes[i]!]! }))
    .filter(({ values }) => values.length > 1)
    .map(({ key, value }) => `${keyLetter(key)} ${valueText(value)}`)
    .join(" ");
  const cost = C.length > 1 ? `C ${valueText(C[candidate.c]!)}` : "";
  return [setting, cost].filter((part) => part !== "").join(", ");
}
