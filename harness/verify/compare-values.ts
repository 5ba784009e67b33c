import { canonicalJson, type Json } from "../canonical-json.ts";
import { differences } from "../differences.ts";
import type { Difference } from "./finding.ts";

export { shortText } from "../differences.ts";

/**
 * Every path at which two plain values differ. The recomputed one goes through canonical JSON
 * first, as it would into a file.
 *
 * @param where path of the values, put before every other one
 */
export function compareValues(committed: unknown, recomputed: unknown, where = ""): Difference[] {
  const written: unknown = JSON.parse(canonicalJson(recomputed as Json));
  return differences(committed, written, where).map(({ path, before, after }) => ({
    where: path,
    committed: before,
    recomputed: after,
  }));
}
