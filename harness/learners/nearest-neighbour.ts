import { HarnessError } from "../errors.ts";
import type { Sequences } from "../math/sequences.ts";

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

/** Values of a series, of which all have the same number. */
function valuesEach({ lengths, dimension }: Sequences): number {
  return lengths[0]! * dimension;
}

/**
 * For each test series the index of the training series nearest to it by Euclidean distance, the first of
 * several. All series have one length.
 * @throws HarnessError `compute` where all distances from a test series overflow
 */
export function nearestNeighbours(train: Sequences, test: Sequences): Int32Array {
  const length = valuesEach(train);
  return Int32Array.from({ length: test.count }, (_, j) => {
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
    if (least === Number.POSITIVE_INFINITY) throw overflow();
    return nearest;
  });
}

function overflow(): HarnessError {
  return new HarnessError(
    "compute",
    "The distances between series overflow.",
    "look at the scale of the data (prepare.scale)",
  );
}

/**
 * For each series the index of the nearest one that lies in another fold, the first of several; -1 where
 * all are in one fold. All series have one length. Takes n² / 2 distances, whatever the number of seeds.
 * @param assignments for every fold seed the fold of each series, (seeds) of (n)
 * @returns (seeds) of (n)
 * @throws HarnessError `compute` where a distance overflows
 */
export function nearestInOtherFolds(
  sequences: Sequences,
  assignments: readonly Int32Array[],
): Int32Array[] {
  const { count: n, values, offsets } = sequences;
  const length = n === 0 ? 0 : valuesEach(sequences);
  const nearest = assignments.map(() => new Int32Array(n).fill(-1));
  const least = assignments.map(() => new Float64Array(n).fill(Number.POSITIVE_INFINITY));
  const take = (seed: number, i: number, other: number, distance: number) => {
    if (distance >= least[seed]![i]!) return;
    least[seed]![i] = distance;
    nearest[seed]![i] = other;
  };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const bound = Number.POSITIVE_INFINITY;
      const distance = squaredDistance(values, offsets[i]!, values, offsets[j]!, length, bound);
      if (distance === bound) throw overflow();
      for (const [seed, fold] of assignments.entries()) {
        if (fold[i] === fold[j]) continue;
        take(seed, i, j, distance);
        take(seed, j, i, distance);
      }
    }
  }
  return nearest;
}
