import { HarnessError } from "../../errors.ts";
import type { Sequences } from "../../math/sequences.ts";
import { copyOf } from "../../memory.ts";

/** Number of missing values, and the first series that has one. */
export function countMissing({ count, dimension, lengths, offsets, values }: Sequences): {
  readonly missing: number;
  readonly first: number;
} {
  let missing = 0;
  let first = -1;
  for (let i = 0; i < count; i++) {
    const end = offsets[i]! + lengths[i]! * dimension;
    for (let at = offsets[i]!; at < end; at++) {
      if (!Number.isNaN(values[at]!)) continue;
      missing++;
      if (first < 0) first = i;
    }
  }
  return { missing, first };
}

/**
 * Fills missing values: linearly between the neighbours that are there, and with the nearest one at
 * either end, channel by channel.
 * @param part what the series are, for sentences
 * @throws HarnessError `data` for a channel that has no value at all
 */
export function interpolateMissing(sequences: Sequences, part: string): Sequences {
  const { count, dimension, lengths, offsets } = sequences;
  const values = copyOf(sequences.values);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dimension; k++) {
      const at = (t: number) => offsets[i]! + t * dimension + k;
      const length = lengths[i]!;
      let before = -1; // last step that has a value
      for (let t = 0; t <= length; t++) {
        if (t < length && Number.isNaN(values[at(t)]!)) continue;
        if (t === length && before < 0) {
          throw new HarnessError("data", `${part} ${i + 1} has no value to interpolate from`);
        }
        const left = values[at(before < 0 ? t : before)]!;
        const right = values[at(t === length ? before : t)]!;
        for (let gap = before + 1; gap < t; gap++) {
          values[at(gap)] = left + ((right - left) * (gap - before)) / (t - before);
        }
        before = t;
      }
    }
  }
  return { ...sequences, values };
}
