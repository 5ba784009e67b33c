import type { Arithmetic } from "./arithmetic.ts";

/*
 * See `assembly/networks/lanes.ts`: elementary functions in float32 of additions, products and divisions, each
 * rounded. The polynomials are those of Cephes (S. L. Moshier, expf and tanhf).
 */

const f = Math.fround;
const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

const log2e = f(Math.LOG2E);
/** 1.5 × 2^23: what is added to it is rounded to an integer, which stands in its lowest bits. */
const shift = 12582912;
// ln 2 in two parts: the product of the first with an exponent is exact.
const ln2High = 0.693359375;
const ln2Low = f(-2.1219444e-4);

const exponential = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1,
  5.0000001201e-1,
].map(f);
const tangent = [
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1,
].map(f);

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => f(f(sum * x) + coefficient));
}

/** e^x for x from -87 to 88; what is beyond counts as the nearer of the two. */
export function exp32(x: number): number {
  const low = x < -87 ? -87 : x;
  const inside = low > 88 ? 88 : low;
  const shifted = f(f(inside * log2e) + shift);
  const k = f(shifted - shift);
  const r = f(f(inside - f(k * ln2High)) - f(k * ln2Low));
  const y = f(f(f(polynomial(exponential, r) * f(r * r)) + r) + 1);
  floats[0] = shifted;
  bits[0] = (bits[0]! << 23) + 0x3f800000;
  return f(y * floats[0]);
}

export function tanh32(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 0.625) {
    const z = f(x * x);
    return f(f(f(polynomial(tangent, z) * z) * x) + x);
  }
  const tail = f(1 - f(2 / f(exp32(f(magnitude + magnitude)) + 1)));
  return x < 0 ? -tail : tail;
}

/** Numbers of 32 bits, as WebAssembly computes with them. */
export const float32: Arithmetic = {
  round: Math.fround,
  sigmoid: (x) => f(1 / f(1 + exp32(-x))),
  tanh: tanh32,
};
