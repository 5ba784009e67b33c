import { z } from "zod";
import { distinctList } from "../../distinct-list.ts";
import { orRoot } from "../../methods/grid-schema.ts";
import { networkSigmas } from "../network-sigmas.ts";

const values = (defaults: readonly number[], what: string) =>
  distinctList(orRoot(z.number().nonnegative()) as z.ZodType<number>)
    .min(1)
    .default([...defaults])
    .describe(`Values of ${what}, the others at their base.`);

interface Row {
  readonly sigmaW: readonly number[];
  readonly sigmaU: readonly number[];
  readonly sigmaB: readonly number[];
  readonly sigmaH: readonly number[];
}

/** A row of panels: the base setting of a nonlinearity, and the values that each scale takes in turn. */
function row(base: Parameters<typeof networkSigmas>[0], vary: Row) {
  return z
    .strictObject({
      base: networkSigmas(base).describe("Scales of the weights where they are not varied."),
      vary: z
        .strictObject({
          sigmaW: values(vary.sigmaW, "sigmaW"),
          sigmaU: values(vary.sigmaU, "sigmaU"),
          sigmaB: values(vary.sigmaB, "sigmaB"),
          sigmaH: values(vary.sigmaH, "sigmaH"),
        })
        .prefault({})
        .describe("Values of each scale, one scale a panel, the others at their base."),
    })
    .prefault({});
}

/** Config keys of the sensitivity experiment. */
export const sensitivitySchema = z.strictObject({
  length: z.int().positive().default(100).describe("Length T of the sequences."),
  draws: z
    .int()
    .min(2)
    .default(2000)
    .describe("Pairs of sequences x, x' ~ N(0, I) over which the kernel's changes are averaged."),
  layers: z.int().positive().default(1).describe("Number of layers, L."),
  relu: row(
    { sigmaW: Math.SQRT2, sigmaU: 1, sigmaB: 0, sigmaH: 0, sigmaV: 1 },
    {
      sigmaW: [1.3, 1.37, Math.SQRT2, 1.46, 1.55],
      sigmaU: [0.1, 0.5, 1, 2],
      sigmaB: [0, 0.1, 0.5, 2],
      sigmaH: [0, 0.5, 2, 10],
    },
  ).describe("The ReLU panels."),
  erf: row(
    { sigmaW: 1, sigmaU: 0.01, sigmaB: 0, sigmaH: 0, sigmaV: 1 },
    {
      sigmaW: [0.8, 0.9, 1, Math.SQRT2, 2],
      sigmaU: [0.01, 0.1, 0.5, 1],
      sigmaB: [0, 0.01, 0.1, 0.5],
      sigmaH: [0, 0.01, 0.1, 1],
    },
  ).describe("The erf panels. The paper's settings are not known; these are ours."),
  seed: z.int().nonnegative().default(0).describe("Seed of the sequences."),
  quick: z
    .strictObject({
      length: z.int().positive().optional().describe("Length T of the sequences."),
      draws: z.int().min(2).optional().describe("Pairs of sequences."),
    })
    .prefault({ length: 30, draws: 60 })
    .describe("What replaces the keys of the same names with --quick."),
});
