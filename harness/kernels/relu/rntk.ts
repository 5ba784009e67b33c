import { allFinite } from "../../math/matrix.ts";
import { newFloats } from "../../memory.ts";
import { borrowTileMemory, returnTileMemory } from "../../wasm/tile-memory.ts";
import { type Pairs, pairCount } from "../pairs.ts";
import { profileOf, type RntkNetwork } from "../rntk/profile.ts";
import type { RntkTerm } from "../rntk/terms.ts";
import { type PlacedTile, tilesOf } from "../tiles.ts";
import { layoutOf, type Stage, type Sweep } from "./layout.ts";
import {
  copyTile,
  factorOf,
  readings,
  readTile,
  scatterTile,
  sumTile,
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
import { partByPart, statesOf, sumsOf, wholeSteps } from "./steps.ts";
import { resetTile, sweepTile } from "./sweep-tile.ts";

export type ReluParameters = Omit<RntkNetwork, "nonlinearity">;

/** The RNTK of given pairs, of one network after another. */
export interface ReluRntk {
  /** The asked terms of all pairs, in the order of `eachPair`; valid until the next are asked for. */
  values(parameters: ReluParameters, terms: readonly RntkTerm[]): Float64Array[];
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
 *     S = r r' rho                                     Θ = r r' theta
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
  const inOrder = x.late.length === 0 && z.late.length === 0;
  const buffers = new Map<RntkTerm, Float64Array>();
  let written = false;

  function prepare(network: ReluNetwork, summed: readonly Stage[]): Sweep {
    const layout = layoutOf(lent.base, pairs, sides, T, tiles, network.layers, summed);
    const memory = lent.reserve(layout.end);
    for (const [k, side] of sides.entries()) {
      const { values, carry } = layout.sides[k]!;
      if (!written) writeValues(memory, values, side, T);
      resetCarry(memory, carry, side, network, 0, 2 * side.vectors);
    }
    written = true;
    return { run: lent.functions, memory, layout, network, x, z, triangle };
  }

  /** Reads a term of a tile into the buffer of its values. */
  function read(sweep: Sweep, placed: PlacedTile, term: RntkTerm, sigmaV: number): void {
    const { run, memory, layout } = sweep;
    const { room } = layout;
    const reading = readings[term];
    const { of, kind, stage } = reading;
    const factor = factorOf(reading, sigmaV);
    if (of === "sums") sumTile(memory, room, kind, factor, placed, sumsOf(sweep, placed, stage));
    else readTile(run, room, kind, factor, placed, statesOf(sweep, placed, "last"));
    const values = buffers.get(term)!;
    if (inOrder) copyTile(memory, room.values, placed, pairs, values);
    else scatterTile(sweep, room.values, placed, pairs, values);
  }

  /** Hands the deviations r of the last step, whose packs are in the memory, to the read-outs. */
  function writeLastDeviations(sweep: Sweep, parameters: ReluParameters): void {
    const { memory, layout, network } = sweep;
    const step = (T - 1) % layout.chunk;
    const [ofX, ofZ] = sides.map((side, k) =>
      deviationsAt(memory, layout.sides[k]!.pack, side, network.layers, step),
    );
    const deviations = { x: ofX!, z: ofZ ?? ofX! };
    refuseOverflow(x, deviations.x, parameters);
    refuseOverflow(z, deviations.z, parameters);
    writeDeviations(memory, layout.room, deviations);
  }

  /** The recursion; `look` reads the states of a tile before the last nonlinearity of the last step. */
  function recur(
    sweep: Sweep,
    parameters: ReluParameters,
    look: ((placed: PlacedTile) => void) | undefined,
  ): void {
    const { run, memory, layout, network } = sweep;
    const whole = layout.sums.preactivation === 0;
    const advance = whole ? wholeSteps : partByPart();
    for (const placed of tiles) resetTile(sweep, placed);
    for (let first = 0; first < T; first += layout.chunk) {
      const last = Math.min(first + layout.chunk, T);
      for (const [k, side] of sides.entries())
        packSteps(run, memory, layout.sides[k]!, side, network, first, last);
      if (last === T) writeLastDeviations(sweep, parameters);
      const end = last === T && look !== undefined ? T - 1 : last;
      for (const placed of tiles)
        sweepTile(sweep, placed, { packed: first, first, last: end }, advance);
      if (end === last) continue;
      for (const placed of tiles)
        sweepTile(sweep, placed, { packed: first, first: end, last }, partByPart(look));
    }
  }

  return {
    values(parameters, terms) {
      if (tiles.length === 0) return terms.map(() => new Float64Array(pairCount(pairs)));
      for (const term of terms)
        if (!buffers.has(term)) buffers.set(term, newFloats(pairCount(pairs)));
      const asked = terms.map((term) => ({ term, ...readings[term] }));
      const summed = asked.filter(({ of }) => of === "sums").map(({ stage }) => stage);
      const looked = asked.filter(({ of, stage }) => of === "states" && stage === "preactivation");
      const sweep = prepare(parameters, summed);
      const readAll = (placed: PlacedTile, some: typeof asked) => {
        for (const { term } of some) read(sweep, placed, term, parameters.sigmaV);
      };
      recur(
        sweep,
        parameters,
        looked.length === 0 ? undefined : (placed) => readAll(placed, looked),
      );
      const others = asked.filter((one) => !looked.includes(one));
      for (const placed of tiles) readAll(placed, others);
      return terms.map((term) => buffers.get(term)!);
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
