import type { TileFunctions } from "../../wasm/tile-memory.ts";
import { at } from "../../wasm/twin/layout.ts";
import type { Pairs } from "../pairs.ts";
import type { RntkTerm } from "../rntk/terms.ts";
import { type PlacedTile, pairIndex, rowIndex, stateIndex } from "../tiles.ts";
import type { Room, Stage, Sweep } from "./layout.ts";

/** Standard deviations r of the pre-activations of both sides, in the order of packing. */
export interface Deviations {
  readonly x: Float64Array; // (n)
  readonly z: Float64Array; // (n')
}

/** The kinds of `readOut` in `assembly/kernels/read.ts`. */
const kinds = { theta: 0, nngp: 1, rntk: 2 } as const;

/** How a term is read: of the states or of their sums, at which stage, and which part of them. */
export interface Reading {
  readonly of: "states" | "sums";
  readonly stage: Stage;
  readonly kind: keyof typeof kinds;
}

/** Before the last nonlinearity the states are (2 (1 - rho), 2 theta) in place of (mu, nu). */
export const readings: Readonly<Record<RntkTerm, Reading>> = {
  "rntk last": { of: "states", stage: "activation", kind: "rntk" },
  "rntk sum": { of: "sums", stage: "activation", kind: "rntk" },
  "nngp last": { of: "states", stage: "activation", kind: "nngp" },
  "nngp sum": { of: "sums", stage: "activation", kind: "nngp" },
  "preactivation-rntk last": { of: "states", stage: "preactivation", kind: "theta" },
  "preactivation-rntk sum": { of: "sums", stage: "preactivation", kind: "theta" },
  "preactivation-nngp last": { of: "states", stage: "preactivation", kind: "nngp" },
  "preactivation-nngp sum": { of: "sums", stage: "preactivation", kind: "nngp" },
};

/** What r r' times the read part is multiplied by. */
export function factorOf({ stage }: Reading, sigmaV: number): number {
  return stage === "activation" ? 0.25 * sigmaV * sigmaV : 0.5;
}

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
 * The sums of a tile from their address on, times a factor, in lanes from `room.values` on: of r r' (2 - mu),
 * of r r' nu, or of both.
 */
export function sumTile(
  memory: Float64Array,
  room: Room,
  kind: keyof typeof kinds,
  factor: number,
  placed: PlacedTile,
  sums: number,
): void {
  for (const { from, to, lane } of placed.spans)
    for (let own = lane; own < lane + to - from; own++) {
      const sum = at(sums) + stateIndex(own);
      const first = memory[sum]!;
      const second = memory[sum + 2]!;
      const total = kind === "theta" ? second : kind === "nngp" ? first : first + second;
      memory[at(room.values) + own] = factor * total;
    }
}
