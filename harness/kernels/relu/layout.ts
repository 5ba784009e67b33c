import type { TileFunctions } from "../../wasm/tile-memory.ts";
import { scratchBytes, stateBytes, vectorBytes } from "../../wasm/twin/layout.ts";
import type { Pairs } from "../pairs.ts";
import { type PlacedTile, vectorCount } from "../tiles.ts";
import {
  carryBytes,
  type ReluNetwork,
  type Series,
  type SeriesAddresses,
  stepBytes,
  valueBytes,
} from "./series.ts";

/** Room for the packs of some steps, which serve all tiles while they stay in the cache. */
const packRoom = 512 * 1024;

/** Addresses of the deviations of both sides and of the values of a tile. */
export interface Room {
  readonly x: number;
  readonly z: number;
  readonly values: number;
  readonly end: number;
}

export function roomAt(address: number, { x, z }: Pairs, tiles: readonly PlacedTile[]): Room {
  const most = Math.max(0, ...tiles.map(({ vectors }) => vectors));
  const ofZ = address + ((x.count + 1) >> 1) * vectorBytes;
  const values = ofZ + ((z.count + 1) >> 1) * vectorBytes;
  return { x: address, z: ofZ, values, end: values + most * vectorBytes };
}

/** After the last layer's nonlinearity, or before it. */
export type Stage = "activation" | "preactivation";

/** Where everything stands in the memory. */
export interface Layout {
  /** The sides of the Gram: one if it is that of a set with itself. */
  readonly sides: readonly SeriesAddresses[];
  readonly states: number;
  /** Sums over the steps, of the states and of those before the last nonlinearity; 0 where none are asked for. */
  readonly sums: Readonly<Record<Stage, number>>;
  readonly scratch: number;
  readonly room: Room;
  /** Steps that are packed at a time. */
  readonly chunk: number;
  /** End of the memory. */
  readonly end: number;
}

/** What the recursion of one network over the pairs of two sides works on. */
export interface Sweep {
  readonly run: TileFunctions;
  readonly memory: Float64Array;
  readonly layout: Layout;
  readonly network: ReluNetwork;
  readonly x: Series;
  readonly z: Series;
  /** Whether the sides are one set, on whose diagonal a data point meets itself. */
  readonly triangle: boolean;
}

/** Lays out what the recursion over `sides`, T steps and some layers needs, values first. */
export function layoutOf(
  base: number,
  pairs: Pairs,
  sides: readonly Series[],
  T: number,
  tiles: readonly PlacedTile[],
  layers: number,
  summed: readonly Stage[],
): Layout {
  let end = base;
  const take = (bytes: number) => {
    const address = end;
    end += Math.ceil(bytes / 64) * 64;
    return address;
  };
  const values = sides.map((side) => take(valueBytes(side, T)));
  const step = sides.reduce((sum, side) => sum + stepBytes(side, layers), 0);
  const chunk = Math.min(T, Math.max(1, Math.floor(packRoom / step)));
  const addresses = sides.map((side, k) => ({
    values: values[k]!,
    pack: take(chunk * stepBytes(side, layers)),
    carry: take(carryBytes(side, layers)),
  }));
  const vectors = vectorCount(tiles);
  const states = take(vectors * layers * stateBytes);
  const sumsOf = (stage: Stage) => (summed.includes(stage) ? take(vectors * stateBytes) : 0);
  const sums = { activation: sumsOf("activation"), preactivation: sumsOf("preactivation") };
  const scratch = take(Math.max(...tiles.map((tile) => tile.vectors)) * scratchBytes);
  const room = roomAt(end, pairs, tiles);
  return { sides: addresses, states, sums, scratch, room, chunk, end: room.end };
}
