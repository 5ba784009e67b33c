import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Seconds under which the clock is exact enough and processor time, counted in ticks, is not. */
const shortest = 0.1;

/** Seconds for which this thread was on a processor; undefined where the system does not tell. */
function processorSeconds(): number | undefined {
  try {
    // Linux: nanoseconds on a processor come first. The file is the calling thread's own.
    return Number(readFileSync("/proc/thread-self/schedstat", "latin1").split(" ")[0]) / 1e9;
  } catch {
    return undefined;
  }
}

/**
 * Starts a watch of this thread's work: what else the machine does stays out of it.
 * @returns seconds of processor time since the start, of the clock where they are few or the system
 *   does not tell
 */
export function stopwatch(): () => number {
  const [clock, processor] = [performance.now(), processorSeconds()];
  return () => {
    const seconds = (performance.now() - clock) / 1000;
    if (processor === undefined || seconds < shortest) return seconds;
    return processorSeconds()! - processor;
  };
}

/** What measures a computation by a part of it: seconds of processor time, times `factor`. */
export function sampled(factor: number, compute: () => void): () => number {
  return () => {
    const watch = stopwatch();
    compute();
    return factor * watch();
  };
}
