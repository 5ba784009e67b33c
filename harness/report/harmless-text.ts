import { terminalCommands } from "../printable.ts";

/**
 * Text of a label, a title or a record with \ufffd for what a terminal would obey, a file of XML may
 * not hold, or would show other text in its place.
 */
export function harmlessText(text: string): string {
  return text.replace(terminalCommands, "\ufffd");
}

/** A value with all texts in it harmless: a spec of a figure. */
export function harmlessTexts<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, own) => (typeof own === "string" ? harmlessText(own) : own)),
  ) as Value;
}
