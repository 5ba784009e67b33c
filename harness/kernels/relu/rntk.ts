import { allFinite } from "../../math/matrix.ts";
import { newFloats } from "../../memory.ts";
import { borrowTileMemory, returnTileMemory } from "../../wasm/tile-memory.ts";
import { stateBytes } from "../../wasm/twin/layout.ts";
import { type Pairs, pairCount } from "../pairs.ts";
import { profileOf, type RntkParameters } from "../rntk/profile.ts";
import type { RntkValues } from "../rntk/recursion.ts";
import { tilesOf } from "../tiles.ts";
import { layoutOf, type Sweep } from "./layout.ts";
import {
  averageTile,
  copyTile,
  type Deviations,
  readTile,
  scatterTile,
  writeDeviations,
} from "./read-out.ts";
import {
  deviationsAt,
  packSteps,
  type ReluNetwork,
  resetCarry,
  type Series,
  seriesOf,
  writeValues,
} from "./series.ts";
import { resetTile, sweepTile } from "./sweep-tile.ts";

export type ReluParameters = Omit<RntkParameters, "nonlinearity">;

/** The RNTK of given pairs, of one network after another. */
export interface ReluRntk {
  /** The named kernels of all pairs, in the order of `eachPair`; valid until the next are asked for. */
  values(parameters: ReluParameters, names: readonly (keyof RntkValues)[]): Float64Array[];
  /** Gives the memory back; nothing can be asked for afterwards. */
  release(): void;
}

/**
 * The recursion of `rntk/recursion.ts` for ReLU in units of the pre-activations' standard
 * deviations r: with rho = S / (r r'), theta = Θ / (r r') and the ratios a, b, c of the standard
 * deviations of the recurrent part, the input and the bias to r, a² + |b|² + c² = 1,
 *
 *     rho = a a' f(rho before) + <b, b'> + c c'        theta = rho + a a' g(rho before) theta before
 *     RNTK = σv² r r' (f + g theta) / 2                NNGP = σv² r r' f / 2
 *     f(rho) = (rho (π - acos rho) + √(1 - rho²)) / π  g(rho) = (π - acos rho) / π
 *
 * of which mu = 2 (1 - f) and nu = 2 g theta are carried. An entry depends on its two sequences
 * alone, to the last bit, and is within 1e-10 of the plain recursion's. Some 3 ns a pair of steps
 * and layer.
 */
export function reluRntk(pairs: Pairs, lent = borrowTileMemory()): ReluRntk {
  const { kind } = pairs;
  const triangle = kind === "triangle";
  const T = Math.max(0, ...pairs.x.lengths, ...pairs.z.lengths);
  const x = seriesOf(pairs.x, T);
  const z = triangle ? x : seriesOf(pairs.z, T);
  const sides = triangle ? [x] : [x, z];
  const tiles = tilesOf(pairs.x.count, pairs.z.count, kind);
  const buffers = new Map<keyof RntkValues, Float64Array>();
  let written = false;

  function prepare(network: ReluNetwork, averaged: boolean): Sweep {
    const layout = layoutOf(lent.base, pairs, sides, T, tiles, network.layers, averaged);
    const memory = lent.reserve(layout.end);
    for (const [k, side] of sides.entries()) {
      const { values, carry } = layout.sides[k]!;
      if (!written) writeValues(memory, values, side, T);
      resetCarry(memory, carry, side, network, 0, 2 * side.vectors);
    }
    written = true;
    return { run: lent.functions, memory, layout, network, x, z, triangle };
  }

  function recur(sweep: Sweep): Deviations {
    const { run, memory, layout, network } = sweep;
    for (const placed of tiles) resetTile(sweep, placed);
    for (let first = 0; first < T; first += layout.chunk) {
      const last = Math.min(first + layout.chunk, T);
      for (const [k, side] of sides.entries())
        packSteps(run, memory, layout.sides[k]!, side, network, first, last);
      for (const placed of tiles) sweepTile(sweep, placed, first, last);
    }
    const step = (T - 1) % layout.chunk;
    const [ofX, ofZ] = sides.map((side, k) =>
      deviationsAt(memory, layout.sides[k]!.pack, side, network.layers, step),
    );
    return { x: ofX!, z: ofZ ?? ofX! };
  }

  function readAll(sweep: Sweep, name: keyof RntkValues, quarter: number): Float64Array {
    const { run, memory, layout, network } = sweep;
    const { room } = layout;
    const values = buffers.get(name) ?? newFloats(pairCount(pairs));
    buffers.set(name, values);
    const inOrder = x.late.length === 0 && z.late.length === 0;
    for (const placed of tiles) {
      const top = placed.first * network.layers + (network.layers - 1) * placed.vectors;
      if (name === "rntkAverage") averageTile(sweep, room, quarter, placed, "with");
      else if (name === "nngpAverage") averageTile(sweep, room, quarter, placed, "without");
      else readTile(run, room, name, quarter, placed, layout.states + top * stateBytes);
      if (inOrder) copyTile(memory, room.values, placed, pairs, values);
      else scatterTile(sweep, room.values, placed, pairs, values);
    }
    return values;
  }

  return {
    values(parameters, names) {
      if (tiles.length === 0) return names.map(() => new Float64Array(pairCount(pairs)));
      const averaged = names.includes("rntkAverage") || names.includes("nngpAverage");
      const sweep = prepare(parameters, averaged);
      const deviations = recur(sweep);
      refuseOverflow(x, deviations.x, parameters);
      refuseOverflow(z, deviations.z, parameters);
      writeDeviations(sweep.memory, sweep.layout.room, deviations);
      return names.map((name) =>
        readAll(sweep, name, 0.25 * parameters.sigmaV * parameters.sigmaV),
      );
    },
    release: () => returnTileMemory(lent),
  };
}

/** @throws HarnessError `compute` that names the sequence and the step where a variance overflows */
function refuseOverflow(side: Series, deviations: Float64Array, parameters: ReluParameters): void {
  if (allFinite(deviations)) return;
  for (const [p, r] of deviations.entries())
    if (!Number.isFinite(r))
      profileOf(side.source, side.order[p]!, { ...parameters, nonlinearity: "relu" });
}
