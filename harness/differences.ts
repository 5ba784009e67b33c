/** A value with keys, which is no list. */
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

/** A path at which two values differ, such as `grid[0].values[3]`, with what is there as short texts. */
export interface DifferentValue {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Every path at which two plain values differ. Lists of different lengths are one difference.
 * @param path path of the values, put before every other one
 */
export function differences(before: unknown, after: unknown, path = ""): DifferentValue[] {
  if (isGroup(before) && isGroup(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) =>
      differences(own(before, key), own(after, key), path === "" ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length === after.length) {
      return before.flatMap((one, i) => differences(one, after[i], `${path}[${i}]`));
    }
    const entries = (list: readonly unknown[]) => `${list.length} entries ${shortText(list)}`;
    return [{ path, before: entries(before), after: entries(after) }];
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path, before: shortText(before), after: shortText(after) }];
}
