import { HarnessError } from "../errors.ts";

/**
 * Holm's adjusted p-values for m tests made together: in ascending order the i-th is multiplied by
 * m - i + 1, never less than the one before it, never more than 1 (Holm, Scand. J. Statist. 6 (1979)).
 * A hypothesis is rejected at level alpha where its adjusted value is at most alpha.
 */
export function holm(ps: readonly number[]): number[] {
  const wrong = ps.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) {
    throw new HarnessError("data", `Holm's procedure got the p-value ${wrong}, expected 0 to 1`);
  }
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let least = 0;
  for (const [step, i] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - step) * ps[i]!));
    adjusted[i] = least;
  }
  return adjusted;
}
