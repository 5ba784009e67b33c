import { eachPair, type Pairs } from "../pairs.ts";
import type { RntkSetting } from "./setting.ts";

/** A kernel of a network: what is asked for, by the setting's words. */
export type RntkKernel = Pick<RntkSetting, "output" | "readout">;

/**
 * What read-outs are made of: an output at the last pair of steps, or its sum over all pairs of steps.
 * Those of `rntk` and `nngp` have the factor σv².
 */
export type RntkTerm = `${RntkSetting["output"]} ${"last" | "sum"}`;

/** The terms that a kernel is made of. */
function termsOf({ output, readout }: RntkKernel): RntkTerm[] {
  if (readout === "last") return [`${output} last`];
  if (readout === "average-last-twice") return [`${output} sum`, `${output} last`];
  return [`${output} sum`];
}

/** The terms that some kernels are made of, each once. */
export function termsOfAll(kernels: readonly RntkKernel[]): RntkTerm[] {
  return [...new Set(kernels.flatMap(termsOf))];
}

/**
 * A kernel of its terms, with T steps that a pair shares: Σ K_t / T, (Σ K_t + K_T) / (T + 1), or the term
 * itself.
 * @param term the values (pairs) of a term
 * @param room (pairs), where a mean goes
 * @param round what every operation is rounded by
 * @returns `room`, or the values of the term
 */
export function readOut(
  kernel: RntkKernel,
  pairs: Pairs,
  term: (name: RntkTerm) => Float64Array,
  room: () => Float64Array,
  round: (value: number) => number,
): Float64Array {
  const { output, readout } = kernel;
  if (readout === "last" || readout === "sum") return term(`${output} ${readout}`);
  const sum = term(`${output} sum`);
  const last = readout === "average" ? undefined : term(`${output} last`);
  const { lengths: ofX } = pairs.x;
  const { lengths: ofZ } = pairs.z;
  const values = room();
  eachPair(pairs, (i, j, p) => {
    const steps = Math.min(ofX[i]!, ofZ[j]!);
    values[p] = round(
      last === undefined ? sum[p]! / steps : round(sum[p]! + last[p]!) / (steps + 1),
    );
  });
  return values;
}
