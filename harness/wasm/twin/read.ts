import { at, eachPair, stateBytes, type Tile, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/read.ts`. */
export function readOut(
  memory: Float64Array,
  kind: number,
  values: number,
  state: number,
  rows: number,
  columns: number,
  factor: number,
  ...tile: Tile
): void {
  eachPair(tile, (row, column, lane, vector) => {
    const s = at(state + vector * stateBytes) + lane;
    const first = 2 - memory[s]!;
    const second = memory[s + 2]!;
    const total = kind === 0 ? second : kind === 1 ? first : first + second;
    const deviations = memory[at(rows) + row]! * memory[at(columns) + 2 * column + lane]!;
    memory[at(values + vector * vectorBytes) + lane] = factor * deviations * total;
  });
}
