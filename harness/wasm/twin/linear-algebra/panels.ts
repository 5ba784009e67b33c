import { at } from "../layout.ts";

/*
 * See `assembly/linear-algebra/panels.ts`. A sum runs over one row at a time here: index of entry j of a
 * row is that of its first entry and 4 j.
 */

function rowAt(panels: number, n: number, row: number): number {
  return at(panels) + 4 * (row >> 2) * n + (row & 3);
}

export function pack(
  memory: Float64Array,
  count: number,
  n: number,
  from: number,
  rows: number,
  to: number,
): void {
  const index = new Int32Array(memory.buffer, memory.byteOffset);
  for (let k = 0; k < ((count + 3) & ~3); k++) {
    const target = rowAt(to, n, k);
    const source = k < count ? rowAt(from, n, index[(rows >>> 2) + k]!) : -1;
    for (let j = 0; j < 4 * n; j += 4) memory[target + j] = source < 0 ? 0 : memory[source + j]!;
  }
}

export function arrange(
  memory: Float64Array,
  n: number,
  from: number,
  to: number,
  squares: number,
): void {
  for (let row = 0; row < ((n + 3) & ~3); row++) {
    const target = rowAt(to, n, row);
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const value = row < n ? memory[at(from) + row * n + j]! : 0;
      memory[target + 4 * j] = value;
      if (j !== row) sum += value * value;
    }
    memory[at(squares) + row] = sum;
  }
}

export function transformRows(
  memory: Float64Array,
  panels: number,
  n: number,
  q: number,
  ratios: number,
  inverses: number,
  plain: number,
  scaled: number,
): void {
  for (let row = 0; row < 4 * panels; row++) {
    const from = rowAt(q, n, row);
    const [first, second] = [rowAt(plain, n, row), rowAt(scaled, n, row)];
    let u = 0;
    for (let j = 0; j < n; j++) {
      u = memory[from + 4 * j]! - memory[at(ratios) + j]! * u;
      memory[first + 4 * j] = u;
      memory[second + 4 * j] = u * memory[at(inverses) + j]!;
    }
  }
}

export function inverseDiagonal(
  memory: Float64Array,
  panels: number,
  n: number,
  q: number,
  ratios: number,
  inverses: number,
  to: number,
): void {
  for (let row = 0; row < 4 * panels; row++) {
    const from = rowAt(q, n, row);
    let u = 0;
    let sum = 0;
    for (let j = 0; j < n; j++) {
      u = memory[from + 4 * j]! - memory[at(ratios) + j]! * u;
      sum += u * (u * memory[at(inverses) + j]!);
    }
    memory[at(to) + row] = sum;
  }
}

export function multiply(
  memory: Float64Array,
  panelsA: number,
  panelsB: number,
  n: number,
  a: number,
  b: number,
  to: number,
  stride: number,
  triangle: number,
): void {
  for (let i = 0; i < 4 * panelsA; i++) {
    const left = rowAt(a, n, i);
    for (let j = triangle === 1 ? i & ~3 : 0; j < 4 * panelsB; j++) {
      const right = rowAt(b, n, j);
      let sum = 0;
      for (let t = 0; t < 4 * n; t += 4) sum += memory[left + t]! * memory[right + t]!;
      memory[at(to) + i * stride + j] = sum;
    }
  }
}
