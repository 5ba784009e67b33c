import { eachPair, type Pairs, pairCount } from "../pairs.ts";
import { profileOf, type RntkParameters } from "./profile.ts";
import { type RntkValues, rntkPair } from "./recursion.ts";

/**
 * The named kernels of all pairs by the plain recursion, pair by pair: for any nonlinearity, and as
 * the oracle of the fast path, `../relu/rntk.ts`.
 * @returns for each name the values in the order of `eachPair`
 */
export function plainRntk(
  pairs: Pairs,
  parameters: RntkParameters,
  names: readonly (keyof RntkValues)[],
): Float64Array[] {
  const profiles = (sequences: Pairs["x"]) =>
    Array.from({ length: sequences.count }, (_, i) => profileOf(sequences, i, parameters));
  const x = profiles(pairs.x);
  const z = pairs.kind === "triangle" ? x : profiles(pairs.z);
  const values = names.map(() => new Float64Array(pairCount(pairs)));
  eachPair(pairs, (i, j, p) => {
    const relation = pairs.kind === "triangle" && i === j ? "same" : "different";
    const found = rntkPair(x[i]!, z[j]!, relation, parameters);
    for (const [output, name] of names.entries()) values[output]![p] = found[name];
  });
  return values;
}
