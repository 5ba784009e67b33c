import type { Arithmetic, Numbers } from "./arithmetic.ts";

/* See `assembly/networks/cells.ts`. Addresses are indices of numbers; `starts` has the first step of every lane. */

export function rectify(
  memory: Numbers,
  _: Arithmetic,
  units: number,
  lanes: number,
  step: number,
  starts: number,
  h: number,
): void {
  for (let k = 0; k < units * lanes; k++)
    memory[h + k] = step >= memory[starts + (k % lanes)]! ? Math.max(memory[h + k]!, 0) : 0;
}

export function rectifyBack(
  memory: Numbers,
  _: Arithmetic,
  units: number,
  lanes: number,
  h: number,
  dh: number,
  d: number,
): void {
  for (let k = 0; k < units * lanes; k++) {
    memory[d + k] = memory[h + k]! > 0 ? memory[dh + k]! : 0;
    memory[dh + k] = 0;
  }
}

export function gruStep(
  memory: Numbers,
  { round, sigmoid, tanh }: Arithmetic,
  units: number,
  lanes: number,
  step: number,
  starts: number,
  gates: number,
  before: number,
  h: number,
): void {
  const size = units * lanes;
  for (let k = 0; k < size; k++) {
    const q = memory[gates + k]!;
    const r = sigmoid(memory[gates + size + k]!);
    const z = sigmoid(memory[gates + 2 * size + k]!);
    const n = tanh(round(memory[gates + 3 * size + k]! + round(r * q)));
    memory[gates + size + k] = r;
    memory[gates + 2 * size + k] = z;
    memory[gates + 3 * size + k] = n;
    const next = round(n + round(z * round(memory[before + k]! - n)));
    memory[h + k] = step >= memory[starts + (k % lanes)]! ? next : 0;
  }
}

export function gruStepBack(
  memory: Numbers,
  { round }: Arithmetic,
  units: number,
  lanes: number,
  step: number,
  starts: number,
  gates: number,
  before: number,
  dh: number,
  d: number,
): void {
  const size = units * lanes;
  for (let k = 0; k < size; k++) {
    const out = step >= memory[starts + (k % lanes)]! ? memory[dh + k]! : 0;
    const q = memory[gates + k]!;
    const r = memory[gates + size + k]!;
    const z = memory[gates + 2 * size + k]!;
    const n = memory[gates + 3 * size + k]!;
    const dn = round(round(out * round(1 - z)) * round(1 - round(n * n)));
    const dz = round(out * round(memory[before + k]! - n));
    const dr = round(dn * q);
    memory[d + k] = round(dn * r);
    memory[d + size + k] = round(dr * round(r * round(1 - r)));
    memory[d + 2 * size + k] = round(dz * round(z * round(1 - z)));
    memory[d + 3 * size + k] = dn;
    memory[dh + k] = round(out * z);
  }
}
