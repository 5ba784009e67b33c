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
        const differenceA = a - memory[other]!;
        const differenceC = c - memory[other + 2]!;
        let squaredDifferences = differenceA * differenceA + differenceC * differenceC;
        let squaredSums = squaredDifferences;
        for (let k = 6; k < 6 + 2 * channels; k += 2) {
          const difference = memory[own + k]! - memory[other + k]!;
          const sum = memory[own + k]! + memory[other + k]!;
          squaredDifferences += difference * difference;
          squaredSums += sum * sum;
        }
        const recurrent = a * memory[other]!;
        const mu = recurrent * memory[s + lane]!;
        const twiceOneMinusRho = squaredDifferences + mu;
        memory[s + lane] = twiceOneMinusRho;
        memory[s + 2 + lane] = 2 - twiceOneMinusRho + recurrent * memory[s + 2 + lane]!;
        const twiceOnePlusRho = squaredSums + (4 * (recurrent + c * memory[other + 2]!) - mu);
        memory[x + lane] = twiceOnePlusRho < twiceOneMinusRho ? twiceOnePlusRho : twiceOneMinusRho;
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
        const differenceA = a - memory[other]!;
        const differenceC = c - memory[other + 2]!;
        const differenceB = b - memory[other + 6]!;
        const squaredDifferences =
          differenceA * differenceA + differenceC * differenceC + differenceB * differenceB;
        const recurrent = a * memory[other]!;
        const input = b * memory[other + 6]!;
        const mu = recurrent * memory[s + lane]! + input * memory[lower + lane]!;
        const nu = recurrent * memory[s + 2 + lane]! + input * memory[lower + 2 + lane]!;
        const twiceOneMinusRho = squaredDifferences + mu;
        memory[s + lane] = twiceOneMinusRho;
        memory[s + 2 + lane] = 2 - twiceOneMinusRho + nu;
        const twiceOnePlusRho =
          squaredDifferences + (4 * (recurrent + c * memory[other + 2]! + input) - mu);
        memory[x + lane] = twiceOnePlusRho < twiceOneMinusRho ? twiceOnePlusRho : twiceOneMinusRho;
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
  oneMinusCosine: number,
  onePlusCosine: number,
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
  let pair = 0;
  for (let row = rowFrom; row < rowTo; row++) {
    const own = seriesAt(rows, row, bytes);
    const a = memory[own]!;
    const c = memory[own + 2]!;
    for (let v = rowStart(row, from, triangle); v < to; v++) {
      for (let lane = 0; lane < 2; lane++) {
        const other = at(columns + v * bytes) + lane;
        const differenceA = a - memory[other]!;
        const differenceC = c - memory[other + 2]!;
        const squaredDifferences = differenceA * differenceA + differenceC * differenceC;
        const weight = 2 * (a * memory[other]!);
        const twiceOneMinusRho = squaredDifferences + weight * memory[at(oneMinusCosine) + pair]!;
        const bias = 4 * (c * memory[other + 2]!);
        const twiceOnePlusRho =
          squaredDifferences + weight * memory[at(onePlusCosine) + pair]! + bias;
        memory[s + lane] = twiceOneMinusRho;
        memory[s + 2 + lane] = 2 - twiceOneMinusRho;
        memory[x + lane] = twiceOnePlusRho < twiceOneMinusRho ? twiceOnePlusRho : twiceOneMinusRho;
        pair++;
      }
      s += at(stateBytes);
      x += at(scratchBytes);
    }
  }
}
