import {
  at,
  scratchBytes,
  seriesAt,
  stateBytes,
  vectorBytes,
} from "../../wasm/recursion/layout.ts";
import { borrowEngine, returnEngine } from "../../wasm/recursion.ts";
import {
  firstLayer,
  type InputAngles,
  inputDivisor,
  type Layer,
  type NtkParameters,
  nextLayer,
} from "../ntk-recursion.ts";
import { type Pairs, pairCount } from "../pairs.ts";
import {
  eachRowOf,
  type PlacedTile,
  rowIndex,
  stateIndex,
  tilesOf,
  vectorCount,
} from "../tiles.ts";
import type { Deviations } from "./read-out.ts";

const layerBytes = 4 * vectorBytes;

/**
 * `ntkDepths` for ReLU: the recursion of `rntk.ts` without input, a layer where that has a step.
 * An entry is within 1e-10 of the plain recursion's. Some 3 ns a pair and layer.
 * @returns Θ (pairs) after each layer, valid until the next is asked for
 */
export function* reluNtkDepths(
  pairs: Pairs,
  input: InputAngles,
  parameters: NtkParameters,
  engine = borrowEngine(),
): Generator<Float64Array, undefined> {
  const theta = new Float64Array(pairCount(pairs));
  const tiles = tilesOf(pairs.x.count, pairs.z.count, pairs.kind);
  const divisor = inputDivisor(input, parameters);
  const packX = engine.base;
  const packZ = packX + ((pairs.x.count + 1) >> 1) * layerBytes;
  const states = packZ + ((pairs.z.count + 1) >> 1) * layerBytes;
  const scratch = states + vectorCount(tiles) * stateBytes;
  const most = Math.max(0, ...tiles.map(({ vectors }) => vectors));
  const memory = engine.reserve(scratch + most * scratchBytes);
  const stateOf = ({ first }: PlacedTile) => states + first * stateBytes;

  let layerX = firstLayer(input.x, divisor, parameters);
  let layerZ = firstLayer(input.z, divisor, parameters);
  try {
    for (const placed of tiles) {
      connectInput(memory, stateOf(placed), scratch, placed, pairs, input, layerX, layerZ);
      engine.functions.activate(stateOf(placed), scratch, placed.vectors);
    }
    for (;;) {
      layerX = nextLayer(layerX, parameters);
      layerZ = nextLayer(layerZ, parameters);
      const deviations = { x: layerX.variance.map(Math.sqrt), z: layerZ.variance.map(Math.sqrt) };
      writeLayer(memory, packX, layerX);
      writeLayer(memory, packZ, layerZ);
      for (const placed of tiles) {
        const state = stateOf(placed);
        engine.functions.combineInput(state, scratch, packX, packZ, ...placed.tile, 1);
        readTheta(memory, state, placed, pairs, deviations, theta);
        engine.functions.activate(state, scratch, placed.vectors);
      }
      yield theta;
    }
  } finally {
    returnEngine(engine);
  }
}

/** Writes the shares of a layer in the form of a pack: a is that of the weights, b nothing. */
function writeLayer(memory: Float64Array, pack: number, layer: Layer): void {
  const { variance, weightShare, biasShare } = layer;
  memory.fill(0, at(pack), at(pack + ((variance.length + 1) >> 1) * layerBytes));
  for (let i = 0; i < variance.length; i++) {
    const own = seriesAt(pack, i, layerBytes);
    memory[own] = weightShare[i]!;
    memory[own + 2] = biasShare[i]!;
  }
}

/** The first layer, whose input may be anti-correlated: from 1 - c and 1 + c, pair by pair. */
function connectInput(
  memory: Float64Array,
  state: number,
  scratch: number,
  placed: PlacedTile,
  pairs: Pairs,
  input: InputAngles,
  x: Layer,
  z: Layer,
): void {
  memory.fill(0, at(state), at(state + placed.vectors * stateBytes));
  memory.fill(0, at(scratch), at(scratch + placed.vectors * scratchBytes));
  const n = pairs.z.count;
  for (const { row, from, to, place } of placed.spans) {
    const index = rowIndex(pairs.kind, n, row);
    const weightShare = x.weightShare[row]!;
    const biasShare = x.biasShare[row]!;
    for (let column = from; column < to; column++) {
      const weight = weightShare * z.weightShare[column]!;
      const bias = biasShare * z.biasShare[column]!;
      const weightSpread = weightShare - z.weightShare[column]!;
      const biasSpread = biasShare - z.biasShare[column]!;
      const spread = weightSpread * weightSpread + biasSpread * biasSpread;
      const omega = 2 * (weight * input.lack[index + column]!) + spread;
      const overlap = 2 * (weight * input.excess[index + column]!) + spread + 4 * bias;
      const lane = place + column - from;
      const target = at(state) + stateIndex(lane);
      memory[target] = omega;
      memory[target + 2] = 2 - omega;
      memory[at(scratch) + at(scratchBytes) * (lane >> 1) + (lane & 1)] = Math.min(omega, overlap);
    }
  }
}

/** Θ = r r' theta of the pairs of a tile. */
function readTheta(
  memory: Float64Array,
  state: number,
  placed: PlacedTile,
  { kind, z }: Pairs,
  deviations: Deviations,
  theta: Float64Array,
): void {
  for (const { row, from, to, place } of placed.spans) {
    const index = rowIndex(kind, z.count, row);
    const r = 0.5 * deviations.x[row]!;
    for (let column = from; column < to; column++) {
      const doubled = memory[at(state) + stateIndex(place + column - from) + 2]!;
      theta[index + column] = r * deviations.z[column]! * doubled;
    }
  }
}
