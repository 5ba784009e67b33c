import type { Kernel, Setting } from "../../kernels/kernel.ts";
import { rowsTogether } from "../../kernels/training-grams.ts";
import type { Matrix } from "../../math/matrix.ts";
import { type Sequences, slice } from "../../math/sequences.ts";

/**
 * Grams of the training and the test cases, one a setting, each in blocks of test cases, which bounds the
 * memory. Where one block is enough the settings share what they have in common.
 */
export function* crossGrams(
  kernel: Kernel,
  train: Sequences,
  test: Sequences,
  settings: readonly Setting[],
): Generator<Iterable<Matrix>> {
  const size = rowsTogether(train.count);
  if (test.count <= size) {
    for (const gram of kernel.crossGrams(train, test, settings)) yield [gram];
    return;
  }
  for (const setting of settings) yield crossGramBlocks(kernel, train, test, size, setting);
}

function* crossGramBlocks(
  kernel: Kernel,
  train: Sequences,
  test: Sequences,
  size: number,
  setting: Setting,
): Generator<Matrix> {
  for (let from = 0; from < test.count; from += size) {
    const to = Math.min(test.count, from + size);
    yield* kernel.crossGrams(train, slice(test, from, to), [setting]);
  }
}
