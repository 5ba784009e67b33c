import { HarnessError } from "../../errors.ts";
import type { Setting } from "../../kernels/kernel.ts";
import type { RntkKernel } from "../../kernels/rntk/terms.ts";
import { rntkGrams } from "../../kernels/rntk-grams.ts";
import { gramStatistics, scaleCrossGram, scaleTrainingGram } from "../../learners/gram-scale.ts";
import type { SvcSettings } from "../../learners/settings.ts";
import type { Matrix } from "../../math/matrix.ts";
import { type Sequences, slice } from "../../math/sequences.ts";
import { readyData } from "../prepared-data.ts";
import type { Reading } from "./convention.ts";
import type { Scene } from "./count.ts";
import type { ConventionsTask } from "./task.ts";

/** What the conventions read off a recursion, each once, and which of them is a convention's. */
function readingsOf(readings: readonly Reading[]) {
  const kinds: RntkKernel[] = [];
  const kindOf = readings.map(({ output, readout }) => {
    const known = kinds.findIndex((kind) => kind.output === output && kind.readout === readout);
    return known >= 0 ? known : kinds.push({ output, readout }) - 1;
  });
  return { kinds, kindOf };
}

/** K(z, z) of every test case, by kind: what the cosine needs. */
function diagonalsOf(
  test: Sequences,
  setting: Setting,
  kinds: readonly RntkKernel[],
): Float64Array[] {
  const diagonals = kinds.map(() => new Float64Array(test.count));
  for (let z = 0; z < test.count; z++)
    for (const [k, gram] of gramsOf(slice(test, z, z + 1), undefined, setting, kinds).entries())
      diagonals[k]![z] = gram.values[0]!;
  return diagonals;
}

/** The Grams of a convention from the unscaled ones of a setting. */
function scaledGrams(
  { gramScale }: Reading,
  gram: Matrix,
  crossGram: Matrix,
  diagonal: Float64Array,
): Pick<Scene, "gram" | "crossGram"> {
  if (gramScale === "none") return { gram, crossGram };
  const statistics = gramStatistics(gram);
  return {
    gram: scaleTrainingGram(gramScale, statistics, gram),
    crossGram: scaleCrossGram(gramScale, statistics, crossGram, diagonal),
  };
}

/** Grams of one setting that are kept. */
function gramsOf(
  x: Sequences,
  z: Sequences | undefined,
  setting: Setting,
  kinds: readonly RntkKernel[],
): Matrix[] {
  for (const grams of rntkGrams(x, z, [setting], kinds)) return grams;
  throw new Error("a setting has Grams");
}

/**
 * The scenes of the conventions, one setting after another; `undefined` for a setting with which a kernel
 * overflows, in float32 sooner than in float64: its candidates cannot be chosen.
 */
export function* scenesOf(
  { preparation, maxIterations }: Pick<ConventionsTask, "preparation" | "maxIterations">,
  readings: readonly Reading[],
  settings: readonly Setting[],
): Generator<Scene[] | undefined> {
  const { train, test } = readyData(preparation);
  const { kinds, kindOf } = readingsOf(readings);
  const svc: SvcSettings = { tolerance: 0.001, gramPrecision: "float64", maxIterations };
  const { labels } = train;
  const needed = readings.some(({ gramScale }) => gramScale === "cosine");
  for (const setting of settings) {
    try {
      const grams = gramsOf(train.sequences, undefined, setting, kinds);
      const cross = gramsOf(train.sequences, test.sequences, setting, kinds);
      const diagonals = needed
        ? diagonalsOf(test.sequences, setting, kinds)
        : kinds.map(() => new Float64Array());
      yield readings.map((reading, r) => {
        const kind = kindOf[r]!;
        return {
          ...scaledGrams(reading, grams[kind]!, cross[kind]!, diagonals[kind]!),
          ...{ labels, svc },
        };
      });
    } catch (error) {
      if (!(error instanceof HarnessError && error.code === "compute")) throw error;
      yield undefined;
    }
  }
}
