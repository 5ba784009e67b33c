import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { HarnessError } from "../errors.ts";
import { newBytes } from "../memory.ts";

function unreadable(path: string, cause: unknown): HarnessError {
  return new HarnessError("data", `cannot read ${path}: ${(cause as Error).message}`);
}

/** The bytes of a data file. */
export function bytesOf(path: string): Buffer {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.from(newBytes(size).buffer, 0, size);
      let read = 0;
      for (let more = 1; more > 0; read += more) more = readSync(file, bytes, { offset: read });
      return bytes.subarray(0, read);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const piece = Buffer.alloc(2 ** 18);

/** SHA-256 of a data file, read piece by piece: a plan reads all files of its sets for it. */
export function sha256OfFile(path: string): string {
  const hash = createHash("sha256");
  try {
    const file = openSync(path, "r");
    try {
      for (;;) {
        const length = readSync(file, piece);
        if (length === 0) return hash.digest("hex");
        hash.update(piece.subarray(0, length));
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
