/**
 * n sequences of vectors in R^m, whose lengths may differ, in one flat buffer:
 * sequence i has `lengths[i]` steps and starts at `values[offsets[i]]`; its step t is
 * `values[offsets[i] + t * dimension + k]`, k = 0 … m - 1.
 */
export interface Sequences {
  readonly count: number;
  /** m, the number of channels of a step. */
  readonly dimension: number;
  readonly lengths: Int32Array; // (n)
  readonly offsets: Int32Array; // (n)
  readonly values: Float64Array; // (sum of lengths × m)
}

/** Sequences from nested lists (sequence, step, channel). The caller has checked the shape. */
export function sequencesFrom(series: readonly (readonly (readonly number[])[])[]): Sequences {
  const dimension = series[0]?.[0]?.length ?? 1;
  const lengths = Int32Array.from(series, (steps) => steps.length);
  const offsets = new Int32Array(series.length);
  let total = 0;
  for (const [i, length] of lengths.entries()) {
    offsets[i] = total;
    total += length * dimension;
  }
  return {
    count: series.length,
    dimension,
    lengths,
    offsets,
    values: Float64Array.from(series.flat(2)),
  };
}

/** The common length of all sequences of some sets, or `undefined` where lengths differ. */
export function commonLength(...sets: readonly Sequences[]): number | undefined {
  const first = sets[0]?.lengths[0];
  const isCommon = (length: number) => length === first;
  return sets.every(({ lengths }) => lengths.every(isCommon)) ? first : undefined;
}

/** The length of the longest of all sequences of some sets; 0 where there is none. */
export function longestOf(...sets: readonly Sequences[]): number {
  return sets.reduce((most, { lengths }) => lengths.reduce((a, b) => Math.max(a, b), most), 0);
}

/** Sequences `from` to `to` - 1, on the same values. */
export function slice(sequences: Sequences, from: number, to: number): Sequences {
  return {
    ...sequences,
    count: to - from,
    lengths: sequences.lengths.subarray(from, to),
    offsets: sequences.offsets.subarray(from, to),
  };
}

/** Some of the sequences, in the order of `rows`, on the same values. */
export function sequencesAt(sequences: Sequences, rows: Int32Array): Sequences {
  return {
    ...sequences,
    count: rows.length,
    lengths: rows.map((row) => sequences.lengths[row]!),
    offsets: rows.map((row) => sequences.offsets[row]!),
  };
}
