import { z } from "zod";
import { distinctList } from "../../distinct-list.ts";
import { networkSigmas } from "../network-sigmas.ts";

const angleSizes = {
  width: z.int().positive().describe("Width n of the networks."),
  networks: z.int().positive().describe("Number of networks, each with its own weights."),
};

const gramSizes = {
  widths: distinctList(z.int().positive()).min(2).describe("Widths n, ascending."),
  draws: z
    .int()
    .positive()
    .describe(
      "Number of networks of the largest width. Of narrower ones there are more, in proportion, up to eight times as many: they scatter more and cost less.",
    ),
};

/** Config keys of the convergence experiment. */
export const convergenceSchema = z.strictObject({
  angle: z
    .strictObject({
      points: z.int().positive().default(64).describe("Number of equal steps from angle 0 to 2π."),
      width: angleSizes.width.default(1000),
      networks: angleSizes.networks.default(20),
      marks: distinctList(z.number())
        .default([0, Math.PI / 2, 2.5, 4.9])
        .describe("Angles at which the limit is stated as a number."),
      sigmas: networkSigmas({
        sigmaW: Math.SQRT2,
        sigmaU: 1,
        sigmaB: 0,
        sigmaH: 0,
        sigmaV: 1,
      }).describe("Scales of the weights; the defaults are the paper's."),
    })
    .prefault({})
    .describe(
      "The kernel of x = (1, -1, 1) and x' = (cos a, sin a) over the angle a, one layer, ReLU: the paper's figure.",
    ),
  gram: z
    .strictObject({
      widths: gramSizes.widths.default([32, 64, 128, 256, 512, 1024, 2048, 4096]),
      draws: gramSizes.draws.default(8),
      lengths: z
        .array(z.int().positive())
        .min(2)
        .default([2, 2, 3, 3, 4, 4, 5, 5])
        .describe("Lengths of the sequences, whose values are standard normal."),
      layers: distinctList(z.int().positive())
        .min(1)
        .default([1, 2])
        .describe("Numbers of layers, L."),
      nonlinearities: distinctList(z.enum(["relu", "erf"]))
        .min(1)
        .default(["relu", "erf"])
        .describe("Nonlinearities."),
      sigmas: networkSigmas({
        sigmaW: Math.SQRT2,
        sigmaU: 1,
        sigmaB: 0.5,
        sigmaH: 0.5,
        sigmaV: 1,
      }).describe("Scales of the weights. None is 0 by default, so that every term takes part."),
    })
    .prefault({})
    .describe("The distance of the whole Gram of some sequences to the limit as the width grows."),
  seed: z.int().nonnegative().default(0).describe("Seed of all weights and sequences."),
  quick: z
    .strictObject({
      angle: z.strictObject(angleSizes).partial().optional(),
      gram: z.strictObject(gramSizes).partial().optional(),
    })
    .prefault({
      angle: { width: 200, networks: 5 },
      gram: { widths: [32, 64, 128, 256], draws: 4 },
    })
    .describe("What replaces the keys of the same names with --quick."),
});
