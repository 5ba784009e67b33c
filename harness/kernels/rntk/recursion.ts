import { activations, type Covariance, type Transforms } from "../activations.ts";
import type { Profile, RntkNetwork, RntkParameters } from "./profile.ts";
import type { RntkTerm } from "./terms.ts";

/** Running state of a layer: S, Θ and the transforms at the last step, and G Θ. */
interface LayerState extends Transforms {
  S: number;
  theta: number;
  tangent: number;
}

/**
 * The terms of the RNTK of two sequences, of its NNGP and of their counterparts before the last
 * nonlinearity, Θ^L and S^L: the recursion of the paper over the pairs of steps aligned at the
 * sequences' ends,
 *
 *     S^l = σw² F(S^l before) + σu² F(S^(l-1)) + σb²          (layer 1: σu²/m <x_t, x'_t>)
 *     Θ^l = S^l + σw² G(S^l before) Θ^l before + σu² G(S^(l-1)) Θ^(l-1)
 *     RNTK = σv² F(S^L) + σv² G(S^L) Θ^L                       NNGP = σv² F(S^L)
 *
 * and beside S the correlation ρ as 1 - ρ and 1 + ρ, each a sum of non-negative terms: with ratios
 * a, a' of independent parts (see `Profile`) whose correlations are ρ_k, Σ a² = Σ a'² = 1,
 *
 *     1 ∓ ρ = Σ_k [a_k a'_k (1 ∓ ρ_k) + (a_k - a'_k)²/2]
 *
 * At the first pair of steps the recurrent parts are the initial states, the `same` or independent
 * ones, or one initial state and the longer sequence's history, which are independent.
 *
 * With the derivative `normalised-transform` F/√(q q') stands in the place of G.
 *
 * Cost: one evaluation of the V-transforms per pair of steps and layer. A kernel that overflows
 * comes out as Infinity or NaN.
 */
export function rntkPair(
  x: Profile,
  z: Profile,
  initialStates: "same" | "independent",
  parameters: RntkParameters & Pick<RntkNetwork, "derivative">,
): Record<RntkTerm, number> {
  const { layers, sigmaW, sigmaU, sigmaB, sigmaH, sigmaV } = parameters;
  const activation = activations[parameters.nonlinearity];
  const steps = Math.min(x.length, z.length);
  const m = x.input.length / x.length;
  const w = sigmaW * sigmaW;
  const u = sigmaU * sigmaU;
  const b = sigmaB * sigmaB;

  const states: LayerState[] = Array.from({ length: layers }, () =>
    initialStates === "same"
      ? { F: sigmaH * sigmaH, G: 0, oneMinusRho: 0, onePlusRho: 2, S: 0, theta: 0, tangent: 0 }
      : { F: 0, G: 0, oneMinusRho: 1, onePlusRho: 1, S: 0, theta: 0, tangent: 0 },
  );
  const covariance: Covariance = { S: 0, oneMinusRho: 0, onePlusRho: 0 };
  let nngpSum = 0;
  let rntkSum = 0;
  let covarianceSum = 0;
  let thetaSum = 0;
  for (let s = 0; s < steps; s++) {
    const t = x.length - steps + s;
    const tz = z.length - steps + s;
    for (let l = 0; l < layers; l++) {
      const state = states[l]!;
      const at = l * x.length + t;
      const az = l * z.length + tz;
      const recurrent = x.recurrentRatio[at]! * z.recurrentRatio[az]!;
      const halfSquares =
        halfSquare(x.recurrentRatio[at]! - z.recurrentRatio[az]!) +
        halfSquare(x.biasRatio[at]! - z.biasRatio[az]!);
      // σb >= 0 is shared: its parts correlate fully.
      const bias = 2 * x.biasRatio[at]! * z.biasRatio[az]!;
      let S: number;
      let theta: number;
      let oneMinusRho = recurrent * state.oneMinusRho + halfSquares;
      let onePlusRho = recurrent * state.onePlusRho + halfSquares + bias;
      if (l === 0) {
        let product = 0;
        for (let k = 0; k < m; k++) {
          product += x.input[t * m + k]! * z.input[tz * m + k]!;
          oneMinusRho += halfSquare(x.inputRatio[t * m + k]! - z.inputRatio[tz * m + k]!);
          onePlusRho += halfSquare(x.inputRatio[t * m + k]! + z.inputRatio[tz * m + k]!);
        }
        S = w * state.F + u * (product / m) + b;
        theta = S + w * state.tangent;
      } else {
        const lower = states[l - 1]!;
        const input = x.belowRatio[at]! * z.belowRatio[az]!;
        const belowHalfSquare = halfSquare(x.belowRatio[at]! - z.belowRatio[az]!);
        oneMinusRho += input * lower.oneMinusRho + belowHalfSquare;
        onePlusRho += input * lower.onePlusRho + belowHalfSquare;
        S = w * state.F + u * lower.F + b;
        theta = S + w * state.tangent + u * lower.tangent;
      }
      covariance.S = S;
      covariance.oneMinusRho = oneMinusRho;
      covariance.onePlusRho = onePlusRho;
      const scale = x.output[at]! * z.output[az]!;
      activation.transform(x.variance[at]!, z.variance[az]!, scale, covariance, state);
      state.S = S;
      state.theta = theta;
      const deviations = Math.sqrt(x.variance[at]!) * Math.sqrt(z.variance[az]!);
      const normalised = deviations > 0 ? state.F / deviations : 0;
      state.tangent =
        (parameters.derivative === "normalised-transform" ? normalised : state.G) * theta;
    }
    const top = states[layers - 1]!;
    nngpSum += top.F;
    rntkSum += top.F + top.tangent;
    covarianceSum += top.S;
    thetaSum += top.theta;
  }
  const v = sigmaV * sigmaV;
  const last = states[layers - 1]!;
  return {
    "rntk last": v * (last.F + last.tangent),
    "rntk sum": v * rntkSum,
    "nngp last": v * last.F,
    "nngp sum": v * nngpSum,
    "preactivation-rntk last": last.theta,
    "preactivation-rntk sum": thetaSum,
    "preactivation-nngp last": last.S,
    "preactivation-nngp sum": covarianceSum,
  };
}

function halfSquare(a: number): number {
  return 0.5 * a * a;
}
