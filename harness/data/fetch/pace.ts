import { setTimeout as sleep } from "node:timers/promises";
import { HarnessError } from "../../errors.ts";

/** How patient a download is. */
export interface Pace {
  /** Attempts in a row that bring nothing new before it is given up. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly delay: number;
  /** Milliseconds without a byte after which a server counts as hanging. */
  readonly timeout: number;
  /** Longest wait, in milliseconds, that a server may ask for (Retry-After). */
  readonly longestWait: number;
}

export const usualPace: Pace = { attempts: 5, delay: 1000, timeout: 30_000, longestWait: 300_000 };

/** A failure that may pass: the server is busy, or the connection was cut. */
export class TransientError extends Error {
  /** Milliseconds that the server asked to wait. */
  readonly wait: number | undefined;
  /** Whether the attempt brought something new all the same. */
  readonly progressed: boolean;

  constructor(sentence: string, wait?: number, progressed = false) {
    super(sentence);
    this.wait = wait;
    this.progressed = progressed;
  }
}

/** Told before each wait: milliseconds, and why. */
export type OnWait = (wait: number, reason: string) => void;

/**
 * Repeats an action while it fails in passing, with growing waits or those that the server asks for.
 * @throws HarnessError `data` when it fails too often in a row, or is asked to wait too long
 */
export async function withRetries<T>(
  action: () => Promise<T>,
  { attempts, delay, longestWait }: Pace,
  onWait: OnWait,
): Promise<T> {
  let fruitless = 0;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      fruitless = error.progressed ? 1 : fruitless + 1;
      if (fruitless >= attempts) {
        throw new HarnessError(
          "data",
          `${error.message}, ${attempts} times in a row`,
          "the same command goes on from here later; --from names another source",
        );
      }
      const wait = error.wait ?? delay * 2 ** (fruitless - 1);
      if (wait > longestWait) {
        throw new HarnessError(
          "data",
          `${error.message}; the server asks to wait ${Math.round(wait / 1000)} s`,
          "run the same command then; --from names another source",
        );
      }
      onWait(wait, error.message);
      await sleep(wait);
    }
  }
}
