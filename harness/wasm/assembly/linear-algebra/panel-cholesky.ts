import { get, minus, splat, times } from "./entries";
import { multiplyPanels } from "./panels";

/*
 * Cholesky's A = L Lᵀ in panels of four rows, in blocks of 4 × 4: what the columns left of a block give is
 * one product of two panels, the fastest there is.
 */

/** So many panels are worked on together that they stay in the cache while the ones above go over them. */
const together: i32 = 8;

/**
 * Replaces what is on and below the diagonal of A (n, n) by L; above the diagonal numbers of no use are left.
 * Rows from n on have to be 0.
 * @param block a spare block of 16 numbers
 * @returns 0 where a pivot is not positive
 */
export function factorisePanels(n: i32, a: usize, block: usize): i32 {
  const panels = (n + 3) >> 2;
  const panel = <usize>n << 5;
  for (let first = 0; first < panels; first += together) {
    const end = min(first + together, panels);
    for (let q = 0; q < end; q++) {
      const above = a + <usize>q * panel;
      for (let p = max(first, q); p < end; p++) {
        const own = a + <usize>p * panel;
        multiplyPanels(q << 2, above, own, block, 32);
        if (!finishBlock(own, above, q << 2, min(4, n - (q << 2)), block)) return 0;
      }
    }
  }
  return 1;
}

/**
 * Columns of a block from column `from` on, less their products with the columns left of them.
 * @param own the panel of the block; `above` is that of the diagonal block of its columns
 */
@inline
function finishBlock(own: usize, above: usize, from: i32, width: i32, block: usize): bool {
  const columns = own + (<usize>from << 5);
  const factors = above + (<usize>from << 5);
  for (let j = 0; j < width; j++) {
    const at = columns + (<usize>j << 5);
    const sums = block + (<usize>j << 5);
    let x0 = minus(v128.load(at), v128.load(sums));
    let x1 = minus(v128.load(at, 16), v128.load(sums, 16));
    for (let t = 0; t < j; t++) {
      const left = columns + (<usize>t << 5);
      const factor = splat(factors + (<usize>t << 5), j);
      x0 = minus(x0, times(factor, v128.load(left)));
      x1 = minus(x1, times(factor, v128.load(left, 16)));
    }
    v128.store(at, x0);
    v128.store(at, x1, 16);
    let root = get(factors + (<usize>j << 5), j);
    if (own == above) {
      if (!(root > 0)) return false;
      root = sqrt(root);
    }
    const divisor = f64x2.splat(root);
    v128.store(at, f64x2.div(x0, divisor));
    v128.store(at, f64x2.div(x1, divisor), 16);
  }
  return true;
}
