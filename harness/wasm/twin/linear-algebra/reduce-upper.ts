import { at } from "../layout.ts";
import { complete } from "./reduce.ts";

/** See `assembly/linear-algebra/reduce-upper.ts`. */
export function reduceUpper(
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
    const first = memory[own + k + 1]! - vk * memory[w + k + 1]! - wk * memory[v + k + 1]!;
    let rest = 0;
    for (let i = k + 2; i < n; i++) {
      const entry = memory[own + i]! - vk * memory[w + i]! - wk * memory[v + i]!;
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
  memory.fill(0, product + (start & ~1), product + stride);
  /** Entry (j, i), with j <= i, in its row and in its column. */
  const step = (row: number, j: number, i: number): void => {
    const entry =
      memory[row + i]! - memory[v + i]! * memory[w + j]! - memory[w + i]! * memory[v + j]!;
    memory[row + i] = entry;
    memory[product + i] = memory[product + i]! + entry * memory[u + j]!;
    if (i !== j) memory[product + j] = memory[product + j]! + entry * memory[u + i]!;
  };
  let row = a;
  for (let j = start; j < n; j++) {
    step(row, j, j);
    if (j % 2 === 0 && j + 1 < n) step(row, j, j + 1);
    let [even, odd] = [0, 0];
    if (j + 1 < n || j % 2 === 1) {
      const from = j % 2 === 0 ? j + 2 : j + 1;
      for (let i = from; i < stride; i++) {
        const entry =
          memory[row + i]! - memory[v + i]! * memory[w + j]! - memory[w + i]! * memory[v + j]!;
        memory[row + i] = entry;
        memory[product + i] = memory[product + i]! + entry * memory[u + j]!;
        if (i % 2 === 0) even += entry * memory[u + i]!;
        else odd += entry * memory[u + i]!;
      }
      memory[product + j] = memory[product + j]! + (even + odd);
    }
    row += stride;
  }
}
