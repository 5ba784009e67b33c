import type { Sequences } from "../../math/sequences.ts";
import { copyOf } from "../../memory.ts";

/** Scaled series, and how many of them have no scale and stayed as they were (or became zeros). */
export interface Scaled {
  readonly sequences: Sequences;
  readonly degenerate: number;
}

/** Largest absolute value of the series; 0 where there is none. */
export function largestMagnitude({
  count,
  dimension,
  lengths,
  offsets,
  values,
}: Sequences): number {
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const end = offsets[i]! + lengths[i]! * dimension;
    for (let at = offsets[i]!; at < end; at++) largest = Math.max(largest, Math.abs(values[at]!));
  }
  return largest;
}

/** Divides every value by the same divisor. */
export function divide(sequences: Sequences, divisor: number): Sequences {
  const values = copyOf(sequences.values);
  for (let at = 0; at < values.length; at++) values[at] = values[at]! / divisor;
  return { ...sequences, values };
}

/**
 * Square root of (the sum of squares of values[from … to - 1]) / divisor, as root × unit: the unit
 * is 1 unless squares could overflow or vanish.
 */
export function rootOfSquares(
  values: Float64Array,
  from: number,
  to: number,
  divisor: number,
): { readonly root: number; readonly unit: number } {
  let largest = 0;
  for (let at = from; at < to; at++) largest = Math.max(largest, Math.abs(values[at]!));
  if (largest === 0) return { root: 0, unit: 1 };
  const unit = largest > 1e100 || largest < 1e-100 ? largest : 1;
  let sum = 0;
  for (let at = from; at < to; at++) sum += (values[at]! / unit) * (values[at]! / unit);
  return { root: Math.sqrt(sum / divisor), unit };
}

/** Divides each series by its Euclidean norm over all steps and channels; a series of zeros stays one. */
export function unitNorm(sequences: Sequences): Scaled {
  return byRoot(sequences, () => 1);
}

/** Divides each series by its root mean square over all steps and channels; a series of zeros stays one. */
export function unitRms(sequences: Sequences): Scaled {
  return byRoot(sequences, (size) => size);
}

/** Divides each series by the square root of its sum of squares over a divisor. */
function byRoot(sequences: Sequences, divisorOf: (size: number) => number): Scaled {
  const { count, dimension, lengths, offsets } = sequences;
  const values = copyOf(sequences.values);
  let degenerate = 0;
  for (let i = 0; i < count; i++) {
    const from = offsets[i]!;
    const to = from + lengths[i]! * dimension;
    const { root, unit } = rootOfSquares(values, from, to, divisorOf(to - from));
    if (root === 0) degenerate++;
    else for (let at = from; at < to; at++) values[at] = values[at]! / unit / root;
  }
  return { sequences: { ...sequences, values }, degenerate };
}

/**
 * Gives each channel of each series mean 0 and standard deviation 1 (sums over all T steps, divided
 * by T); a constant channel becomes zeros.
 */
export function zNorm(sequences: Sequences): Scaled {
  const { count, dimension, lengths, offsets } = sequences;
  const values = copyOf(sequences.values);
  const constant = new Set<number>();
  for (let i = 0; i < count; i++) {
    const length = lengths[i]!;
    for (let k = 0; k < dimension; k++) {
      const from = offsets[i]! + k;
      const to = offsets[i]! + length * dimension;
      let mean = 0;
      let low = values[from]!;
      let high = low;
      for (let at = from; at < to; at += dimension) {
        mean += values[at]! / length;
        low = Math.min(low, values[at]!);
        high = Math.max(high, values[at]!);
      }
      if (low === high) {
        constant.add(i);
        for (let at = from; at < to; at += dimension) values[at] = 0;
        continue;
      }
      for (let at = from; at < to; at += dimension) values[at] = values[at]! - mean;
      const channel = new Float64Array(length);
      for (let t = 0; t < length; t++) channel[t] = values[from + t * dimension]!;
      const { root, unit } = rootOfSquares(channel, 0, length, length);
      for (let at = from; at < to; at += dimension) values[at] = values[at]! / unit / root;
    }
  }
  return { sequences: { ...sequences, values }, degenerate: constant.size };
}

/** `zNorm`, then `unitNorm`. */
export function zNormUnitNorm(sequences: Sequences): Scaled {
  const { sequences: centred, degenerate } = zNorm(sequences);
  return { sequences: unitNorm(centred).sequences, degenerate };
}

/**
 * Maps each series to [0, 1] by its smallest and largest value over all steps and channels; a constant
 * series becomes zeros.
 */
export function minMax(sequences: Sequences): Scaled {
  const { count, dimension, lengths, offsets } = sequences;
  const values = copyOf(sequences.values);
  let degenerate = 0;
  for (let i = 0; i < count; i++) {
    const own = values.subarray(offsets[i]!, offsets[i]! + lengths[i]! * dimension);
    const low = own.reduce((least, value) => Math.min(least, value));
    const high = own.reduce((most, value) => Math.max(most, value));
    if (low === high) degenerate++;
    const range = low === high ? 1 : high - low;
    for (let at = 0; at < own.length; at++) own[at] = (own[at]! - low) / range;
  }
  return { sequences: { ...sequences, values }, degenerate };
}
