import type { TerminalOptions } from "../report/terminal-table.ts";

/** What standard output can show; a file or a pipe gets plain text. */
export function terminalOptions(): TerminalOptions {
  const { stdout } = process;
  const hasColours = stdout.isTTY && stdout.hasColors(); // NO_COLOR has a say
  return { width: stdout.columns ?? 120, style: hasColours ? "ansi" : "plain" };
}
