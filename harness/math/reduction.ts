import type { LinearAlgebraMemory } from "../wasm/linear-algebra-memory.ts";

/** Entries below this fraction of the largest are left out: far below rounding, and their squares may underflow. */
const negligible = 1e-20;

/** A symmetric tridiagonal matrix. */
export interface Tridiagonal {
  readonly diagonal: Float64Array; // (n)
  /** Entry i stands beside diagonal entries i and i + 1. */
  readonly offDiagonal: Float64Array; // (n - 1)
}

/** Where the parts of a reduction stand in a memory: addresses in bytes. */
export interface ReductionPlaces {
  /** Length of a row of the matrix. */
  readonly stride: number;
  readonly matrix: number;
  readonly factors: number;
  readonly spare: number;
  readonly diagonal: number;
  readonly offDiagonal: number;
  /** First byte after them; a multiple of 64. */
  readonly end: number;
}

/** Rows do not lie a multiple of 512 bytes apart: the entries of a column would share few lines of the cache. */
function strideOf(n: number): number {
  const even = n + (n % 2);
  return even % 64 === 0 ? even + 8 : even;
}

/** `bytes` from an address on, rounded up to whole lines of the cache. */
export function after(address: number, bytes: number): number {
  return Math.ceil((address + bytes) / 64) * 64;
}

/** Lays out the reduction of a matrix (n, n) from an address on. */
export function placeReduction(n: number, from: number): ReductionPlaces {
  const stride = strideOf(n);
  const factors = after(from, 8 * n * stride);
  const spare = after(factors, 8 * n);
  const diagonal = after(spare, 3 * 8 * stride);
  const offDiagonal = after(diagonal, 8 * n);
  const end = after(offDiagonal, 8 * n);
  return { stride, matrix: from, factors, spare, diagonal, offDiagonal, end };
}

/**
 * Reduces A (n, n) in a memory, of which Q T Qᵀ = A: T is returned, the reflections of Q stay there.
 * @param by with `reduceUpper` A has to be symmetric; the results of the two differ in last bits
 */
export function reduceThere(
  { functions }: LinearAlgebraMemory,
  memory: Float64Array,
  places: ReductionPlaces,
  a: Float64Array,
  n: number,
  by: "reduce" | "reduceUpper",
): Tridiagonal {
  const { stride, matrix, factors, spare, diagonal, offDiagonal } = places;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + i]!));
  const smallest = negligible * largest;
  const to = matrix / 8;
  for (let i = 0; i < n; i++) {
    const row = to + i * stride;
    // `reduce` takes the matrix transposed.
    if (by === "reduce") for (let j = 0; j < n; j++) memory[row + j] = a[j * n + i]!;
    else memory.set(a.subarray(i * n, (i + 1) * n), row);
    memory.fill(0, row + n, row + stride);
  }
  functions[by](
    ...([n, stride, matrix, spare, diagonal, offDiagonal, factors, smallest * smallest] as const),
  );
  const found = (address: number, count: number) =>
    memory.slice(address / 8, address / 8 + Math.max(0, count));
  return { diagonal: found(diagonal, n), offDiagonal: found(offDiagonal, n - 1) };
}
