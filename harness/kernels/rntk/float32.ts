import { acos } from "../../math/elementary.ts";
import type { Sequences } from "../../math/sequences.ts";
import { eachPair, type Pairs, pairCount } from "../pairs.ts";
import { startsAlike } from "./initial-states.ts";
import type { RntkNetwork } from "./profile.ts";
import type { RntkTerm } from "./terms.ts";

const round = Math.fround;
const pi = round(Math.PI);
const twoPi = round(2 * Math.PI);
const overTwoPi = round(1 / (2 * Math.PI));

/** The network's scalars, each computed in float64 and rounded once. */
interface Scalars {
  readonly layers: number;
  readonly w: number;
  readonly u: number;
  readonly b: number;
  readonly v: number;
  /** σw² σh² */
  readonly initial: number;
}

/** A sequence with the variances S(x, x) of its own recursion. */
interface Series {
  readonly length: number;
  readonly dimension: number;
  readonly values: Float32Array; // (T, m)
  readonly variance: Float32Array; // (L, T)
}

/** F and G of the last evaluation. */
const transformed = { F: 0, G: 0 };

/** The V-transforms of ReLU. A variance of 0 has D = 0, so that F = 0 and nothing is NaN. */
function transform(S: number, q1: number, q2: number): void {
  const C = round(Math.sqrt(round(q1 * q2)));
  const D = C === 0 ? 0 : round(S / C);
  const E = D > 1 ? 1 : D < -1 ? -1 : D;
  const rest = round(pi - round(acos(E)));
  const sine = round(Math.sqrt(round(1 - round(E * E))));
  transformed.F = round(round(overTwoPi * round(round(E * rest) + sine)) * C);
  transformed.G = round(rest / twoPi);
}

/** <x_t, x'_t>, over m where there are several channels. */
function input(x: Series, t: number, z: Series, tz: number): number {
  const m = x.dimension;
  let product = 0;
  for (let k = 0; k < m; k++)
    product = round(product + round(x.values[t * m + k]! * z.values[tz * m + k]!));
  return m > 1 ? round(product / m) : product;
}

/** σw² F + σu² X + σb², where X is the input or F of the layer below. */
function covariance({ u, b }: Scalars, recurrent: number, X: number): number {
  return round(round(recurrent + round(u * X)) + b);
}

function seriesOf(source: Sequences, i: number, scalars: Scalars): Series {
  const { layers, w, initial } = scalars;
  const length = source.lengths[i]!;
  const { dimension } = source;
  const start = source.offsets[i]!;
  const values = Float32Array.from(source.values.subarray(start, start + length * dimension));
  const variance = new Float32Array(layers * length);
  const series = { length, dimension, values, variance };
  const recurrent = new Float32Array(layers).fill(initial);
  for (let t = 0; t < length; t++) {
    let X = input(series, t, series, t);
    for (let l = 0; l < layers; l++) {
      const q = covariance(scalars, recurrent[l]!, X);
      variance[l * length + t] = q;
      transform(q, q, q);
      X = transformed.F;
      recurrent[l] = round(w * X);
    }
  }
  return series;
}

type TermValues = Record<RntkTerm, number>;

