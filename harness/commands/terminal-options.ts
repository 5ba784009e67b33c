import type { TerminalOptions } from "../report/terminal-table.ts";

/** What standard output can show; a file or a pipe gets plain text, and lines in full. */
export function terminalOptions(): TerminalOptions {
  const { stdout } = process;
  const hasColours = stdout.isTTY && stdout.hasColors(); // NO_COLOR has a say
  return {
    width: stdout.columns ?? Number.POSITIVE_INFINITY,
    style: hasColours ? "ansi" : "plain",
  };
}
