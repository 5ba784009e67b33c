import { z } from "zod";
import { datasetSpec } from "../../data/spec.ts";
import { distinctList } from "../../distinct-list.ts";
import { conventionSchema, scalesSchema } from "./convention.ts";

const datasets = z.array(datasetSpec).min(1);

/** Config keys of the experiment on conventions. */
export const conventionsSchema = z.strictObject({
  diagnostics: datasets.describe(
    "Data sets on which the paper's RNTK accuracy does not come out, by what is known before.",
  ),
  controls: datasets.describe(
    "Data sets on which it comes out: a convention that loses it there is wrong.",
  ),
  grid: scalesSchema
    .prefault({})
    .describe("Scales of the network's weights of every convention: a grid."),
  large: z
    .strictObject({
      from: z.int().positive().describe("Training cases from which on a data set is large."),
      grid: scalesSchema.describe("The grid of large data sets."),
    })
    .optional()
    .describe("A smaller grid for data sets of many training cases."),
  selection: z
    .strictObject({
      folds: z.int().min(2).default(10).describe("Folds of the cross-validation."),
      foldSeeds: distinctList(z.int().nonnegative())
        .min(1)
        .default([0, 1, 2])
        .describe("Seeds of the assignment to folds, where it is at random."),
    })
    .prefault({})
    .describe("How often and how a candidate is chosen."),
  maxIterations: z
    .int()
    .positive()
    .default(100_000)
    .describe(
      "Cap on the iterations of a two-class machine. Below LIBSVM's 10^7, which machines with a large C on a Gram with rounding errors run into; those of the paper's protocol end within some thousand.",
    ),
  conventions: z
    .array(conventionSchema)
    .min(1)
    .describe(
      "The conventions, each by what it does otherwise than the paper, as far as that is known; the one with no key but its name is the paper's protocol. Those that share the scale, the recursion and the grid are one task and one record, which is named after what they share and computed again when one of them changes.",
    ),
});

/** A checked config. */
export type ConventionsConfig = z.infer<typeof conventionsSchema>;
