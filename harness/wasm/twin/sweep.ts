import { activate, activateNormalised } from "./activate.ts";
import { combineAbove, combineInput } from "./combine.ts";
import { at, eachPair, rowStart, seriesAt, stateBytes, type Tile, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/sweep.ts`. */
export function accumulate(
  memory: Float64Array,
  sums: number,
  state: number,
  rows: number,
  columns: number,
  bytes: number,
  ...tile: Tile
): void {
  eachPair(tile, (row, column, lane, vector) => {
    const s = at(state + vector * stateBytes) + lane;
    const sum = at(sums + vector * stateBytes) + lane;
    const r = memory[seriesAt(rows, row, bytes) + 4]!;
    const scale = r * memory[at(columns + column * bytes) + 4 + lane]!;
    memory[sum] = memory[sum]! + scale * (2 - memory[s]!);
    memory[sum + 2] = memory[sum + 2]! + scale * memory[s + 2]!;
  });
}

/** See `assembly/kernels/sweep.ts`. */
export function sweep(
  memory: Float64Array,
  state: number,
  scratch: number,
  sums: number,
  rows: number,
  columns: number,
  rowStride: number,
  columnStride: number,
  rowVectors: number,
  columnVectors: number,
  ...rest: [...tile: Tile, channels: number, layers: number, steps: number, normalised: number]
): void {
  const [rowFrom, rowTo, from, to, triangle, channels, layers, steps, normalised] = rest;
  const through = normalised !== 0 ? activateNormalised : activate;
  let count = 0;
  for (let row = rowFrom; row < rowTo; row++) count += to - rowStart(row, from, triangle);
  const tile = [rowFrom, rowTo, from, to, triangle] as const;
  for (let t = 0; t < steps; t++) {
    let r = rows + t * rowStride;
    let c = columns + t * columnStride;
    let bytes = (channels + 3) * vectorBytes;
    let s = state;
    combineInput(memory, s, scratch, r, c, ...tile, channels);
    through(memory, s, scratch, count);
    for (let l = 1; l < layers; l++) {
      r += rowVectors * bytes;
      c += columnVectors * bytes;
      bytes = 4 * vectorBytes;
      s += count * stateBytes;
      combineAbove(memory, s, scratch, s - count * stateBytes, r, c, ...tile);
      through(memory, s, scratch, count);
    }
    if (sums !== 0) accumulate(memory, sums, s, r, c, bytes, ...tile);
  }
}
