import { createHash } from "node:crypto";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

function finite(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot stand in a record`);
  return JSON.stringify(value); // -0 as 0
}

function isScalarList(values: readonly Json[]): boolean {
  return values.every((value) => value === null || typeof value !== "object");
}

function write(value: Json, indent: string, newline: string): string {
  if (typeof value === "number") return finite(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = newline === "" ? "" : `${newline}${indent}`;
  const deeper = newline === "" ? "" : inner;
  if (Array.isArray(value)) {
    if (value.every(Number.isFinite)) return JSON.stringify(value); // at once: there are thousands
    if (newline === "" || isScalarList(value)) {
      return `[${value.map((item: Json) => write(item, indent, "")).join(",")}]`;
    }
    return `[${inner}${value.map((item: Json) => write(item, indent, deeper)).join(`,${inner}`)}${newline}]`;
  }
  const entries = Object.entries(value as { readonly [key: string]: Json });
  if (entries.length === 0) return "{}";
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const colon = newline === "" ? ":" : ": ";
  const body = entries.map(
    ([key, item]) => `${JSON.stringify(key)}${colon}${write(item, indent, deeper)}`,
  );
  return `{${inner}${body.join(`,${inner}`)}${newline}}`;
}

/** One text for one value: sorted keys, shortest round-trip numbers, no blanks. Throws on NaN and infinity. */
export function canonicalJson(value: Json): string {
  return write(value, "", "");
}

/** The same for files: sorted keys, an entry a line, lists of plain values on one line. */
export function canonicalJsonFile(value: Json): string {
  return `${write(value, "  ", "\n")}\n`;
}

/** SHA-256 of the canonical JSON of `value`, in hexadecimal. */
export function contentKey(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
