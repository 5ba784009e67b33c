import { activate, activateNormalised, two } from "./activate";
import { combineAbove, combineInput, rowStart, seriesAt } from "./combine";
import { minus, plus, stateBytes, times, vector } from "./lanes";

/** Adds r r' (2 - mu) and r r' nu of a step to the sums of a tile, for the average read-out. */
export function accumulate(
  sums: usize, state: usize, rows: usize, columns: usize, bytes: usize,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32,
): void {
  const end = columns + <usize>to * bytes;
  const second = two();
  for (let row = rowFrom; row < rowTo; row++) {
    const r = v128.load64_splat(seriesAt(rows, row, bytes), 32);
    for (let p = columns + <usize>rowStart(row, from, triangle) * bytes; p < end; p += bytes) {
      const scale = times(r, v128.load(p, 32));
      const mean = times(scale, minus(second, v128.load(state)));
      v128.store(sums, plus(v128.load(sums), mean));
      v128.store(sums, plus(v128.load(sums, 16), times(scale, v128.load(state, 16))), 16);
      state += stateBytes;
      sums += stateBytes;
    }
  }
}

/**
 * `steps` steps of the recursion of a tile, all its layers. The packs of the layers of a step
 * follow each other, those of the next step `rowStride` and `columnStride` bytes behind; the states
 * of a layer follow those of the one below. `sums` is 0 where no average is asked for; `normalised`
 * takes `activateNormalised` in the place of `activate`.
 */
export function sweep(
  state: usize, scratch: usize, sums: usize, rows: usize, columns: usize,
  rowStride: usize, columnStride: usize, rowVectors: i32, columnVectors: i32,
  rowFrom: i32, rowTo: i32, from: i32, to: i32, triangle: i32,
  channels: i32, layers: i32, steps: i32, normalised: i32,
): void {
  let count = 0;
  for (let row = rowFrom; row < rowTo; row++) count += to - rowStart(row, from, triangle);
  const layerBytes = <usize>count * stateBytes;
  const inputBytes = <usize>(channels + 3) * vector;
  for (let t = 0; t < steps; t++) {
    let r = rows, c = columns, bytes = inputBytes, s = state;
    combineInput(s, scratch, r, c, rowFrom, rowTo, from, to, triangle, channels);
    if (normalised) activateNormalised(s, scratch, count);
    else activate(s, scratch, count);
    for (let l = 1; l < layers; l++) {
      r += <usize>rowVectors * bytes;
      c += <usize>columnVectors * bytes;
      bytes = 4 * vector;
      s += layerBytes;
      combineAbove(s, scratch, s - layerBytes, r, c, rowFrom, rowTo, from, to, triangle);
      if (normalised) activateNormalised(s, scratch, count);
      else activate(s, scratch, count);
    }
    if (sums) accumulate(sums, s, r, c, bytes, rowFrom, rowTo, from, to, triangle);
    rows += rowStride;
    columns += columnStride;
  }
}
