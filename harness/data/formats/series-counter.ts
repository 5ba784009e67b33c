/** Counts the series in a file whose bytes pass piece by piece. */
export interface SeriesCounter {
  /** Series that have begun so far. */
  readonly count: number;
  add(chunk: Uint8Array): void;
}

const [tab, newline, carriageReturn, blank] = [9, 10, 13, 32];

/** Counts the lines of a text that are neither blank nor begin with one of some signs. */
export function lineCounter(signs: string): SeriesCounter {
  const passedOver = new Set(Buffer.from(signs, "latin1"));
  let count = 0;
  let atStart = true;
  return {
    get count() {
      return count;
    },
    add(chunk) {
      for (const byte of chunk) {
        if (byte === newline || byte === carriageReturn) atStart = true;
        else if (atStart && byte !== blank && byte !== tab) {
          atStart = false;
          if (!passedOver.has(byte)) count++;
        }
      }
    },
  };
}
