import type { Sequences } from "../../math/sequences.ts";
import { newFloats } from "../../memory.ts";

function ofLength(
  sequences: Sequences,
  length: number,
): Sequences & { readonly values: Float64Array } {
  const { count, dimension } = sequences;
  return {
    count,
    dimension,
    lengths: new Int32Array(count).fill(length),
    offsets: Int32Array.from({ length: count }, (_, i) => i * length * dimension),
    values: newFloats(count * length * dimension),
  };
}

/** Adds zeros to each series up to a length that none exceeds, before its start or after its end. */
export function padTo(
  sequences: Sequences,
  length: number,
  side: "start" | "end" = "end",
): Sequences {
  const padded = ofLength(sequences, length);
  for (let i = 0; i < sequences.count; i++) {
    const from = sequences.offsets[i]!;
    const to = from + sequences.lengths[i]! * sequences.dimension;
    const own =
      padded.offsets[i]! + (side === "end" ? 0 : length * sequences.dimension - (to - from));
    padded.values.set(sequences.values.subarray(from, to), own);
  }
  return padded;
}

/**
 * Takes each series at `length` equally spaced points from its first to its last step, linearly
 * between steps: point j lies at step j (T - 1) / (length - 1).
 */
export function resampleTo(sequences: Sequences, length: number): Sequences {
  const { count, dimension, lengths, offsets, values } = sequences;
  const resampled = ofLength(sequences, length);
  for (let i = 0; i < count; i++) {
    const last = lengths[i]! - 1;
    for (let j = 0; j < length; j++) {
      const position = length === 1 ? 0 : (j * last) / (length - 1);
      const left = Math.min(Math.floor(position), last);
      const right = Math.min(left + 1, last);
      const weight = position - left;
      for (let k = 0; k < dimension; k++) {
        const a = values[offsets[i]! + left * dimension + k]!;
        const b = values[offsets[i]! + right * dimension + k]!;
        resampled.values[resampled.offsets[i]! + j * dimension + k] = a + weight * (b - a);
      }
    }
  }
  return resampled;
}
