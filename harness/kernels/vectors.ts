import type { Sequences } from "../math/sequences.ts";
import { newFloats } from "../memory.ts";
import { borrowTileMemory, returnTileMemory, type TileFunctions } from "../wasm/tile-memory.ts";
import { at, vectorBytes } from "../wasm/twin/layout.ts";
import { type Pairs, pairCount, requireOneLength } from "./pairs.ts";
import { rowIndex, tilesOf, vectorCount } from "./tiles.ts";

/** Sums over the values of two vectors a, b, each from the first value on. */
const measures = {
  /** <a, b> */
  product: "addProducts",
  /** |a - b|²; exact near a = b, unlike |a|² + |b|² - 2 <a, b> */
  squaredDistance: "addSquaredDistances",
  /** |a + b|² */
  squaredSum: "addSquaredSums",
} as const satisfies Record<string, keyof TileFunctions>;

/** So many values of all vectors at a time stay in the cache while the tiles go over them. */
const chunk = 32;

/**
 * A number for every pair of sequences, each taken as one vector of T m values: what all settings
 * of a kernel on vectors share. Some 0.3 ns a pair of values.
 * @returns (pairs), in the order of `eachPair`
 */
export function pairMeasures(
  pairs: Pairs,
  label: string,
  measure: keyof typeof measures,
): Float64Array {
  const { x, z } = pairs;
  const size = requireOneLength(pairs, label) * x.dimension;
  const values = newFloats(pairCount(pairs));
  const tiles = tilesOf(x.count, z.count, pairs.kind);
  const lent = borrowTileMemory();
  const bytesOf = ({ count }: Sequences) => ((count + 1) >> 1) * vectorBytes;
  const ofX = lent.base;
  const ofZ = pairs.kind === "triangle" ? ofX : ofX + size * bytesOf(x);
  const sums = ofZ + size * bytesOf(z);
  const memory = lent.reserve(sums + vectorCount(tiles) * vectorBytes);
  writeVectors(memory, ofX, x, size);
  if (pairs.kind === "all") writeVectors(memory, ofZ, z, size);
  memory.fill(0, at(sums), at(sums + vectorCount(tiles) * vectorBytes));

  for (let first = 0; first < size; first += chunk)
    for (const placed of tiles)
      lent.functions[measures[measure]](
        sums + placed.first * vectorBytes,
        ofX + first * bytesOf(x),
        ofZ + first * bytesOf(z),
        bytesOf(x),
        bytesOf(z),
        ...placed.tile,
        Math.min(chunk, size - first),
      );
  for (const placed of tiles) {
    const base = at(sums + placed.first * vectorBytes);
    for (const { row, from, to, lane } of placed.spans) {
      const found = memory.subarray(base + lane, base + lane + to - from);
      values.set(found, rowIndex(pairs.kind, z.count, row) + from);
    }
  }
  returnTileMemory(lent);
  return values;
}

/** Lays the vectors out by value and vector, two neighbours side by side. */
function writeVectors(
  memory: Float64Array,
  address: number,
  { count, offsets, values }: Sequences,
  size: number,
): void {
  const width = count + (count & 1);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < size; k++) memory[at(address) + k * width + i] = values[offsets[i]! + k]!;
  if (width > count) for (let k = 0; k < size; k++) memory[at(address) + k * width + count] = 0;
}

/** |x_i|² of sequences as vectors, summed from the first value on. */
export function squaredNorms({
  count,
  dimension,
  lengths,
  offsets,
  values,
}: Sequences): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    const end = offsets[i]! + lengths[i]! * dimension;
    for (let k = offsets[i]!; k < end; k++) sum += values[k]! * values[k]!;
    return sum;
  });
}
