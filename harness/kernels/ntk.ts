import type { Matrix } from "../math/matrix.ts";
import { newFloats } from "../memory.ts";
import type { Kernel, Setting, SettingKeys } from "./kernel.ts";
import { inputAngles, ntkDepths } from "./ntk/recursion.ts";
import { allPairs, gramMaker, type Pairs, pairCount, trianglePairs } from "./pairs.ts";
import { reluNtkDepths } from "./relu/ntk.ts";
import { completeSetting, type SettingOf } from "./setting.ts";

/** Settings of the NTK, in grid order: depth varies fastest, since each continues the one before. */
const ntkSetting = {
  inputScaling: {
    type: "choice",
    choices: ["none", "fan-in"],
    default: "none",
    description:
      "Whether the first layer divides the inner product by the length of the input. The paper does not say.",
  },
  nonlinearity: {
    type: "choice",
    choices: ["relu", "erf"],
    default: "relu",
    description: "The nonlinearity of the network.",
  },
  sigmaW: {
    type: "number",
    atLeast: 0,
    default: Math.SQRT2,
    description: "Standard deviation of the weights.",
  },
  sigmaB: {
    type: "number",
    atLeast: 0,
    default: 0,
    description: "Standard deviation of the biases.",
  },
  layers: { type: "integer", above: 0, default: 1, description: "Number of hidden layers, L." },
} as const satisfies SettingKeys;

type NtkSetting = SettingOf<typeof ntkSetting>;

const stepsOfTransform = 16;

/** Whether two settings differ at most in depth. */
function sameNetwork(a: NtkSetting, b: NtkSetting): boolean {
  return (
    a.inputScaling === b.inputScaling &&
    a.nonlinearity === b.nonlinearity &&
    a.sigmaW === b.sigmaW &&
    a.sigmaB === b.sigmaB
  );
}

/** Whether the Gram of `next` is reached by adding layers to the network of `last`. */
function continues(last: NtkSetting | undefined, next: NtkSetting): boolean {
  return last !== undefined && sameNetwork(last, next) && next.layers >= last.layers;
}

function* gramsOf(pairs: Pairs, settings: readonly Setting[]): Generator<Matrix> {
  const input = inputAngles(pairs, "NTK");
  const gram = gramMaker(pairs, "NTK");
  const theta = newFloats(pairCount(pairs));
  let last: NtkSetting | undefined;
  let depth = 0;
  let depths: Generator<Float64Array, undefined> | undefined;
  try {
    for (const setting of settings) {
      const parsed = completeSetting(ntkSetting, setting);
      if (depths === undefined || !continues(last, parsed)) {
        depths?.return(undefined);
        const start = parsed.nonlinearity === "relu" ? reluNtkDepths : ntkDepths;
        depths = start(pairs, input, parsed, theta);
        depth = 0;
      }
      for (; depth < parsed.layers; depth++) depths.next();
      last = parsed;
      yield gram(theta, setting);
    }
  } finally {
    depths?.return(undefined);
  }
}

/**
 * The Neural Tangent Kernel of a fully connected network on sequences as vectors (Jacot et al. 2018);
 * the formula is in `ntk/recursion.ts`. ReLU goes by the fast path in WebAssembly (`relu/ntk.ts`), erf
 * by the recursion itself. One step is one term of an inner product; the V-transforms count as sixteen.
 */
export const ntk: Kernel = {
  name: "ntk",
  label: "NTK",
  unequalLengths: false,
  definite: "always",
  setting: ntkSetting,
  grams: (x, settings) => gramsOf(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => gramsOf(allPairs(x, z), settings),
  outputs: (x, setting) => ({ ntk: [...ntk.grams(x, [setting])][0]! }),
  cost: {
    steps({ pairs, length, dimension }, settings) {
      const complete = settings.map((setting) => completeSetting(ntkSetting, setting));
      const layers = complete.reduce((sum, setting, at) => {
        const last = complete[at - 1];
        return sum + setting.layers - (continues(last, setting) ? last!.layers : 0);
      }, 0);
      return pairs * (2 * length * dimension + stepsOfTransform * layers);
    },
    secondsPerStep: 5e-10,
  },
};
