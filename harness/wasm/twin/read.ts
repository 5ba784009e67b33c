import { at, rowStart, stateBytes, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/read.ts`. */
export function readOut(
  memory: Float64Array,
  kind: number,
  values: number,
  state: number,
  rows: number,
  columns: number,
  factor: number,
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
): void {
  let s = at(state);
  let target = at(values);
  for (let row = rowFrom; row < rowTo; row++) {
    const r = memory[at(rows) + row]!;
    for (let v = rowStart(row, from, triangle); v < to; v++) {
      for (let lane = 0; lane < 2; lane++) {
        const first = 2 - memory[s + lane]!;
        const second = memory[s + 2 + lane]!;
        const total = kind === 0 ? second : kind === 1 ? first : first + second;
        memory[target + lane] = factor * (r * memory[at(columns) + 2 * v + lane]!) * total;
      }
      s += at(stateBytes);
      target += at(vectorBytes);
    }
  }
}
