import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { type Sequences, slice } from "../math/sequences.ts";
import { newFloats } from "../memory.ts";
import type { Kernel, Setting } from "./kernel.ts";
import { mirror } from "./pairs.ts";

/** Up to so many series a Gram is computed as a whole: what a kernel keeps beside it is small then. */
const mostAsWhole = 700;

/** Pairs whose kernels are computed at a time otherwise: some 40 bytes each. */
const pairsTogether = 250_000;

/** How many series are set against n others at a time. */
export function rowsTogether(n: number): number {
  return Math.max(1, Math.floor(pairsTogether / n));
}

/**
 * The training Grams (n, n) of one setting after another; each is valid until the next is asked for.
 *
 * Large ones are put together from blocks of rows, to the same bits, since an entry depends on its two
 * series alone: beside the Gram itself a kernel then needs little memory, but cannot take what settings
 * share from one Gram to the next.
 * @throws HarnessError `compute` where a value is not finite
 */
export function* trainingGrams(
  kernel: Kernel,
  x: Sequences,
  settings: readonly Setting[],
  largest = mostAsWhole,
): Generator<Matrix> {
  const n = x.count;
  if (n <= largest) {
    yield* kernel.grams(x, settings);
    return;
  }
  const gram = { rows: n, columns: n, values: newFloats(n * n) };
  for (const setting of settings) {
    for (let from = 0; from < n; from += rowsTogether(n))
      fillRows(gram.values, kernel, x, setting, from, Math.min(n, from + rowsTogether(n)));
    mirror(gram.values, n);
    yield gram;
  }
}

/** Computes the rows `from` to `to` from the diagonal on. */
function fillRows(
  values: Float64Array,
  kernel: Kernel,
  x: Sequences,
  setting: Setting,
  from: number,
  to: number,
): void {
  const own = slice(x, from, to);
  try {
    const [square] = kernel.grams(own, [setting]);
    copyBlock(square!, values, x.count, from, from);
    if (to === x.count) return;
    const [others] = kernel.crossGrams(own, slice(x, to, x.count), [setting]);
    copyBlock(others!, values, x.count, from, to);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const { code, message, hint } = error;
    const sets = `sequences ${from + 1} to ${to} and ${to + 1} to ${x.count}`;
    throw new HarnessError(code, `${message}, counted within ${sets}`, hint);
  }
}

function copyBlock(
  block: Matrix,
  values: Float64Array,
  columns: number,
  row: number,
  column: number,
): void {
  for (let i = 0; i < block.rows; i++) {
    const own = block.values.subarray(i * block.columns, (i + 1) * block.columns);
    values.set(own, (row + i) * columns + column);
  }
}
