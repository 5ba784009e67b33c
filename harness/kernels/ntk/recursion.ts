import type { Sequences } from "../../math/sequences.ts";
import { activations, type Covariance, type Transforms } from "../activations.ts";
import { eachPair, type Pairs, pairCount, requireOneLength } from "../pairs.ts";
import { pairMeasures, squaredNorms } from "../vectors.ts";

/** The network but for its depth: standard deviations of weights and biases, and its nonlinearity. */
export interface NtkParameters {
  readonly nonlinearity: keyof typeof activations;
  readonly sigmaW: number;
  readonly sigmaB: number;
  readonly inputScaling: "none" | "fan-in";
}

/** What the kernels of all networks share: sizes of the input vectors and angles between them. */
export interface InputAngles {
  readonly size: number;
  /** |x_i|² and |z_j|². */
  readonly x: Float64Array; // (n)
  readonly z: Float64Array; // (n')
  /** Of the angle between x_i and z_j, whose cosine is the correlation of the inputs. */
  readonly oneMinusCosine: Float64Array; // (pairs)
  readonly onePlusCosine: Float64Array; // (pairs)
}

/** Angles of all pairs of sequences as vectors: 2 pairs × T m terms. */
export function inputAngles(pairs: Pairs, label: string): InputAngles {
  const size = requireOneLength(pairs, label) * pairs.x.dimension;
  const x = squaredNorms(pairs.x);
  const z = pairs.kind === "triangle" ? x : squaredNorms(pairs.z);
  const unitX = unitVectors(pairs.x, x);
  const unitZ = pairs.kind === "triangle" ? unitX : unitVectors(pairs.z, z);
  const units: Pairs = { ...pairs, x: unitX, z: unitZ };
  return {
    size,
    x,
    z,
    oneMinusCosine: halved(pairMeasures(units, label, "squaredDistance")),
    onePlusCosine: halved(pairMeasures(units, label, "squaredSum")),
  };
}

function halved(values: Float64Array): Float64Array {
  for (let p = 0; p < values.length; p++) values[p]! *= 0.5;
  return values;
}

function unitVectors(x: Sequences, squaredNorms: Float64Array): Sequences {
  const values = new Float64Array(x.values.length);
  for (let i = 0; i < x.count; i++) {
    const norm = Math.sqrt(squaredNorms[i]!);
    const end = x.offsets[i]! + x.lengths[i]! * x.dimension;
    for (let k = x.offsets[i]!; k < end; k++) values[k] = norm > 0 ? x.values[k]! / norm : 0;
  }
  return { ...x, values };
}

/** A layer's pre-activations by sequence, a sum of two independent parts: weights and bias. */
export interface Layer {
  readonly variance: Float64Array; // (n)
  /** Its square root. */
  readonly deviation: Float64Array; // (n)
  /** √F(q, q) */
  readonly output: Float64Array; // (n)
  /** Ratios: the standard deviation of either part over that of the sum. */
  readonly weightRatio: Float64Array; // (n)
  readonly biasRatio: Float64Array; // (n)
}

function layerOf(weightVariance: Float64Array, { nonlinearity, sigmaB }: NtkParameters): Layer {
  const activation = activations[nonlinearity];
  const n = weightVariance.length;
  const variance = new Float64Array(n);
  const deviation = new Float64Array(n);
  const output = new Float64Array(n);
  const weightRatio = new Float64Array(n);
  const biasRatio = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const q = weightVariance[i]! + sigmaB * sigmaB;
    variance[i] = q;
    deviation[i] = Math.sqrt(q);
    output[i] = Math.sqrt(activation.variance(q));
    if (!(q > 0)) continue;
    weightRatio[i] = Math.sqrt(weightVariance[i]!) / deviation[i]!;
    biasRatio[i] = sigmaB / deviation[i]!;
  }
  return { variance, deviation, output, weightRatio, biasRatio };
}

/** What the inner products of the input are divided by. */
export function inputDivisor({ size }: InputAngles, { inputScaling }: NtkParameters): number {
  return inputScaling === "fan-in" ? size : 1;
}

