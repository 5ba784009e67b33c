import { exp } from "../math/elementary.ts";
import type { Matrix } from "../math/matrix.ts";
import { newFloats } from "../memory.ts";
import type { Kernel, Setting, SettingKeys } from "./kernel.ts";
import { allPairs, gramMaker, type Pairs, trianglePairs } from "./pairs.ts";
import { completeSetting } from "./setting.ts";
import { pairMeasures } from "./vectors.ts";

const rbfSetting = {
  alpha: { type: "number", above: 0, description: "Factor of the squared distance." },
} as const satisfies SettingKeys;

const stepsOfExponential = 40;

function* gramsOf(pairs: Pairs, settings: readonly Setting[]): Generator<Matrix> {
  const distances = pairMeasures(pairs, "RBF", "squaredDistance");
  const values = newFloats(distances.length);
  const gram = gramMaker(pairs, "RBF");
  for (const setting of settings) {
    const { alpha } = completeSetting(rbfSetting, setting);
    for (let p = 0; p < values.length; p++) values[p] = exp(-alpha * distances[p]!);
    yield gram(values, setting);
  }
}

/**
 * The Gaussian kernel exp(-α |x - x'|²) of sequences as vectors. One step is one term of a squared
 * distance, computed once for all settings; an exponential counts as forty.
 */
export const rbf: Kernel = {
  name: "rbf",
  label: "RBF",
  unequalLengths: false,
  definite: "always",
  setting: rbfSetting,
  grams: (x, settings) => gramsOf(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => gramsOf(allPairs(x, z), settings),
  outputs: (x, setting) => ({ rbf: [...rbf.grams(x, [setting])][0]! }),
  cost: {
    steps: ({ pairs, length, dimension }, settings) =>
      pairs * (length * dimension + stepsOfExponential * settings.length),
    secondsPerStep: 3e-10,
  },
};
