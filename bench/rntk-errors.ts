import { type Pairs, trianglePairs } from "../harness/kernels/pairs.ts";
import { plainRntk } from "../harness/kernels/rntk/plain.ts";
import type { rntkSetting } from "../harness/kernels/rntk/setting.ts";
import type { SettingOf } from "../harness/kernels/setting.ts";
import type { Sequences } from "../harness/math/sequences.ts";

type RntkSetting = SettingOf<typeof rntkSetting>;

/** Relative errors of a Gram. */
export interface Errors {
  /** The largest on the diagonal. */
  readonly diagonal: number;
  /** Of the first and the last series, which nearly equal each other. */
  readonly nearlyEqual: number;
}

/** What is known of the Gram of some series. */
export interface Exact {
  readonly diagonal: Float64Array;
  readonly corner: number;
}

/** The series with the last one replaced by the first, changed by 1e-7 in places. */
export function withNearlyEqual(x: Sequences): Sequences {
  const values = x.values.slice();
  const length = x.lengths[0]! * x.dimension;
  const last = x.offsets[x.count - 1]!;
  for (let k = 0; k < length; k++)
    values[last + k] = values[x.offsets[0]! + k]! * (k % 3 === 0 ? 1 + 1e-7 : 1);
  return { ...x, values };
}

/**
 * The diagonal, where S = q, F = q / 2 and G = 1 / 2 need no arc cosine, and the entry of the first
 * and the last series by the plain recursion, which exact-values.test.ts holds to 50 digits.
 */
export function exactValues(x: Sequences, setting: RntkSetting): Exact {
  const { sigmaW, sigmaU, sigmaB, sigmaH } = setting;
  const diagonal = Float64Array.from({ length: x.count }, (_, i) => {
    let q = 2 * sigmaH * sigmaH;
    let theta = 0;
    for (let t = 0; t < x.lengths[i]!; t++) {
      const value = sigmaU * x.values[x.offsets[i]! + t]!;
      q = 0.5 * sigmaW * sigmaW * q + value * value + sigmaB * sigmaB;
      theta = q + 0.5 * sigmaW * sigmaW * theta;
    }
    return 0.5 * q + 0.5 * theta;
  });
  const ends = (places: Int32Array) => Int32Array.of(places[0]!, places[x.count - 1]!);
  const two = { ...x, count: 2, lengths: ends(x.lengths), offsets: ends(x.offsets) };
  const pairs: Pairs = trianglePairs(two);
  return { diagonal, corner: plainRntk(pairs, setting, ["rntk last"])[0]![1]! };
}

export function errorsOf(
  found: { diagonal: ArrayLike<number>; corner: number },
  exact: Exact,
): Errors {
  return {
    diagonal: Math.max(
      ...exact.diagonal.map((value, i) => Math.abs(found.diagonal[i]! / value - 1)),
    ),
    nearlyEqual: Math.abs(found.corner / exact.corner - 1),
  };
}
