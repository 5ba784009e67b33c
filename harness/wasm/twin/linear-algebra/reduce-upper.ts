import { reduceBy } from "./reduce.ts";

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
  reduceBy(1, sweep, memory, n, stride, a, spare, diagonal, beside, factors, negligible);
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