/** The layer on the input, from |x_i|². */
export function firstLayer(
  squaredNorms: Float64Array,
  divisor: number,
  parameters: NtkParameters,
): Layer {
  const w = parameters.sigmaW * parameters.sigmaW;
  const weightVariance = new Float64Array(squaredNorms.length);
  for (let i = 0; i < weightVariance.length; i++)
    weightVariance[i] = w * (squaredNorms[i]! / divisor);
  return layerOf(weightVariance, parameters);
}

export function nextLayer({ variance }: Layer, parameters: NtkParameters): Layer {
  const activation = activations[parameters.nonlinearity];
  const w = parameters.sigmaW * parameters.sigmaW;
  const weightVariance = new Float64Array(variance.length);
  for (let i = 0; i < weightVariance.length; i++)
    weightVariance[i] = w * activation.variance(variance[i]!);
  return layerOf(weightVariance, parameters);
}

/**
 * The NTK of fully connected networks with 1, 2, … hidden layers, without end:
 *
 *     k = σw² <x, x'> + σb²   (or σw² <x, x'>/size + σb²)      Θ = k
 *     k <- σw² F(k) + σb²      Θ <- k + σw² G(k) Θ              once a hidden layer
 *
 * with the correlation carried as in `rntkPair`. Each layer costs one evaluation of the
 * V-transforms a pair.
 * @param theta (pairs), room for the result
 * @returns `theta` with Θ after each layer, valid until the next is asked for
 */
export function* ntkDepths(
  pairs: Pairs,
  input: InputAngles,
  parameters: NtkParameters,
  theta: Float64Array,
): Generator<Float64Array, undefined> {
  const { sigmaW, sigmaB } = parameters;
  const activation = activations[parameters.nonlinearity];
  const w = sigmaW * sigmaW;
  const b = sigmaB * sigmaB;
  const divisor = inputDivisor(input, parameters);
  const same = pairs.kind === "triangle";
  const product = pairMeasures(pairs, "NTK", "product");
  let layerX = firstLayer(input.x, divisor, parameters);
  let layerZ = same ? layerX : firstLayer(input.z, divisor, parameters);
  const k = new Float64Array(pairCount(pairs));
  const oneMinusRho = new Float64Array(k.length);
  const onePlusRho = new Float64Array(k.length);

  /** Sends a pair's activations through the weights and biases of `layerX` and `layerZ`. */
  function connect(i: number, j: number, p: number, below: Transforms): void {
    const weight = layerX.weightRatio[i]! * layerZ.weightRatio[j]!;
    const weightDifference = layerX.weightRatio[i]! - layerZ.weightRatio[j]!;
    const biasDifference = layerX.biasRatio[i]! - layerZ.biasRatio[j]!;
    const halfSquares =
      0.5 * (weightDifference * weightDifference + biasDifference * biasDifference);
    oneMinusRho[p] = weight * below.oneMinusRho + halfSquares;
    onePlusRho[p] =
      weight * below.onePlusRho + halfSquares + 2 * layerX.biasRatio[i]! * layerZ.biasRatio[j]!;
    k[p] = w * below.F + b;
    theta[p] = k[p]! + w * below.G * theta[p]!;
  }

  const transforms: Transforms = { F: 0, G: 0, oneMinusRho: 0, onePlusRho: 0 };
  eachPair(pairs, (i, j, p) => {
    transforms.F = product[p]! / divisor;
    transforms.oneMinusRho = input.oneMinusCosine[p]!;
    transforms.onePlusRho = input.onePlusCosine[p]!;
    connect(i, j, p, transforms);
  });
  const covariance: Covariance = { S: 0, oneMinusRho: 0, onePlusRho: 0 };
  for (;;) {
    const belowX = layerX;
    const belowZ = layerZ;
    layerX = nextLayer(belowX, parameters);
    layerZ = same ? layerX : nextLayer(belowZ, parameters);
    eachPair(pairs, (i, j, p) => {
      covariance.S = k[p]!;
      covariance.oneMinusRho = oneMinusRho[p]!;
      covariance.onePlusRho = onePlusRho[p]!;
      const scale = belowX.output[i]! * belowZ.output[j]!;
      activation.transform(belowX.variance[i]!, belowZ.variance[j]!, scale, covariance, transforms);
      connect(i, j, p, transforms);
    });
    yield theta;
  }
}
