import { power } from "../math/elementary.ts";
import type { Matrix } from "../math/matrix.ts";
import { newFloats } from "../memory.ts";
import type { Kernel, Setting, SettingKeys } from "./kernel.ts";
import { allPairs, gramMaker, type Pairs, trianglePairs } from "./pairs.ts";
import { completeSetting } from "./setting.ts";
import { pairMeasures } from "./vectors.ts";

const polynomialSetting = {
  degree: { type: "integer", above: 0, description: "Degree, the paper's d." },
  offset: {
    type: "number",
    atLeast: 0,
    default: 0,
    description: "Added to the inner product, the paper's r.",
  },
} as const satisfies SettingKeys;

const stepsOfPower = 20;

function* gramsOf(pairs: Pairs, settings: readonly Setting[]): Generator<Matrix> {
  const products = pairMeasures(pairs, "polynomial", "product");
  const values = newFloats(products.length);
  const gram = gramMaker(pairs, "polynomial");
  for (const setting of settings) {
    const { degree, offset } = completeSetting(polynomialSetting, setting);
    for (let p = 0; p < values.length; p++) values[p] = power(offset + products[p]!, degree);
    yield gram(values, setting);
  }
}

/**
 * The polynomial kernel (r + <x, x'>)^d of sequences as vectors. One step is one term of an inner
 * product, computed once for all settings; a power counts as twenty.
 */
export const polynomial: Kernel = {
  name: "polynomial",
  label: "Polynomial",
  unequalLengths: false,
  definite: "always",
  setting: polynomialSetting,
  grams: (x, settings) => gramsOf(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => gramsOf(allPairs(x, z), settings),
  outputs: (x, setting) => ({ polynomial: [...polynomial.grams(x, [setting])][0]! }),
  cost: {
    steps: ({ pairs, length, dimension }, settings) =>
      pairs * (length * dimension + stepsOfPower * settings.length),
    secondsPerStep: 3e-10,
  },
};
