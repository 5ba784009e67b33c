import { at, stateBytes } from "../../wasm/twin/layout.ts";
import { type PlacedTile, stateIndex } from "../tiles.ts";
import type { Stage, Sweep } from "./layout.ts";
import { type Series, stepBytes } from "./series.ts";
import type { Advance } from "./steps.ts";

/** mu = 2 (1 - f) of recurrent parts that are independent or the same; nu is 0 with both. */
const independent = 2;
const same = 0;

const stages: readonly Stage[] = ["activation", "preactivation"];

/** Sets a tile to the states before the first step. */
export function resetTile(sweep: Sweep, placed: PlacedTile): void {
  const { memory, layout, network, triangle } = sweep;
  const from = at(layout.states + placed.first * network.layers * stateBytes);
  const end = from + placed.vectors * network.layers * at(stateBytes);
  for (let k = from; k < end; k += 4) {
    memory[k] = independent;
    memory[k + 1] = independent;
    memory[k + 2] = 0;
    memory[k + 3] = 0;
  }
  if (network.initialStates === "shared") {
    for (const { row, from, to, lane } of placed.spans)
      for (let column = from; column < to; column++)
        resetPair(sweep, placed, lane + column - from, initialMu(sweep, row, column));
  } else if (triangle) {
    for (const { row, from, to, lane } of placed.spans)
      if (from === row && from < to) resetPair(sweep, placed, lane, same);
  }
  for (const stage of stages) {
    if (layout.sums[stage] === 0) continue;
    const sums = at(layout.sums[stage] + placed.first * stateBytes);
    memory.fill(0, sums, sums + placed.vectors * at(stateBytes));
  }
}

/** mu of the initial states of a pair of packed series. */
function initialMu({ x, z, triangle, network }: Sweep, row: number, column: number): number {
  if (network.initialStates === "shared")
    return x.start[row] === z.start[column] ? same : independent;
  return triangle && row === column ? same : independent;
}

function resetPair(
  { memory, layout, network }: Sweep,
  { first, vectors }: PlacedTile,
  lane: number,
  mu: number,
): void {
  for (let l = 0; l < network.layers; l++) {
    const vector = first * network.layers + l * vectors;
    const state = at(layout.states + vector * stateBytes) + stateIndex(lane);
    memory[state] = mu;
    memory[state + 2] = 0;
  }
  for (const stage of stages) {
    if (layout.sums[stage] === 0) continue;
    const sum = at(layout.sums[stage] + first * stateBytes) + stateIndex(lane);
    memory[sum] = 0;
    memory[sum + 2] = 0;
  }
}

/** Steps after `first` and before `last` at which a series of the tile starts, ascending. */
function startsWithin(
  { x, z }: Sweep,
  { tile }: PlacedTile,
  first: number,
  last: number,
): number[] {
  const [rowFrom, rowTo, from, to] = tile;
  if (x.late.length === 0 && z.late.length === 0) return [];
  const steps = new Set<number>();
  const collect = ({ late }: Series, start: number, end: number) => {
    for (const { step, from, to } of late)
      if (step > first && step < last && from < end && to > start) steps.add(step);
  };
  collect(x, rowFrom, rowTo);
  collect(z, 2 * from, 2 * to);
  return [...steps].sort((a, b) => a - b);
}

/** Steps `first` to `last`; the packs in the memory start with those of step `packed`. */
export interface Steps {
  readonly packed: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Takes a tile through steps whose packs are in the memory. Pairs whose shorter series starts within
 * them start afresh there; what was computed before is void.
 */
export function sweepTile(
  sweep: Sweep,
  placed: PlacedTile,
  { packed, first, last }: Steps,
  advance: Advance,
): void {
  const { layout, network, x, z } = sweep;
  const { layers } = network;
  const [rowFrom, , from] = placed.tile;
  const begin = Math.max(first, x.start[rowFrom]!, z.start[2 * from]!);
  if (begin >= last) return;
  const strideX = stepBytes(x, layers);
  const strideZ = stepBytes(z, layers);
  const [sideX, sideZ = sideX] = layout.sides;
  const starts = startsWithin(sweep, placed, begin, last);
  for (let segment = 0, s = begin; segment <= starts.length; segment++) {
    const end = starts[segment] ?? last;
    if (segment > 0 || s === first) startLate(sweep, placed, s);
    const packs = {
      x: sideX!.pack + (s - packed) * strideX,
      z: sideZ!.pack + (s - packed) * strideZ,
    };
    advance(sweep, placed, packs, end - s);
    s = end;
  }
}

/** Starts the pairs afresh whose shorter series starts at step s. */
function startLate(sweep: Sweep, placed: PlacedTile, s: number): void {
  const { x, z } = sweep;
  const rows = x.late.find(({ step }) => step === s);
  const columns = z.late.find(({ step }) => step === s);
  if (rows === undefined && columns === undefined) return;
  for (const { row, from, to, lane } of placed.spans) {
    const whole = rows !== undefined && row >= rows.from && row < rows.to;
    const first = whole ? from : Math.max(from, columns?.from ?? to);
    const last = whole ? to : Math.min(to, columns?.to ?? to);
    for (let column = first; column < last; column++)
      resetPair(sweep, placed, lane + column - from, initialMu(sweep, row, column));
  }
}
