import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { HarnessError } from "../errors.ts";
import type { Executor, UnitReply, UnitRequest } from "./executor.ts";
import type { WorkerReply } from "./worker.ts";

/**
 * Whoever takes longer hangs. SVMs on ill-conditioned Grams may run into their cap of iterations fold
 * after fold, which takes hundreds of times what was expected, and is no hanging.
 */
function usualLimit(request: UnitRequest): number {
  return 4 * 3600 + 20 * request.seconds;
}

interface PoolOptions {
  /** Module of the workers. */
  readonly entry?: URL;
  /** Seconds after which a unit counts as hanging. */
  readonly limitSeconds?: (request: UnitRequest) => number;
  /** Room for the JavaScript objects of a worker; flat arrays are outside. */
  readonly heapMegabytes?: number;
}

/**
 * Runs units on `workers` threads. A thread that dies, hangs past its limit or runs out of memory
 * costs one attempt of one unit; the unit is tried once more, then it fails.
 */
export function poolExecutor(
  workers: number,
  {
    entry = new URL("./worker-entry.cjs", import.meta.url),
    limitSeconds = usualLimit,
    heapMegabytes,
  }: PoolOptions = {},
): Executor {
  const pool = new Piscina<UnitRequest, WorkerReply>({
    filename: fileURLToPath(entry),
    minThreads: workers,
    maxThreads: workers,
    ...(heapMegabytes === undefined
      ? {}
      : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
  });

  let closed = false;

  async function attempt(request: UnitRequest): Promise<WorkerReply> {
    const limit = limitSeconds(request);
    const signal = AbortSignal.timeout(Math.ceil(limit * 1000));
    try {
      return await pool.run(request, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new Error(`no answer within ${Math.round(limit)} s`);
    }
  }

  return {
    workers,
    async run(request): Promise<UnitReply> {
      let answer: WorkerReply;
      try {
        answer = await attempt(request);
      } catch {
        try {
          answer = await attempt(request);
        } catch (error) {
          if (closed) throw new Error("the pool was closed before the unit was done"); // no fault of its task
          throw new HarnessError(
            "compute",
            `${request.experiment}/${request.unit} failed twice: ${(error as Error).message}`,
          );
        }
      }
      if (answer.status === "done") return answer.reply;
      throw new HarnessError(answer.code, answer.sentence, answer.hint);
    },
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}
