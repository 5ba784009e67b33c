import { type Grid, type GridValue, valueIndexes } from "../methods/grid.ts";

/** The letters that papers have for keys of grids; a key that is not here stands for itself. */
const letters: Readonly<Record<string, string>> = {
  sigmaW: "σw",
  sigmaU: "σu",
  sigmaB: "σb",
  sigmaH: "σh",
  sigmaV: "σv",
  layers: "L",
  units: "n",
  learningRate: "η",
  alpha: "α",
  degree: "d",
  offset: "r",
  ridge: "λ",
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

/** `σw 1.41 σb 0.1 C 10`: the keys that vary over the search, with the values of one candidate. */
export function candidateText(grid: Grid, candidate: number): string {
  const indexes = valueIndexes(grid, candidate);
  return grid
    .map(({ key, values }, axis) => ({ key, values, value: values[indexes[axis]!]! }))
    .filter(({ values }) => values.length > 1)
    .map(({ key, value }) => `${keyLetter(key)} ${valueText(value)}`)
    .join(" ");
}
