import type { Dataset } from "../data/dataset.ts";
import type { PreparePolicies } from "../data/prepare.ts";
import { commonLength } from "../math/sequences.ts";
import type { UnavailableTask } from "./experiment.ts";

/** Sentences on own files, each where there is cause for it. */
export interface OwnFaults {
  /** A series without values. */
  readonly empty?: string;
  /** Missing values inside series. */
  readonly missing?: string;
  /** Training series of one length, test series of another. */
  readonly lengths?: string;
}

const parts = ["train", "test"] as const;

function emptySeries(dataset: Dataset): string | undefined {
  for (const part of parts) {
    const at = dataset[part].sequences.lengths.indexOf(0);
    if (at >= 0) return `${dataset.places?.[part][at] ?? dataset.name} has no values`;
  }
  return undefined;
}

function missingValue(dataset: Dataset): string | undefined {
  for (const part of parts) {
    const { sequences } = dataset[part];
    const { dimension, lengths, offsets, values } = sequences;
    for (const [i, start] of offsets.entries()) {
      const end = start + lengths[i]! * dimension;
      const missing = values.subarray(start, end).findIndex(Number.isNaN);
      if (missing < 0) continue;
      const step = Math.floor(missing / dimension) + 1;
      return `${dataset.places?.[part][i] ?? dataset.name} has no value at step ${step}`;
    }
  }
  return undefined;
}

function otherLength({ name, train, test }: Dataset): string | undefined {
  const [own, other] = [commonLength(train.sequences), commonLength(test.sequences)];
  if (own === undefined || other === undefined || own === other) return undefined;
  return `${name}: the training series have ${own} steps, the test series ${other}`;
}

/** What may be wrong with own files that could be read. */
export function ownFaults(dataset: Dataset): OwnFaults {
  const [empty, missing, lengths] = [
    emptySeries(dataset),
    missingValue(dataset),
    otherLength(dataset),
  ];
  return {
    ...(empty !== undefined && { empty }),
    ...(missing !== undefined && { missing }),
    ...(lengths !== undefined && { lengths }),
  };
}

/** The refusal of own files that a method cannot work on, prepared as the config says. */
export function ownRefusal(
  { empty, missing, lengths }: OwnFaults = {},
  prepare: PreparePolicies,
  needsOneLength: boolean,
): UnavailableTask | undefined {
  const refusal = (reason: string, hint: string): UnavailableTask => ({
    kind: "unavailable",
    ...{ reason, hint, own: true },
  });
  if (empty !== undefined) return refusal(empty, "leave it out, or give it its values");
  if (missing !== undefined && prepare.missing === "fail")
    return refusal(missing, "the config's key `prepare.missing` can say interpolate");
  if (lengths !== undefined && needsOneLength && prepare.length === "as-is")
    return refusal(lengths, "the config's key `prepare.length` can say pad or resample");
  return undefined;
}
