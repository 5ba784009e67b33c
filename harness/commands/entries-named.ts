import {
  groupMembers,
  type ManifestEntry,
  manifest,
  manifestEntry,
  unknownName,
} from "../data/manifest.ts";
import { HarnessError } from "../errors.ts";

/** The entries of names and groups, or all; each once, in the order given. */
export function entriesNamed(names: readonly string[]): ManifestEntry[] {
  const faults = names.map(unknownName).filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new HarnessError("usage", faults.join("\n"));
  if (names.length === 0) return [...manifest.sets];
  return [...new Set(names.flatMap(groupMembers))].map((name) => manifestEntry(name)!);
}
