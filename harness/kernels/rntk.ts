import type { Matrix } from "../math/matrix.ts";
import type { Kernel, Setting } from "./kernel.ts";
import { allPairs, type Pairs, trianglePairs } from "./pairs.ts";
import { directions } from "./rntk/evaluation.ts";
import { type RntkSetting, rntkConflict, rntkSetting } from "./rntk/setting.ts";
import { gramsOf, rntkGrams } from "./rntk-grams.ts";
import { completeSetting } from "./setting.ts";

/**
 * What a step of erf, by the plain recursion, one in float32 and one without the exact derivative take, in
 * steps of the fast path.
 */
const stepsOfErf = 18;
const stepsOfFloat32 = 16;
const stepsOfTransform = 3;

/** The kernels of `harness gram`, by their names there. */
const outputs = {
  rntk: { output: "rntk", readout: "last" },
  nngp: { output: "nngp", readout: "last" },
  rntkAverage: { output: "rntk", readout: "average" },
  nngpAverage: { output: "nngp", readout: "average" },
} as const;

function stepsOf({ nonlinearity, arithmetic, derivative }: RntkSetting): number {
  if (nonlinearity === "erf") return stepsOfErf;
  if (arithmetic === "float32") return stepsOfFloat32;
  return derivative === "exact" ? 1 : stepsOfTransform;
}

function* chosenGrams(pairs: Pairs, settings: readonly Setting[]): Generator<Matrix> {
  for (const [gram] of gramsOf(pairs, settings, (setting) => [setting])) yield gram!;
}

/**
 * The Recurrent Neural Tangent Kernel and its NNGP (Alemohammad et al. 2021), for ReLU in
 * WebAssembly (`relu/rntk.ts`), for erf by the plain recursion (`rntk/plain.ts`), for ReLU in numbers of 32
 * bits by `rntk/float32.ts`. Two data points of one training Gram have independent initial states, also
 * where their values agree, but where `initialStates` are shared. One step is one evaluation of ReLU's
 * V-transforms.
 */
export const rntk: Kernel = {
  name: "rntk",
  label: "RNTK",
  unequalLengths: true,
  definite: "equal lengths",
  setting: rntkSetting,
  conflict: (setting) => rntkConflict(completeSetting(rntkSetting, setting)),
  grams: (x, settings) => chosenGrams(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => chosenGrams(allPairs(x, z), settings),
  outputs(x, setting) {
    const [grams] = rntkGrams(x, undefined, [setting], Object.values(outputs));
    return Object.fromEntries(Object.keys(outputs).map((name, k) => [name, grams![k]!]));
  },
  cost: {
    steps({ pairs, length }, settings) {
      return settings.reduce((sum, setting) => {
        const complete = completeSetting(rntkSetting, setting);
        const steps = pairs * length * complete.layers * directions[complete.direction].length;
        return sum + steps * stepsOf(complete);
      }, 0);
    },
    secondsPerStep: 3.5e-9,
    slowFits(setting) {
      const { nonlinearity, sigmaW, sigmaB, sigmaH } = completeSetting(rntkSetting, setting);
      // With every step ReLU's kernel grows by sigmaW² / 2, and nothing that all series share grows along.
      return nonlinearity === "relu" && sigmaW > Math.SQRT2 && sigmaB === 0 && sigmaH === 0;
    },
  },
};
