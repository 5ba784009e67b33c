import { drawWeights } from "../../kernels/finite-width/network.ts";
import { passes, tangentKernel } from "../../kernels/finite-width/tangent-kernel.ts";
import type { RntkParameters } from "../../kernels/rntk/profile.ts";
import { rntk } from "../../kernels/rntk.ts";
import { cos, log, sin } from "../../math/elementary.ts";
import type { Matrix } from "../../math/matrix.ts";
import { randomSource } from "../../math/random.ts";
import { type Sequences, sequencesFrom } from "../../math/sequences.ts";

const scalars = (values: readonly number[]) => values.map((value) => [value]);

/** `points` + 1 angles from 0 to 2π, in radians. */
export function anglesOf(points: number): number[] {
  return Array.from({ length: points + 1 }, (_, k) => (2 * Math.PI * k) / points);
}

/** x = (1, -1, 1) first, then x' = (cos a, sin a) for each angle a. */
function angleSequences(angles: readonly number[]): Sequences {
  return sequencesFrom([
    scalars([1, -1, 1]),
    ...angles.map((angle) => scalars([cos(angle), sin(angle)])),
  ]);
}

/** The first row of a Gram without its diagonal entry. */
function firstRow({ columns, values }: Matrix): number[] {
  return [...values.subarray(1, columns)];
}

/** The RNTK of x and x' over the angle. */
export function angleLimit(setting: RntkParameters, angles: readonly number[]): number[] {
  const [gram] = rntk.grams(angleSequences(angles), [{ ...setting }]);
  return firstRow(gram!);
}

/** The tangent kernel of x and x' over the angle, of the network that the seed text names. */
export function angleOfNetwork(
  setting: RntkParameters,
  angles: readonly number[],
  width: number,
  seed: string,
): number[] {
  return firstRow(empiricalGram(setting, angleSequences(angles), width, seed));
}

/** Sequences of standard normal values with these lengths. */
export function randomSequences(lengths: readonly number[], seed: string): Sequences {
  const source = randomSource(seed);
  return sequencesFrom(lengths.map((length) => Array.from({ length }, () => [source.normal()])));
}

/** |empirical - limit| / |limit| in the Frobenius norm for one network. */
export function gramDistance(
  setting: RntkParameters,
  sequences: Sequences,
  width: number,
  seed: string,
): number {
  const [limit] = rntk.grams(sequences, [{ ...setting }]);
  const empirical = empiricalGram(setting, sequences, width, seed);
  let difference = 0;
  let size = 0;
  for (const [k, value] of limit!.values.entries()) {
    const gap = empirical.values[k]! - value;
    difference += gap * gap;
    size += value * value;
  }
  return Math.sqrt(difference / size);
}

function empiricalGram(
  setting: RntkParameters,
  sequences: Sequences,
  width: number,
  seed: string,
): Matrix {
  const source = randomSource(seed);
  const weights = drawWeights(setting.layers, width, sequences.dimension, source);
  return tangentKernel(weights, setting, passes(weights, setting, sequences, source));
}

/** Least squares of ln y = intercept + slope ln x. */
export function powerLaw(
  x: readonly number[],
  y: readonly number[],
): { readonly slope: number; readonly intercept: number } {
  const u = x.map(log);
  const v = y.map(log);
  const n = u.length;
  const meanU = u.reduce((sum, value) => sum + value, 0) / n;
  const meanV = v.reduce((sum, value) => sum + value, 0) / n;
  let products = 0;
  let squares = 0;
  for (const [i, value] of u.entries()) {
    products += (value - meanU) * (v[i]! - meanV);
    squares += (value - meanU) * (value - meanU);
  }
  const slope = products / squares;
  return { slope, intercept: meanV - slope * meanU };
}
