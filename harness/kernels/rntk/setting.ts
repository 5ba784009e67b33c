import type { SettingKeys } from "../kernel.ts";
import type { SettingOf } from "../setting.ts";

/** A standard deviation. */
function sigma(fallback: number, description: string) {
  return { type: "number", atLeast: 0, default: fallback, description } as const;
}

/** Settings of the RNTK, in grid order. */
export const rntkSetting = {
  output: {
    type: "choice",
    choices: ["rntk", "nngp", "preactivation-rntk", "preactivation-nngp"],
    default: "rntk",
    description:
      "The tangent kernel, or the kernel of the network at initialisation (NNGP); with `preactivation-` that of the last layer's pre-activation, Θ or S, which no read-out weights: it does not know sigmaV.",
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
    choices: ["last", "average", "average-last-twice", "sum"],
    default: "last",
    description:
      "Read-out of the last step, or the mean or the sum over the steps of independent read-outs; of series of different lengths over the shorter one's steps, whose Gram may have negative eigenvalues. `average-last-twice` is a mean that counts the last step twice, as the published code of arXiv 2012.04859 does.",
  },
  nonlinearity: {
    type: "choice",
    choices: ["relu", "erf"],
    default: "relu",
    description: "The nonlinearity of the network.",
  },
  layers: { type: "integer", above: 0, default: 1, description: "Number of recurrent layers, L." },
  initialStates: {
    type: "choice",
    choices: ["independent", "shared"],
    default: "independent",
    description:
      "Whether each data point has an initial hidden state of its own, so that sigmaH counts for a point with itself alone, or all have the same, so that it counts for all pairs of one length. Where lengths differ, the shorter one's initial state meets the longer one's history: it does not count.",
    later: true,
  },
  initialWeight: {
    type: "choice",
    choices: ["recurrent", "none"],
    default: "recurrent",
    description:
      "Whether the initial hidden state enters the first step through the recurrent weights, as sigmaW² sigmaH², or as it is, as sigmaH².",
    later: true,
  },
  derivative: {
    type: "choice",
    choices: ["exact", "normalised-transform"],
    default: "exact",
    description:
      "What the tangent kernel of a step is weighted by on its way to the next: G, the transform of the nonlinearity's derivative, or F/√(q q′), the nonlinearity's own transform over the standard deviations, as a slip in a formula would have it: smooth where series are nearly equal, but the tangent kernel of no network.",
    later: true,
  },
  arithmetic: {
    type: "choice",
    choices: ["float64", "float32"],
    default: "float64",
    description:
      "Numbers of 64 bits, or of 32 with the order of operations of the RNTK's published code; these for ReLU alone, slower, and noisy where series are nearly equal.",
    later: true,
  },
  sigmaW: sigma(Math.SQRT2, "Standard deviation of the recurrent weights."),
  sigmaU: sigma(1, "Standard deviation of the input weights."),
  sigmaB: sigma(0, "Standard deviation of the biases."),
  sigmaH: sigma(0, "Standard deviation of the initial hidden state."),
  sigmaV: sigma(1, "Standard deviation of the read-out weights."),
} as const satisfies SettingKeys;

export type RntkSetting = SettingOf<typeof rntkSetting>;

/** Why values that are each in range are refused together, or `undefined`. */
export function rntkConflict(setting: RntkSetting): string | undefined {
  const { nonlinearity, initialWeight, derivative, arithmetic, sigmaW, sigmaH } = setting;
  if (arithmetic === "float32" && nonlinearity !== "relu")
    return `the setting arithmetic float32 is there for the nonlinearity relu alone, found ${nonlinearity}`;
  if (arithmetic === "float32" && derivative !== "exact")
    return `the setting arithmetic float32 is there for the derivative exact alone, found ${derivative}`;
  // The initial state has the standard deviation σh/σw of one that the weights reach.
  if (initialWeight === "none" && sigmaW === 0 && sigmaH > 0)
    return `the setting initialWeight none takes sigmaH above 0 with sigmaW above 0 alone, found sigmaH ${sigmaH} and sigmaW ${sigmaW}`;
  return undefined;
}
