/** What ends the lines of a text. */
export function newlineOf(bytes: Buffer): "\n" | "\r\n" | "\r" {
  const at = bytes.indexOf("\n");
  if (at < 0) return bytes.includes("\r") ? "\r" : "\n";
  return bytes[at - 1] === "\r".charCodeAt(0) ? "\r\n" : "\n";
}

/** Bytes that are text at a time, so that a large file does not stand in memory twice. */
export const usualPiece = 2 ** 20;

/** The text in pieces of whole lines of at least `size` bytes; the line break between two belongs to none. */
export function* piecesOf(
  bytes: Buffer,
  newline: string,
  { size, encoding }: { readonly size: number; readonly encoding: "latin1" | "utf8" },
): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(newline, from + size);
    const end = at < 0 || at + newline.length === bytes.length ? bytes.length : at;
    yield bytes.toString(encoding, from, end);
    from = end + newline.length;
  }
}

/**
 * The lines of a text in UTF-8, whichever way each ends, read in pieces.
 * @param size bytes of a piece, at least
 */
export function* linesOf(bytes: Buffer, size = usualPiece): Generator<string> {
  const newline = newlineOf(bytes);
  for (const piece of piecesOf(bytes, newline, { size, encoding: "utf8" })) {
    // Where lines end differently, the break that was taken off may have been the second half of one.
    const whole = newline === "\n" && piece.endsWith("\r") ? piece.slice(0, -1) : piece;
    yield* whole.split(/\r\n|\n|\r/);
  }
}
