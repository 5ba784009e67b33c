import { randomUUID } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file that is either the old one or the whole new one, whenever the process dies. Folders
 * that are missing are made.
 * @param content text, bytes, or texts one after the other, for what is longer than a string can be
 */
export function writeAtomically(
  path: string,
  content: string | Uint8Array | Iterable<string>,
): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  const pieces = typeof content === "string" || ArrayBuffer.isView(content) ? [content] : content;
  try {
    const file = openSync(temporary, "wx");
    try {
      for (const piece of pieces) writeFileSync(file, piece); // goes on where the last one ended
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
