import { at } from "../layout.ts";

/** See `assembly/linear-algebra/cholesky.ts`. */
export function factorise(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  smallest: number,
): number {
  const width = (n + 1) & ~1;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, memory[at(a) + i * (stride + 1)]!);
  const threshold = smallest * largest;
  for (let i = 0; i < n; i++) {
    const own = at(a) + i * stride;
    for (let k = 0; k < i; k++) {
      const above = at(a) + k * stride;
      const factor = memory[above + i]!;
      for (let j = i & ~1; j < width; j++)
        memory[own + j] = memory[own + j]! - factor * memory[above + j]!;
    }
    const pivot = memory[own + i]!;
    if (!(pivot > threshold)) return 0;
    const root = Math.sqrt(pivot);
    for (let j = i & ~1; j < width; j++) memory[own + j] = memory[own + j]! / root;
    memory[own + i] = root;
  }
  return 1;
}

export function solve(
  memory: Float64Array,
  n: number,
  stride: number,
  u: number,
  width: number,
  b: number,
): void {
  const [factors, values] = [at(u), at(b)];
  for (let column = 0; column < width; column++) {
    for (let i = 0; i < n; i++) {
      const own = values + i * width + column;
      const x = memory[own]! / memory[factors + i * stride + i]!;
      memory[own] = x;
      for (let k = i + 1; k < n; k++) {
        const other = values + k * width + column;
        memory[other] = memory[other]! - memory[factors + i * stride + k]! * x;
      }
    }
    for (let i = n - 1; i >= 0; i--) {
      const own = values + i * width + column;
      const x = memory[own]! / memory[factors + i * stride + i]!;
      memory[own] = x;
      for (let k = 0; k < i; k++) {
        const other = values + k * width + column;
        memory[other] = memory[other]! - memory[factors + k * stride + i]! * x;
      }
    }
  }
}
