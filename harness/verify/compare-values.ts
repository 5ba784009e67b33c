import { canonicalJson, type Json } from "../canonical-json.ts";
import type { Difference } from "./finding.ts";

type Group = { readonly [key: string]: unknown };

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(group: Group, key: string): unknown {
  return Object.hasOwn(group, key) ? group[key] : undefined;
}

/** Longest text of a value in a difference. */
const textLength = 60;

/** A value as a short text; what is not there is `nothing`. */
export function shortText(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > textLength ? `${text.slice(0, textLength - 1)}…` : text;
}

function walk(committed: unknown, recomputed: unknown, where: string): Difference[] {
  if (isGroup(committed) && isGroup(recomputed)) {
    const keys = [...new Set([...Object.keys(committed), ...Object.keys(recomputed)])].sort();
    return keys.flatMap((key) =>
      walk(own(committed, key), own(recomputed, key), where === "" ? key : `${where}.${key}`),
    );
  }
  if (Array.isArray(committed) && Array.isArray(recomputed)) {
    if (committed.length === recomputed.length) {
      return committed.flatMap((one, i) => walk(one, recomputed[i], `${where}[${i}]`));
    }
    const entries = (list: readonly unknown[]) => `${list.length} entries ${shortText(list)}`;
    return [{ where, committed: entries(committed), recomputed: entries(recomputed) }];
  }
  if (JSON.stringify(committed) === JSON.stringify(recomputed)) return [];
  return [{ where, committed: shortText(committed), recomputed: shortText(recomputed) }];
}

/**
 * Every place at which two plain values differ. The recomputed one goes through canonical JSON
 * first, as it would into a file.
 *
 * @param where path of the values, put before every place
 */
export function compareValues(committed: unknown, recomputed: unknown, where = ""): Difference[] {
  return walk(committed, JSON.parse(canonicalJson(recomputed as Json)), where);
}
