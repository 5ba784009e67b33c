import { sequencesFrom } from "../../math/sequences.ts";
import type { Setting } from "../kernel.ts";
import { rntk } from "../rntk.ts";

/** What a page needs of the program for an RNTK of its own series. */
export { rntk, sequencesFrom };

/** Series as nested lists: series, step, channel. */
export type Series = readonly (readonly (readonly number[])[])[];

function hexadecimal(values: Float64Array): string {
  const bits = new BigUint64Array(values.buffer, values.byteOffset, values.length);
  return Array.from(bits, (word) => word.toString(16).padStart(16, "0")).join(" ");
}

/**
 * The bits of the Grams of `x`, one a setting, then of the Grams between `x` and `z`: each entry as
 * sixteen hexadecimal digits.
 */
export function gramBits(x: Series, z: Series, settings: readonly Setting[]): string[] {
  const [own, other] = [sequencesFrom(x), sequencesFrom(z)];
  return [
    ...Array.from(rntk.grams(own, settings), ({ values }) => hexadecimal(values)),
    ...Array.from(rntk.crossGrams(own, other, settings), ({ values }) => hexadecimal(values)),
  ];
}
