import { borrowTileMemory, returnTileMemory } from "../../wasm/tile-memory.ts";
import { at, scratchBytes, seriesAt, stateBytes, vectorBytes } from "../../wasm/twin/layout.ts";
import {
  firstLayer,
  type InputAngles,
  inputDivisor,
  type Layer,
  type NtkParameters,
  nextLayer,
} from "../ntk/recursion.ts";
import type { Pairs } from "../pairs.ts";
import { type PlacedTile, rowIndex, tilesOf, vectorCount } from "../tiles.ts";
import { roomAt } from "./layout.ts";
import { copyTile, readTile, writeDeviations } from "./read-out.ts";

const layerBytes = 4 * vectorBytes;

/**
 * `ntkDepths` for ReLU: the recursion of `rntk.ts` without input, a layer where that has a step.
 * An entry is within 1e-10 of the plain recursion's. Some 3 ns a pair and layer.
 * @param theta (pairs), room for the result
 * @returns `theta` with Θ after each layer, valid until the next is asked for
 */
export function* reluNtkDepths(
  pairs: Pairs,
  input: InputAngles,
  parameters: NtkParameters,
  theta: Float64Array,
  lent = borrowTileMemory(),
): Generator<Float64Array, undefined> {
  const tiles = tilesOf(pairs.x.count, pairs.z.count, pairs.kind);
  const divisor = inputDivisor(input, parameters);
  const packX = lent.base;
  const packZ = packX + ((pairs.x.count + 1) >> 1) * layerBytes;
  const states = packZ + ((pairs.z.count + 1) >> 1) * layerBytes;
  const scratch = states + vectorCount(tiles) * stateBytes;
  const most = Math.max(0, ...tiles.map(({ vectors }) => vectors));
  const room = roomAt(scratch + most * scratchBytes, pairs, tiles);
  const onePlusCosines = room.end;
  const memory = lent.reserve(onePlusCosines + most * vectorBytes);
  const run = lent.functions;
  const stateOf = ({ first }: PlacedTile) => states + first * stateBytes;

  let layerX = firstLayer(input.x, divisor, parameters);
  const same = pairs.kind === "triangle";
  let layerZ = same ? layerX : firstLayer(input.z, divisor, parameters);
  try {
    writeLayer(memory, packX, layerX);
    writeLayer(memory, packZ, layerZ);
    for (const placed of tiles) {
      const state = stateOf(placed);
      fillTile(memory, room.values, placed, pairs, input.oneMinusCosine);
      fillTile(memory, onePlusCosines, placed, pairs, input.onePlusCosine);
      const angles = [room.values, onePlusCosines] as const;
      run.combineAngles(state, scratch, ...angles, packX, packZ, ...placed.tile);
      run.activate(state, scratch, placed.vectors);
    }
    for (;;) {
      layerX = nextLayer(layerX, parameters);
      layerZ = same ? layerX : nextLayer(layerZ, parameters);
      writeDeviations(memory, room, { x: layerX.deviation, z: layerZ.deviation });
      writeLayer(memory, packX, layerX);
      writeLayer(memory, packZ, layerZ);
      for (const placed of tiles) {
        const state = stateOf(placed);
        run.combineInput(state, scratch, packX, packZ, ...placed.tile, 1);
        readTile(run, room, "theta", 0.5, placed, state);
        copyTile(memory, room.values, placed, pairs, theta);
        run.activate(state, scratch, placed.vectors);
      }
      yield theta;
    }
  } finally {
    returnTileMemory(lent);
  }
}

/** Writes the ratios of a layer in the form of a pack: a is that of the weights, b is 0. */
function writeLayer(memory: Float64Array, pack: number, layer: Layer): void {
  const { variance, weightRatio, biasRatio } = layer;
  memory.fill(0, at(pack), at(pack + ((variance.length + 1) >> 1) * layerBytes));
  for (let i = 0; i < variance.length; i++) {
    const own = seriesAt(pack, i, layerBytes);
    memory[own] = weightRatio[i]!;
    memory[own + 2] = biasRatio[i]!;
  }
}

/** Copies values of pairs to the lanes of a tile, whose other lanes are 0: `copyTile` reversed. */
function fillTile(
  memory: Float64Array,
  address: number,
  placed: PlacedTile,
  { kind, z }: Pairs,
  values: Float64Array,
): void {
  memory.fill(0, at(address), at(address + placed.vectors * vectorBytes));
  for (const { row, from, to, lane } of placed.spans) {
    const first = at(address) + lane - from;
    const own = rowIndex(kind, z.count, row);
    for (let column = from; column < to; column++) memory[first + column] = values[own + column]!;
  }
}
