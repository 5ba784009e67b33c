import { setImmediate } from "node:timers/promises";
import type { Executor } from "./executor.ts";
import { runUnit } from "./run-unit.ts";

/** Runs units on this thread, one after the other. */
export function inProcessExecutor(): Executor {
  return {
    workers: 1,
    async run(request) {
      await setImmediate(); // signals and progress get their turn between units
      return runUnit(request);
    },
    async close() {},
  };
}
