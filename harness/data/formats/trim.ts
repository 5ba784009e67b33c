import type { Sequences } from "../../math/sequences.ts";
import { newFloats } from "../../memory.ts";

/**
 * Takes NaN at the end of series for the padding of shorter ones, as the 2018 archive has it: each
 * series ends at its last value. One without any becomes a series of length 0.
 * @param sequences of one channel
 */
export function trimPadding(sequences: Sequences): Sequences {
  const { count, values, offsets } = sequences;
  const lengths = sequences.lengths.map((length, i) => {
    let steps = length;
    while (steps > 0 && Number.isNaN(values[offsets[i]! + steps - 1]!)) steps--;
    return steps;
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total === values.length) return sequences;
  const kept = {
    count,
    dimension: 1,
    lengths,
    offsets: new Int32Array(count),
    values: newFloats(total),
  };
  let used = 0;
  for (let i = 0; i < count; i++) {
    kept.offsets[i] = used;
    kept.values.set(values.subarray(offsets[i]!, offsets[i]! + lengths[i]!), used);
    used += lengths[i]!;
  }
  return kept;
}
