import type { TerminalOptions } from "../report/terminal-table.ts";

/** What standard output can show; a file or a pipe gets plain text. */
export function terminalOptions(): TerminalOptions {
  const { isTTY, columns } = process.stdout;
  return { width: columns ?? 120, style: isTTY ? "ansi" : "plain" };
}
