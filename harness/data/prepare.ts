import { z } from "zod";
import { HarnessError } from "../errors.ts";
import { commonLength, longestOf, type Sequences } from "../math/sequences.ts";
import type { Dataset, LabelledSequences } from "./dataset.ts";
import { padTo, resampleTo } from "./prepare/length.ts";
import { countMissing, interpolateMissing } from "./prepare/missing.ts";
import {
  divide,
  largestMagnitude,
  minMax,
  type Scaled,
  unitNorm,
  unitRms,
  zNorm,
  zNormUnitNorm,
} from "./prepare/scale.ts";
import { stepScale } from "./prepare/standardize-steps.ts";

/** Config keys of what happens to series before any method sees them, in the order in which it happens. */
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
      "For methods that need one length, where series differ in length: `as-is` leaves such a data set to the methods that take any length; `pad` appends zeros up to the longest series, after scaling; `resample` interpolates linearly at as many equally spaced points as the longest series has, before scaling. The RNTK always takes the series as they are.",
    ),
  scale: z
    .enum([
      "unit-norm",
      "unit-rms",
      "z-norm",
      "z-norm-unit-norm",
      "min-max",
      "train-max",
      "standardize-steps",
      "none",
    ])
    .default("unit-norm")
    .describe(
      "`unit-norm`: each series is divided by its Euclidean norm (as in the paper); `unit-rms`: by its root mean square over steps and channels; `z-norm`: each channel of each series gets mean 0 and standard deviation 1; `z-norm-unit-norm`: that, then `unit-norm`; `min-max`: each series is mapped to [0, 1] by its smallest and largest value over all channels; `train-max`: all series are divided by the largest absolute value of the training set; `standardize-steps`: each time step and channel gets mean 0 and standard deviation 1 over the training set, one that is constant there is only centred, and all series must have one length; `none`. A series of zeros stays one, and a constant series becomes one under `z-norm`, `z-norm-unit-norm` and `min-max`; that is noted.",
    ),
});

export type PreparePolicies = z.infer<typeof preparePolicies>;

/** What a method takes. */
export interface MethodNeeds {
  /** Whether sequences of different lengths are taken as they are. */
  readonly unequalLengths: boolean;
}

/** Series as a method takes them, or why it cannot. */
export type PreparedData =
  | {
      readonly status: "ready";
      readonly classes: readonly string[];
      readonly train: LabelledSequences;
      readonly test: LabelledSequences;
      readonly notes: readonly string[];
    }
  | { readonly status: "not-applicable"; readonly reason: string };

/** A step on both parts of a data set. */
type Parts = { readonly train: Sequences; readonly test: Sequences };

function both(parts: Parts, step: (sequences: Sequences, part: string) => Sequences): Parts {
  return { train: step(parts.train, "training series"), test: step(parts.test, "test series") };
}

/** Refuses series without any step. */
function checkNotEmpty(name: string, parts: Parts): void {
  both(parts, (sequences, part) => {
    const empty = sequences.lengths.indexOf(0);
    if (empty < 0) return sequences;
    throw new HarnessError("data", `${name}: ${part} ${empty + 1} has no values`);
  });
}

function fillMissing(
  name: string,
  parts: Parts,
  policy: PreparePolicies["missing"],
  notes: string[],
): Parts {
  return both(parts, (sequences, part) => {
    const { missing, first } = countMissing(sequences);
    if (missing === 0) return sequences;
    if (policy === "fail") {
      throw new HarnessError(
        "data",
        `${name}: ${missing} values are missing, the first in ${part} ${first + 1}`,
        "the config's key `prepare.missing` can say interpolate",
      );
    }
    notes.push(`${missing} missing values of ${part} were interpolated`);
    return interpolateMissing(sequences, `${name}: ${part}`);
  });
}

const stayedZero = "all zeros and stayed so";
const becameZero = "constant and became zeros";

/** The scales of each series by itself, and what is noted of series that have none. */
const seriesScales = {
  "unit-norm": [unitNorm, stayedZero],
  "unit-rms": [unitRms, stayedZero],
  "z-norm": [zNorm, becameZero],
  "z-norm-unit-norm": [zNormUnitNorm, becameZero],
  "min-max": [minMax, becameZero],
} as const satisfies Partial<
  Record<PreparePolicies["scale"], readonly [(sequences: Sequences) => Scaled, string]>
>;

function scale(parts: Parts, policy: PreparePolicies["scale"], notes: string[]): Parts {
  if (policy === "none") return parts;
  if (policy === "train-max") {
    const largest = largestMagnitude(parts.train);
    if (largest > 0) return both(parts, (sequences) => divide(sequences, largest));
    notes.push("all training values are 0: the series were not scaled");
    return parts;
  }
  if (policy === "standardize-steps") {
    const { apply, constant, width } = stepScale(parts.train);
    if (constant > 0)
      notes.push(
        `${constant} of the ${width} values of a series ${constant === 1 ? "is" : "are"} the same in all training series and ${constant === 1 ? "was" : "were"} only centred`,
      );
    return both(parts, apply);
  }
  const [step, kind] = seriesScales[policy];
  return both(parts, (sequences, part) => {
    const { sequences: scaled, degenerate } = step(sequences);
    if (degenerate > 0)
      notes.push(`${degenerate} ${part} ${degenerate === 1 ? "is" : "are"} ${kind}`);
    return scaled;
  });
}

/**
 * Applies the policies to a data set: missing values, length, scale.
 * @throws HarnessError `data` where values are missing and the policy is `fail`, and for a series without values
 */
export function prepare(
  dataset: Dataset,
  policies: PreparePolicies,
  needs: MethodNeeds,
): PreparedData {
  const notes = [...dataset.notes];
  let parts: Parts = { train: dataset.train.sequences, test: dataset.test.sequences };
  checkNotEmpty(dataset.name, parts);
  const differ = commonLength(parts.train, parts.test) === undefined;
  const change = needs.unequalLengths || !differ ? "as-is" : policies.length;
  if (change === "as-is" && !needs.unequalLengths && differ) {
    return {
      status: "not-applicable",
      reason:
        "the series differ in length, and the method needs one length (prepare.length: pad or resample)",
    };
  }
  if (policies.scale === "standardize-steps" && differ && change !== "resample") {
    return {
      status: "not-applicable",
      reason:
        "the series differ in length, and prepare.scale: standardize-steps needs one length before it (prepare.length: resample, for methods that need one length)",
    };
  }
  parts = fillMissing(dataset.name, parts, policies.missing, notes);
  const length = longestOf(parts.train, parts.test);
  if (change === "resample") {
    parts = both(parts, (sequences) => resampleTo(sequences, length));
    notes.push(`series were resampled to ${length} steps`);
  }
  parts = scale(parts, policies.scale, notes);
  if (change === "pad") {
    parts = both(parts, (sequences) => padTo(sequences, length));
    notes.push(`shorter series were padded with zeros to ${length} steps`);
  }
  return {
    status: "ready",
    classes: dataset.classes,
    train: { sequences: parts.train, labels: dataset.train.labels },
    test: { sequences: parts.test, labels: dataset.test.labels },
    notes,
  };
}
