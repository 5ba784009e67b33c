import { at } from "../layout.ts";

/** Columns of a tile. */
const width = 8;

/** See `assembly/linear-algebra/reflect.ts`. */
function reflect(
  memory: Float64Array,
  n: number,
  tile: number,
  start: number,
  v: number,
  factor: number,
): void {
  const sums = new Float64Array(width);
  let row = tile + start * width;
  for (let i = start; i < n; i++) {
    const vi = memory[v + i]!;
    for (let c = 0; c < width; c++) sums[c] = sums[c]! + memory[row + c]! * vi;
    row += width;
  }
  for (let c = 0; c < width; c++) sums[c] = sums[c]! * factor;
  row = tile + start * width;
  for (let i = start; i < n; i++) {
    const vi = memory[v + i]!;
    for (let c = 0; c < width; c++) memory[row + c] = memory[row + c]! - sums[c]! * vi;
    row += width;
  }
}

export function reflectRows(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  factors: number,
  tile: number,
): void {
  for (let k = 0; k < n - 1; k++) {
    const factor = memory[at(factors) + k]!;
    if (factor !== 0) reflect(memory, n, at(tile), k + 1, at(a) + k * stride, factor);
  }
}

function reflectTwice(
  memory: Float64Array,
  n: number,
  tile: number,
  start: number,
  v: number,
  factorV: number,
  u: number,
  factorU: number,
  product: number,
): void {
  for (let c = tile; c < tile + width; c++) {
    const own = c + start * width;
    let ofV = memory[own]! * memory[v + start]!;
    let ofU = 0;
    for (let i = start + 1; i < n; i++) {
      const entry = memory[c + i * width]!;
      ofU += entry * memory[u + i]!;
      ofV += entry * memory[v + i]!;
    }
    ofU *= factorU;
    ofV = (ofV - ofU * product) * factorV;
    memory[own] = memory[own]! - ofV * memory[v + start]!;
    for (let i = start + 1; i < n; i++) {
      const at = c + i * width;
      memory[at] = memory[at]! - ofU * memory[u + i]! - ofV * memory[v + i]!;
    }
  }
}

function neighbourProducts(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  to: number,
): void {
  for (let k = 0; k + 2 < n; k++) {
    const v = a + k * stride;
    const u = v + stride;
    let [even, odd] = [0, 0];
    let i = k + 2;
    for (; i + 1 < n; i += 2) {
      even += memory[v + i]! * memory[u + i]!;
      odd += memory[v + i + 1]! * memory[u + i + 1]!;
    }
    const sum = even + odd;
    memory[to + k] = i < n ? sum + memory[v + i]! * memory[u + i]! : sum;
  }
}

export function formBasis(
  memory: Float64Array,
  n: number,
  stride: number,
  a: number,
  factors: number,
  products: number,
  tile: number,
  basis: number,
): void {
  const rows = (n + 3) & ~3;
  const factorAt = (k: number) => memory[at(factors) + k]!;
  neighbourProducts(memory, n, stride, at(a), at(products));
  for (let c = 0; c < n; c += width) {
    memory.fill(0, at(tile), at(tile) + rows * width);
    const end = Math.min(c + width, n);
    for (let column = c; column < end; column++) memory[at(tile) + column * width + column - c] = 1;
    let k = end - 2;
    for (; k > 0; k -= 2) {
      const u = at(a) + k * stride;
      const [factorV, factorU, product] = [
        factorAt(k - 1),
        factorAt(k),
        memory[at(products) + k - 1]!,
      ];
      reflectTwice(memory, n, at(tile), k, u - stride, factorV, u, factorU, product);
    }
    if (k === 0) reflect(memory, n, at(tile), 1, at(a), factorAt(0));
    for (let i = 0; i < rows; i++) {
      const panel = at(basis) + 4 * (i >> 2) * n;
      for (let column = c; column < end; column++) {
        memory[panel + 4 * column + (i & 3)] = memory[at(tile) + i * width + column - c]!;
      }
    }
  }
}
