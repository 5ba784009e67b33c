import type { Sequences } from "../../math/sequences.ts";
import type { TileFunctions } from "../../wasm/tile-memory.ts";
import { at, seriesAt, vectorBytes } from "../../wasm/twin/layout.ts";
import type { RntkNetwork } from "../rntk/profile.ts";

/** The network but for its read-out and nonlinearity. */
export type ReluNetwork = Omit<RntkNetwork, "nonlinearity" | "sigmaV">;

/** Series that start late, because they are shorter than the longest: packed series `from` to `to`. */
export interface Start {
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The series of one side of a Gram in the order in which they are packed, the longest first, with
 * their ends aligned: step s is the last but T - 1 - s of every series, T the longest length of all.
 */
export interface Series {
  readonly source: Sequences;
  /** Index in the source of packed series p. */
  readonly order: Int32Array; // (n)
  /** First step of packed series p, ascending. */
  readonly start: Int32Array; // (n)
  /** Starts after step 0, ascending. */
  readonly late: readonly Start[];
  /** ⌈n / 2⌉ */
  readonly vectors: number;
}

export function seriesOf(source: Sequences, T: number): Series {
  const order = Int32Array.from({ length: source.count }, (_, i) => i);
  order.sort((i, j) => source.lengths[j]! - source.lengths[i]! || i - j);
  const start = Int32Array.from(order, (i) => T - source.lengths[i]!);
  const late: Start[] = [];
  for (let from = 0, to = 0; from < start.length; from = to) {
    const step = start[from]!;
    while (to < start.length && start[to] === step) to++;
    if (step > 0) late.push({ step, from, to });
  }
  return { source, order, start, late, vectors: (source.count + 1) >> 1 };
}

/** Bytes of the values of all steps, laid out by step, vector and channel. */
export function valueBytes({ source, vectors }: Series, T: number): number {
  return T * vectors * source.dimension * vectorBytes;
}

/** Copies the values to `address`; 0 where a series has not started and where a lane is empty. */
export function writeValues(
  memory: Float64Array,
  address: number,
  series: Series,
  T: number,
): void {
  const { source, order, start, vectors } = series;
  const m = source.dimension;
  memory.fill(0, at(address), at(address + valueBytes(series, T)));
  for (const [p, i] of order.entries()) {
    const offset = source.offsets[i]!;
    const lane = at(address) + (p >> 1) * m * 2 + (p & 1);
    for (let s = start[p]!; s < T; s++)
      for (let k = 0; k < m; k++)
        memory[lane + (s * vectors * m + k) * 2] = source.values[offset + (s - start[p]!) * m + k]!;
  }
}

/** Bytes of a pack's vector in the first layer and in those above it. */
export const inputVectorBytes = (dimension: number) => (dimension + 3) * vectorBytes;
export const aboveVectorBytes = 4 * vectorBytes;

/** Bytes of the pack of a step, all layers. */
export function stepBytes({ source, vectors }: Series, layers: number): number {
  return vectors * (inputVectorBytes(source.dimension) + (layers - 1) * aboveVectorBytes);
}

/** Bytes of what a step hands on to the next. */
export function carryBytes({ vectors }: Series, layers: number): number {
  return vectors * layers * 2 * vectorBytes;
}

/** Where the parts of a side stand in the memory. */
export interface SeriesAddresses {
  readonly values: number;
  readonly pack: number;
  readonly carry: number;
}

/** Sets the initial states of packed series `from` to `to`: as if the step before had q = 2 σh². */
export function resetCarry(
  memory: Float64Array,
  address: number,
  { vectors }: Series,
  { layers, sigmaH }: ReluNetwork,
  from: number,
  to: number,
): void {
  for (let l = 0; l < layers; l++)
    for (let p = from; p < to; p++) {
      const carry = at(address + (l * vectors + (p >> 1)) * 2 * vectorBytes) + (p & 1);
      memory[carry] = 2 * sigmaH * sigmaH;
      memory[carry + 2] = Math.SQRT2 * sigmaH;
    }
}

/** Packs steps `first` to `last` from the start of the pack on; the steps before have been packed. */
export function packSteps(
  { packInput, packAbove }: TileFunctions,
  memory: Float64Array,
  { values, pack, carry }: SeriesAddresses,
  series: Series,
  network: ReluNetwork,
  first: number,
  last: number,
): void {
  const { vectors } = series;
  const { layers, sigmaW, sigmaU, sigmaB } = network;
  const m = series.source.dimension;
  const stride = stepBytes(series, layers);
  const recurrent = sigmaW * Math.SQRT1_2;
  const late = series.late.filter(({ step }) => step >= first && step < last);
  const bounds = [first, ...late.map(({ step }) => step).filter((step) => step > first), last];
  for (let segment = 0; segment + 1 < bounds.length; segment++) {
    const s = bounds[segment]!;
    const steps = bounds[segment + 1]! - s;
    for (const { step, from, to } of late)
      if (step === s) resetCarry(memory, carry, series, network, from, to);
    let target = pack + (s - first) * stride;
    const source = values + s * vectors * m * vectorBytes;
    const input = sigmaU / Math.sqrt(m);
    packInput(target, source, carry, vectors, m, steps, stride, recurrent, input, sigmaB);
    let bytes = inputVectorBytes(m);
    for (let l = 1; l < layers; l++) {
      const below = target;
      target += vectors * bytes;
      const own = carry + l * vectors * 2 * vectorBytes;
      const factors = [recurrent, sigmaU * Math.SQRT1_2, sigmaB] as const;
      packAbove(target, below, own, vectors, bytes, steps, stride, ...factors);
      bytes = aboveVectorBytes;
    }
  }
}

/** r of the last layer at a step of a pack, by packed series. */
export function deviationsAt(
  memory: Float64Array,
  pack: number,
  series: Series,
  layers: number,
  step: number,
): Float64Array {
  const { vectors, source } = series;
  const top = inputVectorBytes(source.dimension);
  const bytes = layers === 1 ? top : aboveVectorBytes;
  const below = layers === 1 ? 0 : vectors * (top + (layers - 2) * aboveVectorBytes);
  const layer = pack + step * stepBytes(series, layers) + below;
  const deviations = new Float64Array(source.count);
  for (let p = 0; p < source.count; p++) deviations[p] = memory[seriesAt(layer, p, bytes) + 4]!;
  return deviations;
}
