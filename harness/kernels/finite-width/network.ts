import { exp } from "../../math/elementary.ts";
import { erf } from "../../math/error-function.ts";
import type { RandomSource } from "../../math/random.ts";
import type { RntkParameters } from "../rntk/profile.ts";

/**
 * The raw weights, all N(0, 1), of the RNN of finite width n whose tangent kernel tends to the RNTK (arXiv
 * 2006.10246); the network scales them (NTK parametrisation):
 *
 *     g^(l,t) = sw/√n W^l h^(l,t-1) + su/√fan_in U^l h^(l-1,t) + sb b^l        h^(0,t) = x_t in R^m
 *     h^(l,t) = phi(g^(l,t))            f = sv/√n V h^(L,T)
 *
 * Single precision halves the memory; each weight is exactly the number that stands there.
 */
export interface NetworkWeights {
  readonly width: number;
  /** m */
  readonly dimension: number;
  readonly W: readonly Float32Array[]; // L × (n, n)
  readonly U: readonly Float32Array[]; // (n, m), then L - 1 × (n, n)
  readonly b: readonly Float32Array[]; // L × (n)
  readonly V: Float32Array; // (n)
}

/** Draws a network, layer by layer W, U, b, and V last. */
export function drawWeights(
  layers: number,
  width: number,
  dimension: number,
  source: RandomSource,
): NetworkWeights {
  const draw = (count: number) => {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = source.normal();
    return values;
  };
  const W: Float32Array[] = [];
  const U: Float32Array[] = [];
  const b: Float32Array[] = [];
  for (let layer = 0; layer < layers; layer++) {
    W.push(draw(width * width));
    U.push(draw(width * (layer === 0 ? dimension : width)));
    b.push(draw(width));
  }
  return { width, dimension, W, U, b, V: draw(width) };
}

const twoOverRootPi = 1.1283791670955126;

/** phi and its derivative; that of the ReLU is 0 at 0. */
export const nonlinearities: Readonly<
  Record<
    RntkParameters["nonlinearity"],
    { readonly value: (g: number) => number; readonly slope: (g: number) => number }
  >
> = {
  relu: { value: (g) => (g > 0 ? g : 0), slope: (g) => (g > 0 ? 1 : 0) },
  erf: { value: erf, slope: (g) => twoOverRootPi * exp(-g * g) },
};
