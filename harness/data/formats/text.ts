import { HarnessError } from "../../errors.ts";

/** How a file may start to say that it is UTF-8. */
const mark = Buffer.from("\ufeff");

/** The bytes of a text after the mark that says that it is UTF-8, where there is one. */
export function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.subarray(0, mark.length).equals(mark) ? mark.length : 0);
}

/**
 * The text of a file; V8 holds at most half a gigabyte of it.
 * @param file name of the file, for sentences
 */
export function textOf(bytes: Buffer, file: string): string {
  try {
    return withoutMark(bytes).toString("utf8");
  } catch (cause) {
    throw new HarnessError("data", `${file} cannot be read as text: ${(cause as Error).message}`);
  }
}
