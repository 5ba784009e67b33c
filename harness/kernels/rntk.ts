import { z } from "zod";
import type { Matrix } from "../math/matrix.ts";
import type { Sequences } from "../math/sequences.ts";
import type { Kernel, Setting } from "./kernel.ts";
import { allPairs, gramMaker, gramOf, type Pairs, trianglePairs } from "./pairs.ts";
import { type ReluRntk, reluRntk } from "./relu/rntk.ts";
import { plainRntk } from "./rntk-plain.ts";
import type { RntkValues } from "./rntk-recursion.ts";

const sigma = z.number().nonnegative();

/** Settings of the RNTK, in grid order. */
export const rntkSetting = z.strictObject({
  output: z
    .enum(["rntk", "nngp"])
    .default("rntk")
    .describe("The tangent kernel, or the kernel of the network at initialisation (NNGP)."),
  direction: z
    .enum(["forward", "reverse", "both"])
    .default("forward")
    .describe("Whether the network reads the sequence forward, from its end, or as a sum of both."),
  readout: z
    .enum(["last", "average"])
    .default("last")
    .describe(
      "Read-out of the last step, or the mean over the steps of independent read-outs; of series of different lengths the mean over the shorter one's steps, whose Gram may have negative eigenvalues.",
    ),
  nonlinearity: z
    .enum(["relu", "erf"])
    .default("relu")
    .describe("The nonlinearity of the network."),
  layers: z.int().positive().default(1).describe("Number of recurrent layers, L."),
  sigmaW: sigma.default(Math.SQRT2).describe("Standard deviation of the recurrent weights."),
  sigmaU: sigma.default(1).describe("Standard deviation of the input weights."),
  sigmaB: sigma.default(0).describe("Standard deviation of the biases."),
  sigmaH: sigma.default(0).describe("Standard deviation of the initial hidden state."),
  sigmaV: sigma.default(1).describe("Standard deviation of the read-out weights."),
});

type RntkSetting = z.infer<typeof rntkSetting>;

/** What the plain recursion takes, in steps of the fast one. */
const stepsOfErf = 18;

const directions = {
  forward: ["forward"],
  reverse: ["reverse"],
  both: ["forward", "reverse"],
} as const;

const outputNames = {
  rntk: { last: "rntk", average: "rntkAverage" },
  nngp: { last: "nngp", average: "nngpAverage" },
} as const;

/** The sequences read from their ends. */
function reversed(x: Sequences): Sequences {
  const { dimension } = x;
  const values = new Float64Array(x.values.length);
  for (let i = 0; i < x.count; i++) {
    const start = x.offsets[i]!;
    const length = x.lengths[i]!;
    for (let t = 0; t < length; t++)
      for (let k = 0; k < dimension; k++)
        values[start + t * dimension + k] = x.values[start + (length - 1 - t) * dimension + k]!;
  }
  return { ...x, values };
}

type Direction = (typeof directions)[keyof typeof directions][number];

/** The named kernels of fixed pairs with one setting after another. */
interface Evaluation {
  values(setting: RntkSetting, names: readonly (keyof RntkValues)[]): Float64Array[];
  release(): void;
}

function evaluationOf(pairs: Pairs): Evaluation {
  const read = { forward: pairs, reverse: undefined as Pairs | undefined };
  const fast = new Map<Direction, ReluRntk>();

  function pairsOf(direction: Direction): Pairs {
    if (direction === "forward") return pairs;
    const x = reversed(pairs.x);
    read.reverse ??= { ...pairs, x, z: pairs.kind === "triangle" ? x : reversed(pairs.z) };
    return read.reverse;
  }

  function directed(
    direction: Direction,
    setting: RntkSetting,
    names: readonly (keyof RntkValues)[],
  ): Float64Array[] {
    if (setting.nonlinearity !== "relu") return plainRntk(pairsOf(direction), setting, names);
    const kernel = fast.get(direction) ?? reluRntk(pairsOf(direction));
    fast.set(direction, kernel);
    return kernel.values(setting, names);
  }

  return {
    values(setting, names) {
      const [first, ...rest] = directions[setting.direction].map((direction) =>
        directed(direction, setting, names),
      );
      return first!.map((values, place) =>
        rest.reduce((sum, other) => sum.map((value, p) => value + other[place]![p]!), values),
      );
    },
    release() {
      for (const kernel of fast.values()) kernel.release();
    },
  };
}

function* gramsOf(pairs: Pairs, settings: readonly Setting[]): Generator<Matrix> {
  const gram = gramMaker(pairs, "RNTK");
  const evaluation = evaluationOf(pairs);
  try {
    for (const setting of settings) {
      const parsed = rntkSetting.parse(setting);
      const name = outputNames[parsed.output][parsed.readout];
      yield gram(evaluation.values(parsed, [name])[0]!, setting);
    }
  } finally {
    evaluation.release();
  }
}

/**
 * The Recurrent Neural Tangent Kernel and its NNGP (Alemohammad et al. 2021), for ReLU in
 * WebAssembly (`relu/rntk.ts`), for erf by the plain recursion (`rntk-plain.ts`). Two data points of
 * one training Gram have independent initial states, also where their values agree. One step is one
 * evaluation of ReLU's V-transforms.
 */
export const rntk: Kernel = {
  name: "rntk",
  label: "RNTK",
  unequalLengths: true,
  setting: rntkSetting,
  grams: (x, settings) => gramsOf(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => gramsOf(allPairs(x, z), settings),
  outputs(x, setting) {
    const pairs = trianglePairs(x);
    const names = ["rntk", "nngp", "rntkAverage", "nngpAverage"] as const;
    const evaluation = evaluationOf(pairs);
    try {
      const values = evaluation.values(rntkSetting.parse(setting), names);
      return Object.fromEntries(
        names.map((name, place) => [name, gramOf(pairs, values[place]!, "RNTK", setting)]),
      );
    } finally {
      evaluation.release();
    }
  },
  slowFits(setting) {
    const { nonlinearity, sigmaW, sigmaB, sigmaH } = rntkSetting.parse(setting);
    // With every step ReLU's kernel grows by sigmaW² / 2, and nothing that all series share grows along.
    return nonlinearity === "relu" && sigmaW > Math.SQRT2 && sigmaB === 0 && sigmaH === 0;
  },
  steps({ pairs, length }, settings) {
    return settings.reduce((sum, setting) => {
      const { layers, direction, nonlinearity } = rntkSetting.parse(setting);
      const each = nonlinearity === "erf" ? stepsOfErf : 1;
      return sum + pairs * length * layers * directions[direction].length * each;
    }, 0);
  },
  secondsPerStep: 3.5e-9,
};
