// C0 and C1 but for tab and line ends, which only part words, and the marks that turn the direction of text
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text of a label, a title or a record with \ufffd for what a terminal would obey, a file of XML may
 * not hold, or would show other text in its place.
 */
export function harmlessText(text: string): string {
  return text.replace(unprintable, "\ufffd");
}

/** A value with all texts in it harmless: a spec of a figure. */
export function harmlessTexts<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, own) => (typeof own === "string" ? harmlessText(own) : own)),
  ) as Value;
}
