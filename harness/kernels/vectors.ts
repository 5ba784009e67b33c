import { eachPair, type Pairs, pairCount, requireOneLength } from "./pairs.ts";

/**
 * A number for every pair of sequences, each taken as one vector of T m values: what all settings
 * of a kernel on vectors share.
 * @param measure from two flat buffers, where the vectors start in them, and how long they are
 * @returns (pairs)
 */
export function pairMeasures(
  pairs: Pairs,
  label: string,
  measure: (a: Float64Array, i: number, b: Float64Array, j: number, size: number) => number,
): Float64Array {
  const { x, z } = pairs;
  const size = requireOneLength(pairs, label) * x.dimension;
  const values = new Float64Array(pairCount(pairs));
  eachPair(pairs, (i, j, p) => {
    values[p] = measure(x.values, x.offsets[i]!, z.values, z.offsets[j]!, size);
  });
  return values;
}

/** <a, b> of two vectors in flat buffers, summed from the first entry on. */
export function innerProduct(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  size: number,
): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += a[i + k]! * b[j + k]!;
  return sum;
}

/** |a - b|², summed from the first entry on; exact near a = b, unlike |a|² + |b|² - 2 <a, b>. */
export function squaredDistance(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  size: number,
): number {
  let sum = 0;
  for (let k = 0; k < size; k++) {
    const difference = a[i + k]! - b[j + k]!;
    sum += difference * difference;
  }
  return sum;
}
