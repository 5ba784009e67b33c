import {
  at,
  eachPair,
  scratchBytes,
  seriesAt,
  stateBytes,
  type Tile,
  vectorBytes,
} from "./layout.ts";

/** See `assembly/kernels/combine.ts`. */
export function combineInput(
  memory: Float64Array,
  state: number,
  scratch: number,
  rows: number,
  columns: number,
  ...rest: [...tile: Tile, channels: number]
): void {
  const [rowFrom, rowTo, from, to, triangle, channels] = rest;
  const bytes = (channels + 3) * vectorBytes;
  eachPair([rowFrom, rowTo, from, to, triangle], (row, column, lane, vector) => {
    const own = seriesAt(rows, row, bytes);
    const other = at(columns + column * bytes) + lane;
    const s = at(state + vector * stateBytes) + lane;
    const differenceA = memory[own]! - memory[other]!;
    const differenceC = memory[own + 2]! - memory[other + 2]!;
    let squaredDifferences = differenceA * differenceA + differenceC * differenceC;
    let squaredSums = squaredDifferences;
    for (let k = 6; k < 6 + 2 * channels; k += 2) {
      const difference = memory[own + k]! - memory[other + k]!;
      const sum = memory[own + k]! + memory[other + k]!;
      squaredDifferences += difference * difference;
      squaredSums += sum * sum;
    }
    const recurrent = memory[own]! * memory[other]!;
    const mu = recurrent * memory[s]!;
    const bias = memory[own + 2]! * memory[other + 2]!;
    const twiceOnePlusRho = squaredSums + (4 * (recurrent + bias) - mu);
    const twiceOneMinusRho = squaredDifferences + mu;
    memory[s] = twiceOneMinusRho;
    memory[s + 2] = 2 - twiceOneMinusRho + recurrent * memory[s + 2]!;
    memory[at(scratch + vector * scratchBytes) + lane] =
      twiceOnePlusRho < twiceOneMinusRho ? twiceOnePlusRho : twiceOneMinusRho;
  });
}

/** See `assembly/kernels/combine.ts`. */
export function combineAbove(
  memory: Float64Array,
  state: number,
  scratch: number,
  below: number,
  rows: number,
  columns: number,
  ...tile: Tile
): void {
  const bytes = 4 * vectorBytes;
  eachPair(tile, (row, column, lane, vector) => {
    const own = seriesAt(rows, row, bytes);
    const other = at(columns + column * bytes) + lane;
    const s = at(state + vector * stateBytes) + lane;
    const lower = at(below + vector * stateBytes) + lane;
    const differenceA = memory[own]! - memory[other]!;
    const differenceC = memory[own + 2]! - memory[other + 2]!;
    const differenceB = memory[own + 6]! - memory[other + 6]!;
    const squaredDifferences =
      differenceA * differenceA + differenceC * differenceC + differenceB * differenceB;
    const recurrent = memory[own]! * memory[other]!;
    const bias = memory[own + 2]! * memory[other + 2]!;
    const input = memory[own + 6]! * memory[other + 6]!;
    const mu = recurrent * memory[s]! + input * memory[lower]!;
    const nu = recurrent * memory[s + 2]! + input * memory[lower + 2]!;
    const twiceOnePlusRho = squaredDifferences + (4 * (recurrent + bias + input) - mu);
    const twiceOneMinusRho = squaredDifferences + mu;
    memory[s] = twiceOneMinusRho;
    memory[s + 2] = 2 - twiceOneMinusRho + nu;
    memory[at(scratch + vector * scratchBytes) + lane] =
      twiceOnePlusRho < twiceOneMinusRho ? twiceOnePlusRho : twiceOneMinusRho;
  });
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
  ...tile: Tile
): void {
  const bytes = 4 * vectorBytes;
  eachPair(tile, (row, column, lane, vector) => {
    const own = seriesAt(rows, row, bytes);
    const other = at(columns + column * bytes) + lane;
    const pair = 2 * vector + lane;
    const differenceA = memory[own]! - memory[other]!;
    const differenceC = memory[own + 2]! - memory[other + 2]!;
    const squaredDifferences = differenceA * differenceA + differenceC * differenceC;
    const weight = 2 * (memory[own]! * memory[other]!);
    const bias = 4 * (memory[own + 2]! * memory[other + 2]!);
    const twiceOneMinusRho = squaredDifferences + weight * memory[at(oneMinusCosine) + pair]!;
    const twiceOnePlusRho = squaredDifferences + weight * memory[at(onePlusCosine) + pair]! + bias;
    const s = at(state + vector * stateBytes) + lane;
    memory[s] = twiceOneMinusRho;
    memory[s + 2] = 2 - twiceOneMinusRho;
    memory[at(scratch + vector * scratchBytes) + lane] =
      twiceOnePlusRho < twiceOneMinusRho ? twiceOnePlusRho : twiceOneMinusRho;
  });
}
