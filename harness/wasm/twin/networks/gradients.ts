import type { Arithmetic, Numbers } from "./arithmetic.ts";

/* See `assembly/networks/gradients.ts`. Addresses are indices of numbers. */

export function addOuter(
  memory: Numbers,
  { round }: Arithmetic,
  rows: number,
  columns: number,
  lanes: number,
  steps: number,
  d: number,
  dStep: number,
  x: number,
  xStep: number,
  to: number,
): void {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      sums.fill(0);
      for (let step = 0; step < steps; step++) {
        const left = d + step * dStep + i * lanes;
        const right = x + step * xStep + k * lanes;
        for (let lane = 0; lane < lanes; lane++)
          sums[lane & 3] = round(
            sums[lane & 3]! + round(memory[left + lane]! * memory[right + lane]!),
          );
      }
      const at = to + i * columns + k;
      memory[at] = round(memory[at]! + acrossLanes(sums, round));
    }
  }
}

export function addSums(
  memory: Numbers,
  { round }: Arithmetic,
  rows: number,
  lanes: number,
  steps: number,
  d: number,
  dStep: number,
  to: number,
): void {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < rows; i++) {
    sums.fill(0);
    for (let step = 0; step < steps; step++)
      for (let lane = 0; lane < lanes; lane++)
        sums[lane & 3] = round(sums[lane & 3]! + memory[d + step * dStep + i * lanes + lane]!);
    memory[to + i] = round(memory[to + i]! + acrossLanes(sums, round));
  }
}

function acrossLanes([a, b, c, d]: readonly number[], round: Arithmetic["round"]): number {
  return round(round(a! + b!) + round(c! + d!));
}

export function scale(
  memory: Numbers,
  { round }: Arithmetic,
  count: number,
  factor: number,
  at: number,
): void {
  for (let k = at; k < at + count; k++) memory[k] = round(memory[k]! * round(factor));
}

export function update(
  memory: Numbers,
  { round }: Arithmetic,
  count: number,
  learningRate: number,
  decay: number,
  rest: number,
  epsilon: number,
  weights: number,
  gradients: number,
  squares: number,
): void {
  for (let k = 0; k < count; k++) {
    const gradient = memory[gradients + k]!;
    const kept = round(memory[squares + k]! * round(decay));
    const square = round(kept + round(round(gradient * gradient) * round(rest)));
    memory[squares + k] = square;
    const size = round(round(Math.sqrt(square)) + round(epsilon));
    const change = round(round(learningRate) * round(gradient / size));
    memory[weights + k] = round(memory[weights + k]! - change);
  }
}
