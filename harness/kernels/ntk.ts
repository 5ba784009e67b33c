import { z } from "zod";
import type { Matrix } from "../math/matrix.ts";
import { newFloats } from "../memory.ts";
import type { Kernel, Setting } from "./kernel.ts";
import { inputAngles, ntkDepths } from "./ntk-recursion.ts";
import { allPairs, gramMaker, type Pairs, pairCount, trianglePairs } from "./pairs.ts";
import { reluNtkDepths } from "./relu/ntk.ts";

const sigma = z.number().nonnegative();

/** Settings of the NTK, in grid order: depth varies fastest, since each continues the one before. */
const ntkSetting = z.strictObject({
  inputScaling: z
    .enum(["none", "fan-in"])
    .default("none")
    .describe(
      "Whether the first layer divides the inner product by the length of the input. The paper does not say.",
    ),
  nonlinearity: z
    .enum(["relu", "erf"])
    .default("relu")
    .describe("The nonlinearity of the network."),
  sigmaW: sigma.default(Math.SQRT2).describe("Standard deviation of the weights."),
  sigmaB: sigma.default(0).describe("Standard deviation of the biases."),
  layers: z.int().positive().default(1).describe("Number of hidden layers, L."),
});

type NtkSetting = z.infer<typeof ntkSetting>;

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
      const parsed = ntkSetting.parse(setting);
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
 * The Neural Tangent Kernel of a fully connected network on sequences as vectors (Jacot et al.
 * 2018). One step is one term of an inner product; the V-transforms count as sixteen.
 */
export const ntk: Kernel = {
  name: "ntk",
  label: "NTK",
  unequalLengths: false,
  setting: ntkSetting,
  grams: (x, settings) => gramsOf(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => gramsOf(allPairs(x, z), settings),
  outputs: (x, setting) => ({ ntk: [...ntk.grams(x, [setting])][0]! }),
  steps({ pairs, length, dimension }, settings) {
    const parsed = settings.map((setting) => ntkSetting.parse(setting));
    const layers = parsed.reduce((sum, setting, place) => {
      const last = parsed[place - 1];
      return sum + setting.layers - (continues(last, setting) ? last!.layers : 0);
    }, 0);
    return pairs * (2 * length * dimension + stepsOfTransform * layers);
  },
  secondsPerStep: 5e-10,
};
