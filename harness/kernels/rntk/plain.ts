import { eachPair, type Pairs, pairCount } from "../pairs.ts";
import { startsAlike } from "./initial-states.ts";
import { profileOf, type RntkNetwork } from "./profile.ts";
import { rntkPair } from "./recursion.ts";
import type { RntkTerm } from "./terms.ts";

/**
 * The asked terms of all pairs by the plain recursion, pair by pair: for any nonlinearity, and as
 * the oracle of the fast path, `../relu/rntk.ts`.
 * @returns for each term the values in the order of `eachPair`
 */
export function plainRntk(
  pairs: Pairs,
  network: RntkNetwork,
  terms: readonly RntkTerm[],
): Float64Array[] {
  const profiles = (sequences: Pairs["x"]) =>
    Array.from({ length: sequences.count }, (_, i) => profileOf(sequences, i, network));
  const x = profiles(pairs.x);
  const z = pairs.kind === "triangle" ? x : profiles(pairs.z);
  const values = terms.map(() => new Float64Array(pairCount(pairs)));
  eachPair(pairs, (i, j, p) => {
    const initial = startsAlike(pairs, i, j, network.initialStates) ? "same" : "independent";
    const found = rntkPair(x[i]!, z[j]!, initial, network);
    for (const [k, term] of terms.entries()) values[k]![p] = found[term];
  });
  return values;
}
