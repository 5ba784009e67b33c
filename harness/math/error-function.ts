import { exp } from "./elementary.ts";

/** erf(k / 8), k = 0 … 48, by `fixtures/elementary.py`. */
const nodes = [
  0, 0.1403162048013338, 0.27632639016823696, 0.4041169094348223, 0.5204998778130465,
  0.623240882188418, 0.7111556336535151, 0.7840750610598597, 0.8427007929497149, 0.8883882317017078,
  0.9229001282564583, 0.9481700727820903, 0.9661051464753108, 0.9784437332399837,
  0.9866716712191824, 0.9919900576701199, 0.9953222650189527, 0.9973459706405177,
  0.9985372834133188, 0.9992170617821089, 0.999593047982555, 0.9997946242638588, 0.9998993780778803,
  0.9999521451602562, 0.9999779095030014, 0.9999901032653747, 0.9999956972205363,
  0.9999981847185726, 0.9999992569016276, 0.9999997048598075, 0.9999998862727434, 0.999999957486056,
  0.9999999845827421, 0.9999999945765992, 0.9999999981494259, 0.9999999993875167,
  0.9999999998033839, 0.9999999999387839, 0.9999999999815149, 0.9999999999945866,
  0.9999999999984626, 0.9999999999995766, 0.9999999999998869, 0.9999999999999707,
  0.9999999999999927, 0.9999999999999982, 0.9999999999999996, 0.9999999999999999, 1,
] as const;

const twoOverRootPiLessOne = 0.1283791670955126;

/**
 * The error function 2/√π ∫₀ˣ exp(-u²) du, within 1 ulp, with + - × ÷ √ alone.
 * Small x: the Maclaurin series. Else Taylor's series about the nearest multiple a of 1/8, whose
 * terms follow from the derivatives of g = exp(-u²): g^(k+1) = -2 a g^(k) - 2 k g^(k-1).
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 6)) return magnitude >= 6 ? (x < 0 ? -1 : 1) : Number.NaN;
  if (magnitude < 0.4375) {
    const z = x * x;
    let term = 1;
    let sum = 0;
    for (let k = 1; k <= 12; k++) {
      term *= -z / k;
      sum += term / (2 * k + 1);
    }
    return x + x * (twoOverRootPiLessOne + sum * (1 + twoOverRootPiLessOne));
  }
  const node = Math.floor(magnitude * 8 + 0.5);
  const a = node / 8;
  const h = magnitude - a;
  let before = 0;
  let term = h;
  let sum = h;
  for (let k = 0; k < 16; k++) {
    // term_k = g^(k)(a) h^(k+1) / (k! g(a)); the integral divides it by k + 1.
    const next = (h * (-2 * a * term - 2 * h * before)) / (k + 1);
    before = term;
    term = next;
    sum += term / (k + 2);
  }
  const value = nodes[node]! + (1 + twoOverRootPiLessOne) * exp(-a * a) * sum;
  return x < 0 ? -value : value;
}
