import { angleOfVersine, asin } from "../math/elementary.ts";

/**
 * The covariance of a pair of Gaussians with variances q1, q2 as the recursions carry it: S itself,
 * and 1 - c and 1 + c for the correlation c = S / √(q1 q2). All that is sensitive near c = ±1
 * depends on acos c, of which 1e-8 would be noise if c alone were known to 1e-16.
 */
export interface Covariance {
  S: number;
  /** 1 - c, in [0, 2]. */
  lack: number;
  /** 1 + c, in [0, 2]. */
  excess: number;
}

/** The V-transforms of a covariance, and the correlation of the activations. */
export interface Transforms {
  /** E φ(u) φ(u') */
  F: number;
  /** E φ'(u) φ'(u') */
  G: number;
  /** 1 - F / √(F11 F22) and 1 + F / √(F11 F22): the same two for the activations. */
  lack: number;
  excess: number;
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
function sineGap(angle: number, sine: number, cosine: number): number {
  if (angle > smallAngle) return sine - angle * cosine;
  const z = angle * angle;
  const series = 1 / 3 - z * (1 / 30 - z * (1 / 840 - z * (1 / 45360 - z / 3991680)));
  return angle * z * series;
}

/**
 * φ(u) = max(u, 0), with c = cos θ and φ' the step function (Cho and Saul 2009, arc-cosine kernels):
 *
 *     F = √(q1 q2)/(2π) [c (π - θ) + sin θ]      G = (π - θ)/(2π)
 *
 * F is evaluated as max(S, 0)/2 + √(q1 q2)/(2π) [sin α - α cos α] with α = θ for c >= 0 and π - θ
 * for c < 0, and θ from 1 - c or 1 + c. A variance of 0 belongs to a pre-activation that is 0
 * whatever the weights are: F = 0, its tangent kernel is 0, and G, which only ever multiplies
 * that, is given the value for uncorrelated Gaussians, 1/4.
 */
export const relu: Activation = {
  variance: (q) => 0.5 * q,
  transform(_q1, _q2, scale, { S, lack, excess }, out) {
    if (scale === 0) {
      out.F = 0;
      out.G = 0.25;
      out.lack = 1;
      out.excess = 1;
      return;
    }
    const sine = Math.sqrt(lack * excess);
    if (lack <= excess) {
      const angle = angleOfVersine(lack);
      const gap = sineGap(angle, sine, 1 - lack) / Math.PI;
      out.F = 0.5 * S + scale * gap;
      out.G = 0.5 - angle / (2 * Math.PI);
      out.lack = Math.max(0, lack - gap);
      out.excess = 2 - out.lack;
    } else {
      const angle = angleOfVersine(excess);
      const gap = sineGap(angle, sine, 1 - excess) / Math.PI;
      out.F = scale * gap;
      out.G = angle / (2 * Math.PI);
      out.lack = 1 - gap;
      out.excess = 1 + gap;
    }
  },
};

/**
 * φ(u) = erf(u) (Williams 1997):
 *
 *     F = 2/π asin(2 S / √((1 + 2 q1)(1 + 2 q2)))      G = 4/π / √((1 + 2 q1)(1 + 2 q2) - 4 S²)
 *
 * The difference under the root is evaluated as 1 + 2 (q1 + q2) + 4 q1 q2 (1 - c)(1 + c), which
 * keeps its precision for large variances.
 */
export const erf: Activation = {
  variance: (q) => arcsineShare((2 * q) / (1 + 2 * q), 1 / (1 + 2 * q)),
  transform(q1, q2, scale, { S, lack, excess }, out) {
    const root = Math.sqrt(1 + 2 * q1) * Math.sqrt(1 + 2 * q2);
    const difference = 1 + 2 * (q1 + q2) + 4 * (q1 * q2) * (lack * excess);
    const ratio = (2 * Math.abs(S)) / root;
    const F = arcsineShare(ratio, difference / (root * (root + 2 * Math.abs(S))));
    const correlation = scale === 0 ? 0 : Math.min(1, F / scale);
    const near = 1 - correlation;
    out.F = S < 0 ? -F : F;
    out.G = 4 / Math.PI / Math.sqrt(difference);
    out.lack = S < 0 ? 1 + correlation : near;
    out.excess = S < 0 ? near : 1 + correlation;
  },
};

/** 2/π asin(x) for x in [0, 1], given 1 - x as well. */
function arcsineShare(x: number, complement: number): number {
  return x < 0.5 ? (2 / Math.PI) * asin(x) : 1 - (2 / Math.PI) * angleOfVersine(complement);
}

/** The nonlinearities by the value of the kernels' setting `nonlinearity`. */
export const activations = { relu, erf } as const satisfies Record<string, Activation>;
