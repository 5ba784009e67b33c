import { at, rowStart, scratchBytes, seriesAt, stateBytes, vectorBytes } from "./layout.ts";

/** See `assembly/kernels/combine.ts`. */
export function combineInput(
  memory: Float64Array,
  state: number,
  scratch: number,
  rows: number,
  columns: number,
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
  channels: number,
): void {
  const bytes = (channels + 3) * vectorBytes;
  let s = at(state);
  let x = at(scratch);
  for (let row = rowFrom; row < rowTo; row++) {
    const own = seriesAt(rows, row, bytes);
    const a = memory[own]!;
    const c = memory[own + 2]!;
    for (let v = rowStart(row, from, triangle); v < to; v++) {
      for (let lane = 0; lane < 2; lane++) {
        const other = at(columns + v * bytes) + lane;
        const spreadA = a - memory[other]!;
        const spreadC = c - memory[other + 2]!;
        let gap = spreadA * spreadA + spreadC * spreadC;
        let overlap = gap;
        for (let k = 6; k < 6 + 2 * channels; k += 2) {
          const difference = memory[own + k]! - memory[other + k]!;
          const sum = memory[own + k]! + memory[other + k]!;
          gap += difference * difference;
          overlap += sum * sum;
        }
        const recurrent = a * memory[other]!;
        const mu = recurrent * memory[s + lane]!;
        const omega = gap + mu;
        memory[s + lane] = omega;
        memory[s + 2 + lane] = 2 - omega + recurrent * memory[s + 2 + lane]!;
        overlap += 4 * (recurrent + c * memory[other + 2]!) - mu;
        memory[x + lane] = overlap < omega ? overlap : omega;
      }
      s += at(stateBytes);
      x += at(scratchBytes);
    }
  }
}

/** See `assembly/kernels/combine.ts`. */
export function combineAbove(
  memory: Float64Array,
  state: number,
  scratch: number,
  below: number,
  rows: number,
  columns: number,
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
): void {
  const bytes = 4 * vectorBytes;
  let s = at(state);
  let lower = at(below);
  let x = at(scratch);
  for (let row = rowFrom; row < rowTo; row++) {
    const own = seriesAt(rows, row, bytes);
    const a = memory[own]!;
    const c = memory[own + 2]!;
    const b = memory[own + 6]!;
    for (let v = rowStart(row, from, triangle); v < to; v++) {
      for (let lane = 0; lane < 2; lane++) {
        const other = at(columns + v * bytes) + lane;
        const spreadA = a - memory[other]!;
        const spreadC = c - memory[other + 2]!;
        const spreadB = b - memory[other + 6]!;
        const gap = spreadA * spreadA + spreadC * spreadC + spreadB * spreadB;
        const recurrent = a * memory[other]!;
        const share = b * memory[other + 6]!;
        const mu = recurrent * memory[s + lane]! + share * memory[lower + lane]!;
        const nu = recurrent * memory[s + 2 + lane]! + share * memory[lower + 2 + lane]!;
        const omega = gap + mu;
        memory[s + lane] = omega;
        memory[s + 2 + lane] = 2 - omega + nu;
        const overlap = gap + (4 * (recurrent + c * memory[other + 2]! + share) - mu);
        memory[x + lane] = overlap < omega ? overlap : omega;
      }
      s += at(stateBytes);
      lower += at(stateBytes);
      x += at(scratchBytes);
    }
  }
}

/** See `assembly/kernels/combine.ts`. */
export function combineAngles(
  memory: Float64Array,
  state: number,
  scratch: number,
  lack: number,
  excess: number,
  rows: number,
  columns: number,
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  triangle: number,
): void {
  const bytes = 4 * vectorBytes;
  let s = at(state);
  let x = at(scratch);
  let place = 0;
  for (let row = rowFrom; row < rowTo; row++) {
    const own = seriesAt(rows, row, bytes);
    const a = memory[own]!;
    const c = memory[own + 2]!;
    for (let v = rowStart(row, from, triangle); v < to; v++) {
      for (let lane = 0; lane < 2; lane++) {
        const other = at(columns + v * bytes) + lane;
        const spreadA = a - memory[other]!;
        const spreadC = c - memory[other + 2]!;
        const common = spreadA * spreadA + spreadC * spreadC;
        const weight = 2 * (a * memory[other]!);
        const omega = common + weight * memory[at(lack) + place]!;
        const bias = 4 * (c * memory[other + 2]!);
        const overlap = common + weight * memory[at(excess) + place]! + bias;
        memory[s + lane] = omega;
        memory[s + 2 + lane] = 2 - omega;
        memory[x + lane] = overlap < omega ? overlap : omega;
        place++;
      }
      s += at(stateBytes);
      x += at(scratchBytes);
    }
  }
}
