import { angleOfVersine, asin } from "../math/elementary.ts";

/**
 * The covariance of a pair of Gaussians with variances q1, q2 as the recursions carry it: S itself,
 * and 1 - ρ and 1 + ρ for the correlation ρ = S / √(q1 q2). All that is sensitive near ρ = ±1
 * depends on acos ρ, of which 1e-8 would be noise if ρ alone were known to 1e-16.
 */
export interface Covariance {
  S: number;
  /** In [0, 2]. */
  oneMinusRho: number;
  /** In [0, 2]. */
  onePlusRho: number;
}

/** The V-transforms of a covariance, and the correlation of the activations. */
export interface Transforms {
  /** E φ(u) φ(u') */
  F: number;
  /** E φ'(u) φ'(u') */
  G: number;
  /** 1 - F / √(F11 F22) and 1 + F / √(F11 F22): the same two for the activations. */
  oneMinusRho: number;
  onePlusRho: number;
}

/** A nonlinearity φ by its V-transforms over (u, u') ~ N(0, [[q1, S], [S, q2]]). */
export interface Activation {
  /** E φ(u)² for u ~ N(0, q): F on the diagonal. */
  variance(q: number): number;
  /**
   * Writes F, G and the activations' correlation to `out`.
   * @param scale √(variance(q1) variance(q2))
   */
  transform(q1: number, q2: number, scale: number, covariance: Covariance, out: Transforms): void;
}

/** Below this angle (in radians) the series of sin θ - θ cos θ is more exact than the difference. */
const smallAngle = 0.25;

/** sin θ - θ cos θ, given θ, its sine and its cosine. */
function sineMinusProduct(angle: number, sine: number, cosine: number): number {
  if (angle > smallAngle) return sine - angle * cosine;
  const z = angle * angle;
  const series = 1 / 3 - z * (1 / 30 - z * (1 / 840 - z * (1 / 45360 - z / 3991680)));
  return angle * z * series;
}

/**
 * φ(u) = max(u, 0), with ρ = cos θ and φ' the step function (Cho and Saul 2009, arc-cosine kernels):
 *
 *     F = √(q1 q2)/(2π) [ρ (π - θ) + sin θ]      G = (π - θ)/(2π)
 *
 * F is evaluated as max(S, 0)/2 + √(q1 q2)/(2π) [sin α - α cos α] with α = θ for ρ >= 0 and π - θ
 * for ρ < 0, and θ from 1 - ρ or 1 + ρ. A variance of 0 belongs to a pre-activation that is 0
 * whatever the weights are: F = 0, its tangent kernel is 0, and G, which only ever multiplies
 * that, is given the value for uncorrelated Gaussians, 1/4.
 */
export const relu: Activation = {
  variance: (q) => 0.5 * q,
  transform(_q1, _q2, scale, { S, oneMinusRho, onePlusRho }, out) {
    if (scale === 0) {
      out.F = 0;
      out.G = 0.25;
      out.oneMinusRho = 1;
      out.onePlusRho = 1;
      return;
    }
    const sine = Math.sqrt(oneMinusRho * onePlusRho);
    // F / scale exceeds max(ρ, 0) by [sin α - α cos α] / π: the correction.
    if (oneMinusRho <= onePlusRho) {
      const angle = angleOfVersine(oneMinusRho);
      const correction = sineMinusProduct(angle, sine, 1 - oneMinusRho) / Math.PI;
      out.F = 0.5 * S + scale * correction;
      out.G = 0.5 - angle / (2 * Math.PI);
      out.oneMinusRho = Math.max(0, oneMinusRho - correction);
      out.onePlusRho = 2 - out.oneMinusRho;
    } else {
      const angle = angleOfVersine(onePlusRho);
      const correction = sineMinusProduct(angle, sine, 1 - onePlusRho) / Math.PI;
      out.F = scale * correction;
      out.G = angle / (2 * Math.PI);
      out.oneMinusRho = 1 - correction;
      out.onePlusRho = 1 + correction;
    }
  },
};

/**
 * φ(u) = erf(u) (Williams 1997):
 *
 *     F = 2/π asin(2 S / √((1 + 2 q1)(1 + 2 q2)))      G = 4/π / √((1 + 2 q1)(1 + 2 q2) - 4 S²)
 *
 * The difference under the root is evaluated as 1 + 2 (q1 + q2) + 4 q1 q2 (1 - ρ)(1 + ρ), which
 * keeps its precision for large variances.
 */
export const erf: Activation = {
  variance: (q) => scaledArcsine((2 * q) / (1 + 2 * q), 1 / (1 + 2 * q)),
  transform(q1, q2, scale, { S, oneMinusRho, onePlusRho }, out) {
    const root = Math.sqrt(1 + 2 * q1) * Math.sqrt(1 + 2 * q2);
    const difference = 1 + 2 * (q1 + q2) + 4 * (q1 * q2) * (oneMinusRho * onePlusRho);
    const ratio = (2 * Math.abs(S)) / root;
    const F = scaledArcsine(ratio, difference / (root * (root + 2 * Math.abs(S))));
    const correlation = scale === 0 ? 0 : Math.min(1, F / scale);
    const near = 1 - correlation;
    out.F = S < 0 ? -F : F;
    out.G = 4 / Math.PI / Math.sqrt(difference);
    out.oneMinusRho = S < 0 ? 1 + correlation : near;
    out.onePlusRho = S < 0 ? near : 1 + correlation;
  },
};

/** 2/π asin(x) for x in [0, 1], given 1 - x as well. */
function scaledArcsine(x: number, complement: number): number {
  return x < 0.5 ? (2 / Math.PI) * asin(x) : 1 - (2 / Math.PI) * angleOfVersine(complement);
}

/** The nonlinearities by the value of the kernels' setting `nonlinearity`. */
export const activations = { relu, erf } as const satisfies Record<string, Activation>;
