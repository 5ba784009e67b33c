import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { HarnessError } from "../errors.ts";
import type { Executor, UnitReply, UnitRequest } from "./executor.ts";
import type { WorkerReply } from "./worker.ts";

/** Ten minutes and twenty times what was expected: whoever takes longer hangs. */
function limitSeconds(request: UnitRequest): number {
  return 600 + 20 * request.seconds;
}

/**
 * Runs units on `workers` threads. A thread that dies, hangs past its limit or runs out of memory
 * costs one attempt of one unit; the unit is tried once more, then it fails.
 */
export function poolExecutor(workers: number): Executor {
  const pool = new Piscina<UnitRequest, WorkerReply>({
    filename: fileURLToPath(new URL("./worker-entry.cjs", import.meta.url)),
    minThreads: workers,
    maxThreads: workers,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });

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
      await pool.destroy();
    },
  };
}
