import { printable, printableInColour } from "../printable.ts";

/**
 * Makes all that commands print harmless for a terminal: names, labels and titles come from files that
 * anybody may have written, and each may stand in any sentence.
 */
export function makeConsolePrintable(): void {
  const { log, error } = console;
  const hasColours = process.stdout.isTTY && process.stdout.hasColors();
  const harmless = hasColours ? printableInColour : printable;
  const plain = (one: unknown) => (typeof one === "string" ? harmless(one) : one);
  console.log = (...said: unknown[]) => log(...said.map(plain));
  console.error = (...said: unknown[]) => error(...said.map(plain));
}
