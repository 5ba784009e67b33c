import { HarnessError } from "../../errors.ts";
import type { Sequences } from "../../math/sequences.ts";
import { activations } from "../activations.ts";
import type { InitialStates } from "./initial-states.ts";

/** The network: its depth, its nonlinearity φ and its standard deviations, in the paper's letters. */
export interface RntkParameters {
  readonly layers: number;
  readonly nonlinearity: keyof typeof activations;
  readonly sigmaW: number;
  readonly sigmaU: number;
  readonly sigmaB: number;
  readonly sigmaH: number;
  readonly sigmaV: number;
}

/** What Θ is weighted by from step to step: G, or in its place F/√(q q'). */
export type Derivative = "exact" | "normalised-transform";

/** The network, and how the initial states of its data points are related. */
export interface RntkNetwork extends RntkParameters {
  readonly initialStates: InitialStates;
  /** `exact` unless given. */
  readonly derivative?: Derivative;
}

/**
 * What one sequence alone determines, by layer and step. The pre-activation g^(l,t) is a sum of
 * independent parts (recurrent, input, bias); a ratio is a part's standard deviation over that of
 * the sum, so that the squares of a step's ratios add up to 1.
 */
export interface Profile {
  readonly length: number;
  readonly input: Float64Array; // (T, m)
  /** q = S(x, x), the variance of g^(l,t). */
  readonly variance: Float64Array; // (L, T)
  /** √F(q, q), the standard deviation of φ(g^(l,t)). */
  readonly output: Float64Array; // (L, T)
  readonly recurrentRatio: Float64Array; // (L, T)
  /** Of the input from the layer below; unused in layer 1. */
  readonly belowRatio: Float64Array; // (L, T)
  readonly biasRatio: Float64Array; // (L, T)
  /** σu/√m x_t over the standard deviation of g^(1,t). */
  readonly inputRatio: Float64Array; // (T, m)
}

/**
 * The variances of sequence `i`:
 *
 *     q^(1,t) = σw² F(q^(1,t-1)) + σu²/m |x_t|² + σb²      F(q^(l,0)) = σh²
 *     q^(l,t) = σw² F(q^(l,t-1)) + σu² F(q^(l-1,t)) + σb²   for l > 1
 *
 * @throws HarnessError `compute` where a variance overflows
 */
export function profileOf(x: Sequences, i: number, parameters: RntkParameters): Profile {
  const { layers, sigmaW, sigmaU, sigmaB, sigmaH } = parameters;
  const activation = activations[parameters.nonlinearity];
  const m = x.dimension;
  const T = x.lengths[i]!;
  const start = x.offsets[i]!;
  const input = x.values.subarray(start, start + T * m);
  const variance = new Float64Array(layers * T);
  const output = new Float64Array(layers * T);
  const recurrentRatio = new Float64Array(layers * T);
  const belowRatio = new Float64Array(layers * T);
  const biasRatio = new Float64Array(layers * T);
  const inputRatio = new Float64Array(T * m);
  const sigmaInput = sigmaU / Math.sqrt(m);

  for (let l = 0; l < layers; l++) {
    let F = sigmaH * sigmaH;
    for (let t = 0; t < T; t++) {
      const at = l * T + t;
      const below =
        l === 0 ? squaredNorm(input, t * m, m) / m : activation.variance(variance[at - T]!);
      const q = sigmaW * sigmaW * F + sigmaU * sigmaU * below + sigmaB * sigmaB;
      if (!Number.isFinite(q)) throw overflow(i, t, parameters);
      const r = Math.sqrt(q);
      if (r > 0) {
        recurrentRatio[at] = (sigmaW * Math.sqrt(F)) / r;
        belowRatio[at] = (sigmaU * Math.sqrt(below)) / r;
        biasRatio[at] = sigmaB / r;
        if (l === 0)
          for (let k = t * m; k < t * m + m; k++) inputRatio[k] = (sigmaInput * input[k]!) / r;
      }
      F = activation.variance(q);
      variance[at] = q;
      output[at] = Math.sqrt(F);
    }
  }
  return {
    length: T,
    input,
    variance,
    output,
    recurrentRatio,
    belowRatio,
    biasRatio,
    inputRatio,
  };
}

function squaredNorm(values: Float64Array, start: number, m: number): number {
  let sum = 0;
  for (let k = start; k < start + m; k++) sum += values[k]! * values[k]!;
  return sum;
}

function overflow(i: number, t: number, { sigmaW }: RntkParameters): HarnessError {
  return new HarnessError(
    "compute",
    `the variance of sequence ${i + 1} overflows at step ${t + 1} with sigmaW = ${sigmaW}`,
    "a smaller sigmaW, shorter or smaller series",
  );
}
