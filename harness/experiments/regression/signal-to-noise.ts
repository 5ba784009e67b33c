import { log } from "../../math/elementary.ts";

/** Units in which a signal was given: value = offset + factor × scaled value. */
export interface Scale {
  readonly offset: number;
  readonly factor: number;
}

/**
 * 10 log10(Σ y² / Σ (y - ŷ)²), in dB, over values in their own units.
 * @param targets y, scaled
 * @param predictions ŷ, scaled
 * @returns Infinity where every prediction is exact
 */
export function signalToNoise(
  targets: Float64Array,
  predictions: Float64Array,
  { offset, factor }: Scale,
): number {
  let signal = 0;
  let noise = 0;
  for (const [i, target] of targets.entries()) {
    const value = offset + factor * target;
    const error = factor * (target - predictions[i]!);
    signal += value * value;
    noise += error * error;
  }
  return (10 * log(signal / noise)) / log(10);
}
