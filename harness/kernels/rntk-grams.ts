import type { Matrix } from "../math/matrix.ts";
import type { Sequences } from "../math/sequences.ts";
import type { Setting } from "./kernel.ts";
import { allPairs, gramMaker, type Pairs, trianglePairs } from "./pairs.ts";
import { evaluationOf } from "./rntk/evaluation.ts";
import { rntkSetting } from "./rntk/setting.ts";
import type { RntkKernel } from "./rntk/terms.ts";
import { completeSetting } from "./setting.ts";

/**
 * Several kernels of one recursion, which is what nearly all of the time goes to: for each setting, whose
 * own `output` and `readout` are passed over, the Grams of the asked kernels in their order, with the bits
 * that `rntk.grams` and `rntk.crossGrams` give them one by one.
 * @param z a second set of data points; without it the Grams are those of `x` with itself
 * @returns matrices (n, n) or (n, n'), valid until the next setting is asked for
 * @throws HarnessError as `Kernel.grams` does
 */
export function rntkGrams(
  x: Sequences,
  z: Sequences | undefined,
  settings: readonly Setting[],
  kernels: readonly RntkKernel[],
): Generator<Matrix[]> {
  const pairs = z === undefined ? trianglePairs(x) : allPairs(x, z);
  return gramsOf(pairs, settings, () => kernels);
}

/** The Grams of pairs, for each setting those of the kernels that it asks for. */
export function* gramsOf(
  pairs: Pairs,
  settings: readonly Setting[],
  asked: (setting: RntkKernel) => readonly RntkKernel[],
): Generator<Matrix[]> {
  const makers: ReturnType<typeof gramMaker>[] = [];
  const evaluation = evaluationOf(pairs);
  try {
    for (const setting of settings) {
      const complete = completeSetting(rntkSetting, setting);
      const values = evaluation.values(complete, asked(complete));
      yield values.map((own, k) => {
        makers[k] ??= gramMaker(pairs, "RNTK");
        return makers[k](own, setting);
      });
    }
  } finally {
    evaluation.release();
  }
}
