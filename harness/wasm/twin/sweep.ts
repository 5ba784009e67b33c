import { activate } from "./activate.ts";
import { combineAbove, combineInput } from "./combine.ts";
import { at, rowStart, seriesAt, stateBytes, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/sweep.ts`. */
export function accumulate(
  memory: Float64Array,
  sums: number,
  state: number,
  rows: number,
  columns: number,
  bytes: number,
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
): void {
  let s = at(state);
  let sum = at(sums);
  for (let row = rowFrom; row < rowTo; row++) {
    const r = memory[seriesAt(rows, row, bytes) + 4]!;
    for (let v = rowStart(row, from, triangle); v < to; v++) {
      for (let lane = 0; lane < 2; lane++) {
        const scale = r * memory[at(columns + v * bytes) + 4 + lane]!;
        memory[sum + lane] = memory[sum + lane]! + scale * (2 - memory[s + lane]!);
        memory[sum + 2 + lane] = memory[sum + 2 + lane]! + scale * memory[s + 2 + lane]!;
      }
      s += at(stateBytes);
      sum += at(stateBytes);
    }
  }
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
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
  channels: number,
  layers: number,
  steps: number,
): void {
  let count = 0;
  for (let row = rowFrom; row < rowTo; row++) count += to - rowStart(row, from, triangle);
  const tile = [rowFrom, rowTo, from, to, triangle] as const;
  for (let t = 0; t < steps; t++) {
    let r = rows + t * rowStride;
    let c = columns + t * columnStride;
    let bytes = (channels + 3) * vectorBytes;
    let s = state;
    combineInput(memory, s, scratch, r, c, ...tile, channels);
    activate(memory, s, scratch, count);
    for (let l = 1; l < layers; l++) {
      r += rowVectors * bytes;
      c += columnVectors * bytes;
      bytes = 4 * vectorBytes;
      s += count * stateBytes;
      combineAbove(memory, s, scratch, s - count * stateBytes, r, c, ...tile);
      activate(memory, s, scratch, count);
    }
    if (sums !== 0) accumulate(memory, sums, s, r, c, bytes, ...tile);
  }
}
