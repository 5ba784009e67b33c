import type { Kernel, Setting } from "../../kernels/kernel.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { trainingGrams } from "../../kernels/training-grams.ts";
import { gramStatistics, scaleCrossGram, scaleTrainingGram } from "../../learners/gram-scale.ts";
import type { Matrix } from "../../math/matrix.ts";
import { type Sequences, slice } from "../../math/sequences.ts";
import { newFloats } from "../../memory.ts";
import type { KernelDefinition } from "./definition.ts";

/** The Grams of one setting as the learner sees them. */
export interface LearnerGram {
  /** Valid until the next is asked for. */
  readonly gram: Matrix; // (n, n)
  /**
   * The kernel's Grams of training and test cases, in blocks of test cases, scaled as `gram` is.
   * @param diagonal of this setting, by `testDiagonals`
   */
  cross(blocks: Iterable<Matrix>, diagonal: Float64Array): Iterable<Matrix>; // (n, n')
}

/** The Grams of one setting after another; see `trainingGrams`. */
export function* learnerGrams(
  definition: KernelDefinition,
  train: Sequences,
  settings: readonly Setting[],
): Generator<LearnerGram> {
  const { kernel, gramScale: scale = "none" } = definition;
  const grams = trainingGrams(kernelNamed(kernel), train, settings);
  if (scale === "none") {
    for (const gram of grams) yield { gram, cross: (blocks) => blocks };
    return;
  }
  const values = newFloats(train.count * train.count);
  for (const gram of grams) {
    const statistics = gramStatistics(gram);
    yield {
      gram: scaleTrainingGram(scale, statistics, gram, values),
      *cross(blocks, diagonal) {
        let from = 0;
        for (const block of blocks) {
          const to = from + block.columns;
          yield scaleCrossGram(scale, statistics, block, diagonal.subarray(from, to));
          from = to;
        }
      },
    };
  }
}

/** The Grams that `learnerGrams` gives, alone. */
export function* learnerTrainingGrams(...of: Parameters<typeof learnerGrams>): Generator<Matrix> {
  for (const { gram } of learnerGrams(...of)) yield gram;
}

/** K(z, z) of every test case, a list a setting; empty lists where the scale of the Grams does not take them. */
export function testDiagonals(
  { kernel, gramScale }: KernelDefinition,
  test: Sequences,
  settings: readonly Setting[],
): Float64Array[] {
  if (gramScale !== "cosine") return settings.map(() => new Float64Array());
  return diagonals(kernelNamed(kernel), test, settings);
}

/** One series after another: what is on a diagonal is a series with itself, as one data point. */
function diagonals(kernel: Kernel, z: Sequences, settings: readonly Setting[]): Float64Array[] {
  const values = settings.map(() => new Float64Array(z.count));
  for (let j = 0; j < z.count; j++) {
    let setting = 0;
    for (const gram of kernel.grams(slice(z, j, j + 1), settings))
      values[setting++]![j] = gram.values[0]!;
  }
  return values;
}
