import type { Sequences } from "../../math/sequences.ts";
import { copyOf } from "../../memory.ts";
import { rootOfSquares } from "./scale.ts";

/** What gives every time step and channel mean 0 and standard deviation 1 over some series. */
export interface StepScale {
  /** In place of the series. */
  apply(sequences: Sequences): Sequences;
  /** Steps times channels. */
  readonly width: number;
  /** How many of these are constant over the series: they are centred and not divided. */
  readonly constant: number;
}

/**
 * Means and standard deviations (sums divided by the number of series) of every time step and channel over
 * series of one length T: scikit-learn's StandardScaler on the T columns. What is constant has scale 1.
 */
export function stepScale({ count, dimension, lengths, offsets, values }: Sequences): StepScale {
  const width = (lengths[0] ?? 0) * dimension;
  const means = new Float64Array(width);
  const roots = new Float64Array(width).fill(1);
  const units = new Float64Array(width).fill(1);
  const column = new Float64Array(count);
  let constant = 0;
  for (let t = 0; t < width; t++) {
    for (let i = 0; i < count; i++) column[i] = values[offsets[i]! + t]!;
    if (column.every((value) => value === column[0])) {
      means[t] = column[0]!;
      constant++;
      continue;
    }
    means[t] = column.reduce((sum, value) => sum + value / count, 0);
    for (let i = 0; i < count; i++) column[i]! -= means[t]!;
    const { root, unit } = rootOfSquares(column, 0, count, count);
    roots[t] = root;
    units[t] = unit;
  }
  return {
    width,
    constant,
    apply(sequences) {
      const scaled = copyOf(sequences.values);
      for (let i = 0; i < sequences.count; i++) {
        const from = sequences.offsets[i]!;
        for (let t = 0; t < width; t++)
          scaled[from + t] = (scaled[from + t]! - means[t]!) / units[t]! / roots[t]!;
      }
      return { ...sequences, values: scaled };
    },
  };
}
