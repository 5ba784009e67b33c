import type { NetworkShape } from "./network.ts";
import { type Block, blocksOf, gatesOf, type NetworkBlocks, roundedUp } from "./parameters.ts";

/** Sequences are worked on side by side, in groups of so many. */
export const laneGroup = 8;
/** The most of them: what stands in the caches of a processor meanwhile. */
const mostLanes = 32;
/** A batch of long sequences is taken in parts rather than have states of more bytes than this. */
const mostStateBytes = 64 * 2 ** 20;
/** Steps times lanes of which the gradients of weights are summed up at a time: these stay in a cache. */
const gradientLanes = 256;

const bytesPerNumber = 4;

/** Where the states of a layer stand, as indices of numbers. */
export interface LayerRegion {
  /** U and W in panels as they are multiplied: factors are in them. */
  readonly U: number;
  readonly W: number;
  /** Their transposes; the first layer passes nothing down. */
  readonly downU: number;
  readonly downW: number;
  /** What the sums of a step start from: the biases. */
  readonly start: number; // (rows)
  /** States h of steps 0 … T, that of step 0 being 0. */
  readonly h: number; // (T + 1, n, lanes)
  /** Of a GRU W_n h + c_n, then the gates r, z, n. */
  readonly gates: number; // (T, rows, lanes)
  /** Gradient of the state. */
  readonly dh: number; // (n, lanes)
  /** Gradients of the sums of a step, of the last few steps. */
  readonly d: number; // (steps, rows, lanes)
}

export interface Layout {
  readonly blocks: NetworkBlocks;
  /** n, filled up. */
  readonly units: number;
  /** Sums a unit takes at a step: 1, and 4 of a GRU. */
  readonly sums: number;
  /** The most lanes and steps that there is room for. */
  readonly lanes: number;
  readonly steps: number;
  readonly parameters: number;
  readonly gradients: number;
  readonly squares: number;
  readonly layers: readonly LayerRegion[];
  readonly V: number;
  readonly downV: number;
  readonly startV: number;
  readonly logits: number; // (classes, lanes)
  readonly x: number; // (T, m, lanes)
  /** The step at which the sequence of each lane starts: all end together. */
  readonly starts: number; // (lanes)
  /** The first index behind all. */
  readonly end: number;
}

/** Steps whose gradients are summed up together. */
export function stepsTogether(lanes: number): number {
  return Math.max(1, Math.floor(gradientLanes / lanes));
}

/** Lays out what training or scoring takes, for batches of at most so many sequences of at most so many steps. */
export function layOut(
  shape: NetworkShape,
  batchSize: number,
  longest: number,
  base: number,
): Layout {
  let lanes = Math.min(mostLanes, roundedUp(batchSize, laneGroup));
  while (lanes > laneGroup && bytesPerNumber * stateNumbers(shape, lanes, longest) > mostStateBytes)
    lanes = roundedUp(lanes / 2, laneGroup);
  return place(shape, lanes, longest, base);
}

function sumsOf(shape: NetworkShape): number {
  return gatesOf(shape) === 1 ? 1 : 4;
}

function stateNumbers(shape: NetworkShape, lanes: number, steps: number): number {
  const perUnit = 1 + (gatesOf(shape) === 1 ? 0 : 4);
  return shape.layers * perUnit * roundedUp(shape.units) * lanes * steps;
}

function place(shape: NetworkShape, lanes: number, steps: number, base: number): Layout {
  const blocks = blocksOf(shape);
  const units = roundedUp(shape.units);
  const sums = sumsOf(shape);
  const rows = sums * units;
  let end = base;
  const room = (count: number): number => {
    const start = end;
    end += roundedUp(count, 16);
    return start;
  };
  const panels = ({ gates, height, width }: Block) => room(gates * height * width);
  return {
    ...{ blocks, units, sums, lanes, steps },
    parameters: room(blocks.count),
    gradients: room(blocks.count),
    squares: room(blocks.count),
    layers: blocks.layers.map(({ U, W }, layer) => ({
      U: panels(U),
      W: panels(W),
      downU: layer === 0 ? 0 : panels(U),
      downW: panels(W),
      start: room(rows),
      h: room((steps + 1) * units * lanes),
      gates: sums === 1 ? 0 : room(steps * rows * lanes),
      dh: room(units * lanes),
      d: room(rows * gradientLanes),
    })),
    V: panels(blocks.V),
    downV: panels(blocks.V),
    startV: room(blocks.V.height),
    logits: room(blocks.V.height * lanes),
    x: room(steps * shape.dimension * lanes),
    starts: room(lanes),
    end,
  };
}

/**
 * Bytes of memory that training a network takes, or scoring with it, beside the sequences: batches of at most so
 * many sequences, of at most so many steps. Copies of the weights, the best so far and the next, are
 * kept outside, and counted here.
 */
export function networkBytes(shape: NetworkShape, batchSize: number, longest: number): number {
  const { end, blocks } = layOut(shape, batchSize, longest, 0);
  return bytesPerNumber * (end + 2 * blocks.count);
}
