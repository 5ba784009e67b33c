import { at } from "../layout.ts";

/** See `assembly/linear-algebra/reduce.ts`. */
export function reduce(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  spare: number,
  diagonal: number,
  beside: number,
  factors: number,
  negligible: number,
): void {
  reduceBy(stride, sweep, memory, n, stride, a, spare, diagonal, beside, factors, negligible);
}

/** Reduces with the entries beside the diagonal read `step` apart, down a column or along a row. */
export function reduceBy(
  step: number,
  sweep: Sweep,
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  spare: number,
  diagonal: number,
  beside: number,
  factors: number,
  negligible: number,
): void {
  const zeros = at(spare) + 2 * stride;
  memory.fill(0, at(spare), zeros + stride);
  let v = zeros;
  let w = zeros;
  for (let k = 0; k < n; k++) {
    const own = at(a) + k * stride;
    const vk = memory[v + k]!;
    const wk = memory[w + k]!;
    memory[at(diagonal) + k] = memory[own + k]! - vk * wk - wk * vk;
    if (k === n - 1) return;
    let rest = 0;
    let from = own + k + step;
    const first = memory[from]! - vk * memory[w + k + 1]! - wk * memory[v + k + 1]!;
    for (let i = k + 2; i < n; i++) {
      from += step;
      const entry = memory[from]! - vk * memory[w + i]! - wk * memory[v + i]!;
      memory[own + i] = entry;
      rest += entry * entry;
    }
    const product = at(spare) + (v === zeros || w === at(spare) + stride ? 0 : stride);
    if (rest <= negligible) {
      memory[at(beside) + k] = first;
      memory[at(factors) + k] = 0;
      if (v !== zeros) sweep(memory, n, stride, k + 1, own + stride, v, w, zeros, product);
      v = zeros;
      w = zeros;
      continue;
    }
    const root = Math.sqrt(first * first + rest);
    const alpha = first > 0 ? -root : root;
    memory[at(beside) + k] = alpha;
    const head = first - alpha;
    memory[own + k + 1] = head;
    const factor = 2 / (head * head + rest);
    memory[at(factors) + k] = factor;
    sweep(memory, n, stride, k + 1, own + stride, v, w, own, product);
    v = own;
    w = product;
    complete(memory, n, k + 1, v, w, factor);
  }
}

/** Applies the update by v and w to the rows from `start` on, and adds their product with u. */
type Sweep = (
  memory: Float64Array,
  n: number,
  stride: number,
  start: number,
  a: number,
  v: number,
  w: number,
  u: number,
  product: number,
) => void;

function sweep(
  memory: Float64Array,
  n: number,
  stride: number,
  start: number,
  a: number,
  v: number,
  w: number,
  u: number,
  product: number,
): void {
  const from = start & ~1;
  memory.fill(0, product + from, product + stride);
  let row = a;
  for (let j = start; j < n; j++) {
    const vj = memory[v + j]!;
    const wj = memory[w + j]!;
    const uj = memory[u + j]!;
    for (let i = from; i < stride; i++) {
      const entry = memory[row + i]! - memory[v + i]! * wj - memory[w + i]! * vj;
      memory[row + i] = entry;
      memory[product + i] = memory[product + i]! + entry * uj;
    }
    row += stride;
  }
}

function complete(
  memory: Float64Array,
  n: number,
  start: number,
  v: number,
  w: number,
  factor: number,
): void {
  let product = 0;
  for (let i = start; i < n; i++) {
    const entry = factor * memory[w + i]!;
    memory[w + i] = entry;
    product += memory[v + i]! * entry;
  }
  const half = 0.5 * factor * product;
  for (let i = start; i < n; i++) memory[w + i] = memory[w + i]! - half * memory[v + i]!;
}
