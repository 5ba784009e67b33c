import type { RandomSource } from "../math/random.ts";
import type { NetworkShape } from "./network.ts";

/** Rows come in groups of so many: units, and classes of the read-out, are filled up with zeros. */
const group = 4;

export function roundedUp(count: number, to = group): number {
  return Math.ceil(count / to) * to;
}

/**
 * A matrix of parameters in the memory of all, row by row. Rows and columns that are there to fill up are 0,
 * and stay 0 in training.
 */
export interface Block {
  /** U, W, of a layer; b the biases beside U, c those beside W; V and c of the read-out. */
  readonly name: "U" | "W" | "b" | "c" | "V";
  /** From 0 on; as many as there are layers for the read-out. */
  readonly layer: number;
  /** One for every gate: a GRU has r, z, n beside U and n, r, z beside W. */
  readonly gates: number;
  /** Rows of a gate, and how many of them are filled. */
  readonly height: number;
  readonly filledHeight: number;
  readonly width: number;
  readonly filledWidth: number;
  /** The network multiplies its entries by this (the NTK parametrisation); 1 otherwise. */
  readonly factor: number;
  /** Index of its first entry among all parameters. */
  readonly start: number;
}

export interface LayerBlocks {
  readonly U: Block;
  readonly W: Block;
  readonly b: Block | undefined;
  readonly c: Block | undefined;
}

export interface NetworkBlocks {
  readonly layers: readonly LayerBlocks[];
  readonly V: Block;
  readonly c: Block | undefined;
  /** In the order in which they stand, and are drawn. */
  readonly all: readonly Block[];
  /** Numbers of all blocks. */
  readonly count: number;
}

export function gatesOf({ kind }: Pick<NetworkShape, "kind">): number {
  return kind === "gru" ? 3 : 1;
}

/** Where the parameters of a network stand. */
export function blocksOf(shape: NetworkShape): NetworkBlocks {
  const { kind, layers, units, dimension, classes } = shape;
  const gaussian = kind === "gaussian-rnn";
  const gates = gatesOf(shape);
  const height = roundedUp(units);
  const all: Block[] = [];
  let count = 0;
  const add = (block: Omit<Block, "start">): Block => {
    const placed = { ...block, start: count };
    count += roundedUp(block.gates * block.height * block.width);
    all.push(placed);
    return placed;
  };
  const rows = { height, filledHeight: units };
  const column = { width: 1, filledWidth: 1, factor: 1 };
  const perLayer = Array.from({ length: layers }, (_, layer): LayerBlocks => {
    const first = layer === 0;
    const fanIn = first ? dimension : units;
    const input = { width: first ? dimension : height, filledWidth: fanIn };
    const recurrent = { width: height, filledWidth: units };
    const [factorU, factorW] = gaussian ? [Math.sqrt(1 / fanIn), Math.sqrt(2 / units)] : [1, 1];
    return {
      U: add({ name: "U", layer, gates, ...rows, ...input, factor: factorU }),
      W: add({ name: "W", layer, gates, ...rows, ...recurrent, factor: factorW }),
      b: gaussian ? undefined : add({ name: "b", layer, gates, ...rows, ...column }),
      c: gates === 1 ? undefined : add({ name: "c", layer, gates, ...rows, ...column }),
    };
  });
  const out = { layer: layers, gates: 1, height: roundedUp(classes), filledHeight: classes };
  const readOut = { width: height, filledWidth: units };
  const V = add({ name: "V", ...out, ...readOut, factor: gaussian ? Math.sqrt(2 / units) : 1 });
  const c = gaussian ? undefined : add({ name: "c", ...out, ...column });
  return { layers: perLayer, V, c, all, count };
}

/** The entries of a block that are filled, row by row: indices among all parameters. */
export function* filledEntries(block: Block): Generator<number> {
  const { gates, height, filledHeight, width, filledWidth, start } = block;
  for (let gate = 0; gate < gates; gate++)
    for (let i = 0; i < filledHeight; i++)
      for (let k = 0; k < filledWidth; k++) yield start + (gate * height + i) * width + k;
}

/** Deviation of the weights that Le, Jaitly and Hinton do not make the identity. */
const identityDeviation = 0.001;

/** Draws the parameters that training starts from, block by block (`NetworkKind` has the distributions). */
export function drawParameters(shape: NetworkShape, source: RandomSource): Float64Array {
  const { all, count } = blocksOf(shape);
  const values = new Float64Array(count);
  const bound = Math.sqrt(1 / shape.units);
  for (const block of all) {
    for (const at of filledEntries(block)) {
      if (shape.kind === "gaussian-rnn") values[at] = source.normal();
      else if (shape.kind === "gru") values[at] = bound * (2 * source.uniform() - 1);
      else if (block.name === "W") values[at] = isDiagonal(block, at) ? 1 : 0;
      else if (block.name !== "b" && block.name !== "c")
        values[at] = identityDeviation * source.normal();
    }
  }
  return values;
}

function isDiagonal({ start, width }: Block, at: number): boolean {
  return (at - start) % (width + 1) === 0;
}
