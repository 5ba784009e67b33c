import type { DoneRecord } from "../analysis/parsed-results.ts";

/** A heading with the lines below it: what `explain` says. */
export interface Passage {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Passages for a terminal: headings at the margin, their lines indented. */
export function passagesText(passages: readonly Passage[]): string {
  return passages
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`.trimEnd())].join("\n"))
    .join("\n\n");
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

/** Entries of a list that are shown before the rest is counted. */
const entriesShown = 20;

function listText(values: readonly unknown[]): string {
  const rest = values.length - entriesShown;
  const shown = values.slice(0, entriesShown).map(String).join(", ");
  return rest > 0 ? `${shown} … (${values.length} in all)` : `[${shown}]`;
}

/** A plain value as lines `path: value`, one a scalar or list of scalars; long lists are cut. */
export function valueLines(value: unknown, path = ""): string[] {
  if (isScalar(value)) return [`${path}: ${String(value)}`];
  if (Array.isArray(value)) {
    if (value.every(isScalar)) return [`${path}: ${listText(value)}`];
    const shown = value
      .slice(0, entriesShown)
      .flatMap((one, i) => valueLines(one, `${path}[${i}]`));
    const rest = value.length - entriesShown;
    return rest > 0 ? [...shown, `${path}: ${rest} more`] : shown;
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, one]) =>
    valueLines(one, path === "" ? key : `${path}.${key}`),
  );
}

/** A result told value by value, for experiments that have nothing else to say about one. */
export function resultPassages({ result }: DoneRecord): Passage[] {
  return [{ title: "Result", lines: valueLines(result) }];
}
