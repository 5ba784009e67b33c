import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { log } from "./elementary.ts";

/** A stream of random numbers that its seed text determines; every call moves it on. */
export interface RandomSource {
  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Uniform in {0, …, bound - 1}, without bias, for an integer bound from 1 to 2^32. */
  uniformInteger(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** Puts the values into a uniformly random order, in place. */
  shuffle(values: Int32Array): void;
}

/**
 * The random source of a text: xoroshiro128+ whose 128-bit state is the first half of the text's
 * SHA-256. Different texts give independent streams, so a seed may say in words what it is for.
 */
export function randomSource(text: string): RandomSource {
  const { buffer, byteOffset } = sha256(utf8ToBytes(text));
  const digest = new DataView(buffer, byteOffset);
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.getInt32(at)));
  const bits32 = () => generator.next() >>> 0;
  let spare: number | undefined;

  // High bits throughout: the lowest bits of xoroshiro128+ are its weakest.
  function uniform(): number {
    const high = bits32() >>> 5;
    const low = bits32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992; // (high 2^26 + low) / 2^53
  }

  function uniformInteger(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 4294967296)
      throw new RangeError(`uniformInteger takes a bound from 1 to 2^32, not ${bound}`);
    const width = Math.floor(4294967296 / bound);
    for (;;) {
      const value = Math.floor(bits32() / width);
      if (value < bound) return value;
    }
  }

  /** Marsaglia's polar method; of each pair one is kept for the next call. */
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * log(square)) / square);
        spare = v * factor;
        return u * factor;
      }
    }
  }

  function shuffle(values: Int32Array): void {
    for (let last = values.length - 1; last > 0; last--) {
      const other = uniformInteger(last + 1);
      const value = values[last]!;
      values[last] = values[other]!;
      values[other] = value;
    }
  }

  return { uniform, uniformInteger, normal, shuffle };
}
