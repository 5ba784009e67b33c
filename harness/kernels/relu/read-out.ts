import { at, stateBytes } from "../../wasm/recursion/layout.ts";
import { type Pairs, pairCount } from "../pairs.ts";
import type { RntkValues } from "../rntk-recursion.ts";
import { type PlacedTile, pairIndex, stateIndex } from "../tiles.ts";
import type { Task } from "./sweep-tile.ts";

/** Standard deviations r of the last layer's pre-activations at the last step, by place. */
export interface Deviations {
  readonly x: Float64Array; // (n)
  readonly z: Float64Array; // (n')
}

/** What a read-out takes from the memory: the last states, or their sums over the steps. */
const sources = {
  rntk: { averaged: false, tangent: true },
  nngp: { averaged: false, tangent: false },
  rntkAverage: { averaged: true, tangent: true },
  nngpAverage: { averaged: true, tangent: false },
} as const satisfies Record<keyof RntkValues, unknown>;

export function isAveraged(name: keyof RntkValues): boolean {
  return sources[name].averaged;
}

/**
 * σv² r r' (2 - mu + nu) / 4, without nu for the NNGP, or its mean over the steps that the pair
 * shares, of all pairs in the order of `eachPair`.
 */
export function readOut(
  task: Task,
  pairs: Pairs,
  tiles: readonly PlacedTile[],
  deviations: Deviations,
  sigmaV: number,
  name: keyof RntkValues,
): Float64Array {
  const { memory, layout, network, x, z } = task;
  const { averaged, tangent } = sources[name];
  const { layers } = network;
  const T = x.start[0]! + x.source.lengths[x.order[0]!]!;
  const quarter = 0.25 * sigmaV * sigmaV;
  const values = new Float64Array(pairCount(pairs));
  for (const placed of tiles) {
    const { vectors, first } = placed;
    const vector = averaged ? first : first * layers + (layers - 1) * vectors;
    const base = at((averaged ? layout.sums : layout.states) + vector * stateBytes);
    for (const { row, from, to, place } of placed.spans) {
      const i = x.order[row]!;
      const r = deviations.x[row]!;
      for (let column = from; column < to; column++) {
        const state = base + stateIndex(place + column - from);
        const mean = averaged ? memory[state]! : 2 - memory[state]!;
        const total = tangent ? mean + memory[state + 2]! : mean;
        values[pairIndex(pairs, i, z.order[column]!)] = averaged
          ? (quarter * total) / (T - Math.max(x.start[row]!, z.start[column]!))
          : quarter * (r * deviations.z[column]!) * total;
      }
    }
  }
  return values;
}
