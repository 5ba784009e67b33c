import type { Matrix } from "../math/matrix.ts";
import type { Sequences } from "../math/sequences.ts";
import type { Kernel, Setting, SettingKeys } from "./kernel.ts";
import { allPairs, gramMaker, gramOf, type Pairs, trianglePairs } from "./pairs.ts";
import { type ReluRntk, reluRntk } from "./relu/rntk.ts";
import { plainRntk } from "./rntk/plain.ts";
import type { RntkValues } from "./rntk/recursion.ts";
import { completeSetting, type SettingOf } from "./setting.ts";

/** A standard deviation. */
function sigma(fallback: number, description: string) {
  return { type: "number", atLeast: 0, default: fallback, description } as const;
}

/** Settings of the RNTK, in grid order. */
export const rntkSetting = {
  output: {
    type: "choice",
    choices: ["rntk", "nngp"],
    default: "rntk",
    description: "The tangent kernel, or the kernel of the network at initialisation (NNGP).",
  },
  direction: {
    type: "choice",
    choices: ["forward", "reverse", "both"],
    default: "forward",
    description:
      "Whether the network reads the sequence forward, from its end, or as a sum of both.",
  },
  readout: {
    type: "choice",
    choices: ["last", "average"],
    default: "last",
    description:
      "Read-out of the last step, or the mean over the steps of independent read-outs; of series of different lengths the mean over the shorter one's steps, whose Gram may have negative eigenvalues.",
  },
  nonlinearity: {
    type: "choice",
    choices: ["relu", "erf"],
    default: "relu",
    description: "The nonlinearity of the network.",
  },
  layers: { type: "integer", above: 0, default: 1, description: "Number of recurrent layers, L." },
  sigmaW: sigma(Math.SQRT2, "Standard deviation of the recurrent weights."),
  sigmaU: sigma(1, "Standard deviation of the input weights."),
  sigmaB: sigma(0, "Standard deviation of the biases."),
  sigmaH: sigma(0, "Standard deviation of the initial hidden state."),
  sigmaV: sigma(1, "Standard deviation of the read-out weights."),
} as const satisfies SettingKeys;

type RntkSetting = SettingOf<typeof rntkSetting>;

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
      return first!.map((values, output) =>
        rest.reduce((sum, other) => sum.map((value, p) => value + other[output]![p]!), values),
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
      const parsed = completeSetting(rntkSetting, setting);
      const name = outputNames[parsed.output][parsed.readout];
      yield gram(evaluation.values(parsed, [name])[0]!, setting);
    }
  } finally {
    evaluation.release();
  }
}

/**
 * The Recurrent Neural Tangent Kernel and its NNGP (Alemohammad et al. 2021), for ReLU in
 * WebAssembly (`relu/rntk.ts`), for erf by the plain recursion (`rntk/plain.ts`). Two data points of
 * one training Gram have independent initial states, also where their values agree. One step is one
 * evaluation of ReLU's V-transforms.
 */
export const rntk: Kernel = {
  name: "rntk",
  label: "RNTK",
  unequalLengths: true,
  definite: "equal lengths",
  setting: rntkSetting,
  grams: (x, settings) => gramsOf(trianglePairs(x), settings),
  crossGrams: (x, z, settings) => gramsOf(allPairs(x, z), settings),
  outputs(x, setting) {
    const pairs = trianglePairs(x);
    const names = ["rntk", "nngp", "rntkAverage", "nngpAverage"] as const;
    const evaluation = evaluationOf(pairs);
    try {
      const values = evaluation.values(completeSetting(rntkSetting, setting), names);
      return Object.fromEntries(
        names.map((name, output) => [name, gramOf(pairs, values[output]!, "RNTK", setting)]),
      );
    } finally {
      evaluation.release();
    }
  },
  cost: {
    steps({ pairs, length }, settings) {
      return settings.reduce((sum, setting) => {
        const { layers, direction, nonlinearity } = completeSetting(rntkSetting, setting);
        const each = nonlinearity === "erf" ? stepsOfErf : 1;
        return sum + pairs * length * layers * directions[direction].length * each;
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