/** The terms of a pair. The order of operations is that of `float32Rntk`. */
function pairTerms(x: Series, z: Series, same: boolean, scalars: Scalars, out: TermValues): void {
  const { layers, w, u, v, initial } = scalars;
  const steps = Math.min(x.length, z.length);
  // Of each layer at the step before: σw² F and σw² Θ G.
  const recurrent = new Float32Array(layers).fill(same ? initial : 0);
  const tangent = new Float32Array(layers);
  for (const term of termNames) out[term] = 0;
  for (let s = 0; s < steps; s++) {
    const t = x.length - steps + s;
    const tz = z.length - steps + s;
    let X = input(x, t, z, tz);
    let below = 0;
    let S = 0;
    let theta = 0;
    for (let l = 0; l < layers; l++) {
      S = covariance(scalars, recurrent[l]!, X);
      theta = round(round(tangent[l]! + below) + S);
      transform(S, x.variance[l * x.length + t]!, z.variance[l * z.length + tz]!);
      const { F, G } = transformed;
      recurrent[l] = round(w * F);
      tangent[l] = round(round(w * theta) * G);
      X = F;
      below = round(round(u * theta) * G);
    }
    const { F, G } = transformed;
    const nngp = round(v * F);
    const rntk = round(round(v * round(theta * G)) + nngp);
    out["rntk last"] = rntk;
    out["rntk sum"] = round(out["rntk sum"] + rntk);
    out["nngp last"] = nngp;
    out["nngp sum"] = round(out["nngp sum"] + nngp);
    out["preactivation-rntk last"] = theta;
    out["preactivation-rntk sum"] = round(out["preactivation-rntk sum"] + theta);
    out["preactivation-nngp last"] = S;
    out["preactivation-nngp sum"] = round(out["preactivation-nngp sum"] + S);
  }
}

function noTerms(): TermValues {
  return {
    ...{ "rntk last": 0, "rntk sum": 0, "nngp last": 0, "nngp sum": 0 },
    ...{ "preactivation-rntk last": 0, "preactivation-rntk sum": 0 },
    ...{ "preactivation-nngp last": 0, "preactivation-nngp sum": 0 },
  };
}

const termNames = Object.keys(noTerms()) as RntkTerm[];

/**
 * The asked terms of all pairs of a ReLU network in numbers of 32 bits, rounded after every operation, as the
 * RNTK's published code computes whole Gram matrices where its library is left at its default: with a the
 * diagonal of S,
 *
 *     X = x xᵀ        S = σw² σh² [same initial state] + σu² X + σb²         Θ = S       at the first step
 *     C = √(a aᵀ)     E = S / C, clipped to [-1, 1]
 *     F = 1/(2π) (E (π - acos E) + √(1 - E²)) C                             G = (π - acos E) / (2π)
 *     S' = σw² F + σu² X + σb²       Θ' = σw² Θ G + S'
 *     NNGP = σv² F                   RNTK = σv² (Θ G) + σv² F
 *
 * X is over m where series have m > 1 channels; a layer above takes F of the one below for X, and its σu² Θ G
 * is added to σw² Θ G. Near E = ±1 the angle knows half of the digits only, so that G of nearly equal series
 * has noise of some 1e-4. The diagonal takes the same formula; there E is 1 but where q² leaves the range,
 * since the root of a rounded square is the number itself, and the noise is that of the sums. An entry depends
 * on its two sequences alone, to the last bit. Some 50 ns a pair of steps and layer.
 * @returns for each term the values in the order of `eachPair`, each a number of 32 bits
 */
export function float32Rntk(
  pairs: Pairs,
  {
    layers,
    sigmaW,
    sigmaU,
    sigmaB,
    sigmaH,
    sigmaV,
    initialStates,
  }: Omit<RntkNetwork, "nonlinearity">,
  terms: readonly RntkTerm[],
): Float64Array[] {
  const scalars = {
    layers,
    w: round(sigmaW * sigmaW),
    u: round(sigmaU * sigmaU),
    b: round(sigmaB * sigmaB),
    v: round(sigmaV * sigmaV),
    initial: round(sigmaW * sigmaW * (sigmaH * sigmaH)),
  };
  const side = (source: Sequences) =>
    Array.from({ length: source.count }, (_, i) => seriesOf(source, i, scalars));
  const x = side(pairs.x);
  const z = pairs.kind === "triangle" ? x : side(pairs.z);
  const values = terms.map(() => new Float64Array(pairCount(pairs)));
  const found = noTerms();
  eachPair(pairs, (i, j, p) => {
    pairTerms(x[i]!, z[j]!, startsAlike(pairs, i, j, initialStates), scalars, found);
    for (const [k, term] of terms.entries()) values[k]![p] = found[term];
  });
  return values;
}
