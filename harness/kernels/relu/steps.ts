import { stateBytes } from "../../wasm/twin/layout.ts";
import type { PlacedTile } from "../tiles.ts";
import type { Stage, Sweep } from "./layout.ts";
import { aboveVectorBytes, inputVectorBytes, stepBytes } from "./series.ts";

/** Addresses of the packs of a step. */
export interface Packs {
  readonly x: number;
  readonly z: number;
}

/** Takes a tile through `count` steps, the first of which has the given packs. */
export type Advance = (sweep: Sweep, placed: PlacedTile, packs: Packs, count: number) => void;

/** Address of the states of a tile: of its first layer, or of its last. */
export function statesOf(
  { layout, network }: Sweep,
  { first, vectors }: PlacedTile,
  layer: "first" | "last",
): number {
  const below = layer === "first" ? 0 : (network.layers - 1) * vectors;
  return layout.states + (first * network.layers + below) * stateBytes;
}

/** Address of the sums of a tile, 0 where none are asked for. */
export function sumsOf({ layout }: Sweep, { first }: PlacedTile, stage: Stage): number {
  return layout.sums[stage] === 0 ? 0 : layout.sums[stage] + first * stateBytes;
}

const isNormalised = ({ network }: Sweep): boolean => network.derivative === "normalised-transform";

/** All steps in one call. */
export function wholeSteps(sweep: Sweep, placed: PlacedTile, packs: Packs, count: number): void {
  const { run, layout, network, x, z } = sweep;
  run.sweep(
    statesOf(sweep, placed, "first"),
    layout.scratch,
    sumsOf(sweep, placed, "activation"),
    packs.x,
    packs.z,
    stepBytes(x, network.layers),
    stepBytes(z, network.layers),
    x.vectors,
    z.vectors,
    ...placed.tile,
    x.source.dimension,
    network.layers,
    count,
    isNormalised(sweep) ? 1 : 0,
  );
}

/**
 * The same steps, to the same bits, part by part: before the last layer's nonlinearity its states are
 * (2 (1 - rho), 2 theta), which are added to the sums of that stage, if there are any, and which `look`
 * may read.
 */
export function partByPart(look?: (placed: PlacedTile) => void): Advance {
  return (sweep, placed, packs, count) => {
    const { run, layout, network, x, z } = sweep;
    const { tile, vectors } = placed;
    const { scratch } = layout;
    const { layers } = network;
    const { dimension } = x.source;
    const activate = isNormalised(sweep) ? run.activateNormalised : run.activate;
    const above = sumsOf(sweep, placed, "activation");
    const before = sumsOf(sweep, placed, "preactivation");
    for (let t = 0; t < count; t++) {
      let bytes = inputVectorBytes(dimension);
      let ofX = packs.x + t * stepBytes(x, layers);
      let ofZ = packs.z + t * stepBytes(z, layers);
      let state = statesOf(sweep, placed, "first");
      run.combineInput(state, scratch, ofX, ofZ, ...tile, dimension);
      for (let l = 1; l < layers; l++) {
        activate(state, scratch, vectors);
        ofX += x.vectors * bytes;
        ofZ += z.vectors * bytes;
        bytes = aboveVectorBytes;
        const below = state;
        state += vectors * stateBytes;
        run.combineAbove(state, scratch, below, ofX, ofZ, ...tile);
      }
      if (before !== 0) run.accumulate(before, state, ofX, ofZ, bytes, ...tile);
      look?.(placed);
      activate(state, scratch, vectors);
      if (above !== 0) run.accumulate(above, state, ofX, ofZ, bytes, ...tile);
    }
  };
}
