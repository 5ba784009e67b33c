function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/**
 * The places at which two plain values differ, each as `place: before → after`.
 * @param before the value of a record
 * @param after the value that the config and the data give now
 */
export function differences(before: unknown, after: unknown, place = ""): string[] {
  if (isGroup(before) && isGroup(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) =>
      differences(before[key], after[key], place === "" ? key : `${place}.${key}`),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [`${place}: ${shortly(before)} → ${shortly(after)}`];
}
