/*
 * The plain form of `assembly/kernels.ts`: the same functions on the same memory layout, value by
 * value in the same order of operations, so that the results are the same to the last bit. It runs
 * where the machine's engine has no SIMD, and the tests hold the two together.
 *
 * Addresses are in bytes, as in WebAssembly; `at` turns one into an index of float64.
 */

/** Bytes of two lanes of float64. */
export const vectorBytes = 16;
/** Bytes of a vector of states (mu, nu) or of sums. */
export const stateBytes = 32;
/** Bytes of a vector of scratch. */
export const scratchBytes = 64;

export function at(address: number): number {
  return address >>> 3;
}

/** The rows and the vectors of columns whose pairs are worked on together, row after row. */
export type Tile = readonly [
  rowFrom: number,
  rowTo: number,
  from: number,
  to: number,
  /** 1 where row i starts with the vector that holds the diagonal, else 0. */
  triangle: number,
];

/** First vector of a row in the tile. */
export function rowStart(row: number, from: number, triangle: number): number {
  return triangle === 1 ? Math.max(from, row >> 1) : from;
}

/** Index of the first ratio of a series in a pack whose vectors have `bytes` bytes. */
export function seriesAt(pack: number, series: number, bytes: number): number {
  return at(pack + (series >> 1) * bytes) + (series & 1);
}

/**
 * Visits the pairs of a tile in the order in which their values stand in memory: a row of the tile, a
 * vector of columns, its two lanes, and the index of the vector among all of the tile.
 */
export function eachPair(
  [rowFrom, rowTo, from, to, triangle]: Tile,
  visit: (row: number, column: number, lane: number, vector: number) => void,
): void {
  let vector = 0;
  for (let row = rowFrom; row < rowTo; row++)
    for (let column = rowStart(row, from, triangle); column < to; column++) {
      visit(row, column, 0, vector);
      visit(row, column, 1, vector++);
    }
}
