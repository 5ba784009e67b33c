/**
 * What a terminal takes for a command and not for a text: control characters but tab and line end, and the
 * marks that turn the direction of what follows.
 */
export const terminalCommands =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const colour = /(\u001b\[[0-9;]*m)/;

/** A text whose control characters stand as JSON writes them, such as ESC as `\u001b`; line ends stay. */
export function printable(text: string): string {
  return text.replace(
    terminalCommands,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The same for a text with colours, which do no harm and stay. */
export function printableInColour(text: string): string {
  return text
    .split(colour)
    .map((part, i) => (i % 2 === 1 ? part : printable(part)))
    .join("");
}
