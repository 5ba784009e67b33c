import { at } from "../layout.ts";

const together = 8;

/** See `assembly/linear-algebra/panel-cholesky.ts`. */
export function factorisePanels(memory: Float64Array, n: number, a: number, block: number): number {
  const panels = (n + 3) >> 2;
  for (let first = 0; first < panels; first += together) {
    const end = Math.min(first + together, panels);
    for (let q = 0; q < end; q++) {
      for (let p = Math.max(first, q); p < end; p++) {
        const [own, above] = [at(a) + 4 * p * n, at(a) + 4 * q * n];
        multiplyBlock(memory, 4 * q, above, own, at(block));
        if (!finishBlock(memory, own, above, 4 * q, Math.min(4, n - 4 * q), at(block))) return 0;
      }
    }
  }
  return 1;
}

/** Entry (k, j) of a panel has the index of the panel and 4 j + k; so have those of a block. */
function multiplyBlock(
  memory: Float64Array,
  columns: number,
  above: number,
  own: number,
  block: number,
): void {
  for (let j = 0; j < 4; j++) {
    for (let k = 0; k < 4; k++) {
      let sum = 0;
      for (let t = 0; t < 4 * columns; t += 4) sum += memory[above + t + j]! * memory[own + t + k]!;
      memory[block + 4 * j + k] = sum;
    }
  }
}

function finishBlock(
  memory: Float64Array,
  own: number,
  above: number,
  from: number,
  width: number,
  block: number,
): boolean {
  const [columns, factors] = [own + 4 * from, above + 4 * from];
  for (let j = 0; j < width; j++) {
    const x = columns + 4 * j;
    for (let k = 0; k < 4; k++) {
      let value = memory[x + k]! - memory[block + 4 * j + k]!;
      for (let t = 0; t < 4 * j; t += 4)
        value -= memory[factors + t + j]! * memory[columns + t + k]!;
      memory[x + k] = value;
    }
    let root = memory[factors + 4 * j + j]!;
    if (own === above) {
      if (!(root > 0)) return false;
      root = Math.sqrt(root);
    }
    for (let k = 0; k < 4; k++) memory[x + k] = memory[x + k]! / root;
  }
  return true;
}
