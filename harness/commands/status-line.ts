import { printable } from "../printable.ts";

/** Shows what is under way on the terminal's last line, in place of what was shown before; nothing elsewhere. */
export function statusLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${printable(text)}`);
}
