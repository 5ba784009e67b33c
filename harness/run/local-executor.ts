import type { Executor } from "./executor.ts";
import { inProcessExecutor } from "./in-process.ts";
import { poolExecutor } from "./pool.ts";

/** Runs units on so many worker threads; one alone on this thread, which starts sooner. */
export function localExecutor(jobs: number): Executor {
  return jobs === 1 ? inProcessExecutor() : poolExecutor(jobs);
}
