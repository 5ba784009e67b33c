import type { TileFunctions } from "../../wasm/tile-memory.ts";
import { at, stateBytes } from "../../wasm/twin/layout.ts";
import type { Pairs } from "../pairs.ts";
import { type PlacedTile, pairIndex, rowIndex, stateIndex } from "../tiles.ts";
import type { Room, Sweep } from "./layout.ts";

/** Standard deviations r of the pre-activations of both sides, in the order of packing. */
export interface Deviations {
  readonly x: Float64Array; // (n)
  readonly z: Float64Array; // (n')
}

/** The kinds of `readOut` in `assembly/kernels/read.ts`. */
const kinds = { theta: 0, nngp: 1, rntk: 2 } as const;

/** Copies the deviations to the room, before the tiles of a Gram are read. */
export function writeDeviations(memory: Float64Array, room: Room, { x, z }: Deviations): void {
  memory.fill(0, at(room.x), at(room.values));
  memory.set(x, at(room.x));
  memory.set(z, at(room.z));
}

/** Computes the values of a tile, in lanes from `room.values` on, from the states at an address. */
export function readTile(
  run: TileFunctions,
  room: Room,
  kind: keyof typeof kinds,
  factor: number,
  placed: PlacedTile,
  state: number,
): void {
  run.readOut(kinds[kind], room.values, state, room.x, room.z, factor, ...placed.tile);
}

/** Copies the values of a tile to those of all pairs, where series are packed in their own order. */
export function copyTile(
  memory: Float64Array,
  address: number,
  placed: PlacedTile,
  { kind, z }: Pairs,
  values: Float64Array,
): void {
  for (const { row, from, to, lane } of placed.spans) {
    const first = at(address) + lane - from;
    const own = rowIndex(kind, z.count, row);
    for (let column = from; column < to; column++) values[own + column] = memory[first + column]!;
  }
}

/** The same where series are packed in another order. */
export function scatterTile(
  sweep: Sweep,
  address: number,
  placed: PlacedTile,
  pairs: Pairs,
  values: Float64Array,
): void {
  const { memory } = sweep;
  const orderX = sweep.x.order;
  const orderZ = sweep.z.order;
  for (const { row, from, to, lane } of placed.spans)
    for (let column = from; column < to; column++)
      values[pairIndex(pairs, orderX[row]!, orderZ[column]!)] =
        memory[at(address) + lane + column - from]!;
}

/**
 * Turns the sums of a tile into means over the steps that each pair shares, in lanes from
 * `room.values` on: σv²/4 of r r' (2 - mu), and with `tangent` of r r' nu as well.
 */
export function averageTile(
  sweep: Sweep,
  room: Room,
  quarter: number,
  placed: PlacedTile,
  tangent: "with" | "without",
): void {
  const { memory, layout, x, z } = sweep;
  const T = x.start[0]! + x.source.lengths[x.order[0]!]!;
  const sums = at(layout.sums + placed.first * stateBytes);
  for (const { row, from, to, lane } of placed.spans)
    for (let column = from; column < to; column++) {
      const own = lane + column - from;
      const sum = sums + stateIndex(own);
      const total = tangent === "with" ? memory[sum]! + memory[sum + 2]! : memory[sum]!;
      const steps = T - Math.max(x.start[row]!, z.start[column]!);
      memory[at(room.values) + own] = (quarter * total) / steps;
    }
}
