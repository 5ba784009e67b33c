import type { Sequences } from "../math/sequences.ts";
import type { LabelledSequences } from "./dataset.ts";

/** Steps after which a distance that is already too large is given up. */
const block = 32;

/** Squared Euclidean distance of two series of `length` values, or `bound` or more where it reaches that. */
function squaredDistance(
  x: Float64Array,
  i: number,
  z: Float64Array,
  j: number,
  length: number,
  bound: number,
): number {
  let sum = 0;
  for (let from = 0; from < length && sum < bound; from += block) {
    const to = Math.min(length, from + block);
    for (let t = from; t < to; t++) {
      const difference = x[i + t]! - z[j + t]!;
      sum += difference * difference;
    }
  }
  return sum;
}

function nearestIndex(train: Sequences, test: Sequences, j: number, length: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < train.count; i++) {
    const distance = squaredDistance(
      train.values,
      train.offsets[i]!,
      test.values,
      test.offsets[j]!,
      length,
      least,
    );
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}

/**
 * Number of test series whose nearest training series by Euclidean distance (the first of several)
 * is of another class. All series have one length.
 */
export function nearestNeighbourErrors(train: LabelledSequences, test: LabelledSequences): number {
  const length = train.sequences.lengths[0]! * train.sequences.dimension;
  let errors = 0;
  for (let j = 0; j < test.sequences.count; j++) {
    const nearest = nearestIndex(train.sequences, test.sequences, j, length);
    if (train.labels[nearest] !== test.labels[j]) errors++;
  }
  return errors;
}
