import { DelayedError, Worker } from "bullmq";
import { Redis } from "ioredis";
import { HarnessError } from "../../errors.ts";
import { experimentNamed } from "../../experiments/registry.ts";
import { poolExecutor } from "../pool.ts";
import { checkServer, redisAddress } from "./connection.ts";
import { FileFinder } from "./files.ts";
import {
  type Answer,
  jobSchema,
  keyOf,
  type Program,
  prefix,
  programSchema,
  programText,
  type QueuedUnit,
  sameProgram,
  thisProgram,
} from "./protocol.ts";

export interface ServeOptions {
  readonly redis: string | undefined;
  readonly queue: string;
  /** Threads. */
  readonly jobs: number;
  readonly archive: string | undefined;
  /** Folder for data files that came through the queue. */
  readonly cache: string;
  /** Seconds after which a worker that was not heard of has lost its unit to another one. */
  readonly lockSeconds: number;
  readonly notice: (sentence: string) => void;
}

/** A worker at its work. */
export interface Serving {
  /** Units that it answered so far. */
  readonly answered: () => number;
  /** Rejects where the queue turns out to be of another version. */
  readonly refused: Promise<never>;
  /** Whether nothing is under way here, nothing waits in the queue, and no run collects. */
  idle(): Promise<boolean>;
  /** Answers what is under way, then leaves. */
  close(): Promise<void>;
}

/** Another version's numbers may differ: it has no part in the run. */
function refusal(program: Program): HarnessError {
  return new HarnessError(
    "usage",
    `this worker is rntk-harness ${programText(thisProgram)}, and the queue is of ${programText(program)}`,
    "install the run's version on this machine, or name another queue with --queue",
  );
}

async function checkProgram(connection: Redis, queue: string): Promise<void> {
  const text = await connection.get(keyOf(queue, "program"));
  if (text === null) return;
  const program = programSchema.parse(JSON.parse(text));
  if (!sameProgram(program, thisProgram)) throw refusal(program);
}

/** How often a unit may be taken over from a worker that was not heard of, before it fails. */
const takeovers = 3;

/**
 * Takes units from a queue and answers them. They are computed on threads, so that this one can tell
 * Redis in time that it is still there.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const address = redisAddress(options.redis);
  await checkServer(address);
  const connection = new Redis(address.options);
  connection.on("error", () => {});
  try {
    await checkProgram(connection, options.queue);
  } catch (error) {
    connection.disconnect();
    throw error;
  }
  const pool = poolExecutor(options.jobs);
  const { archive, cache, notice } = options;
  const files = new FileFinder(connection, options.queue, archive, cache, notice);
  let answered = 0;
  let underWay = 0;
  let refuse: (error: HarnessError) => void = () => {};
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  refused.catch(() => {}); // whoever waits for it is told

  async function answer({ experiment, unit, payload, seconds }: QueuedUnit): Promise<Answer> {
    try {
      const known = experimentNamed(experiment);
      const local = await files.local(known, payload);
      const { value, seconds: spent } = await pool.run({
        experiment,
        unit,
        payload: local,
        seconds,
      });
      return { status: "done", reply: { value: value as QueuedUnit["payload"], seconds: spent } };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      const { code, message, hint } = error;
      return {
        status: "refused",
        code,
        sentence: message,
        ...(hint === undefined ? {} : { hint }),
      };
    }
  }

  const lock = 1000 * options.lockSeconds;
  const worker = new Worker(
    options.queue,
    async (job, token) => {
      const parsed = jobSchema.safeParse(job.data);
      if (!parsed.success) throw new Error("it is no unit in the form of this version");
      if (!sameProgram(parsed.data.program, thisProgram)) {
        refuse(refusal(parsed.data.program));
        await job.moveToDelayed(Date.now() + 1000, token); // for a worker of its version
        throw new DelayedError();
      }
      underWay++;
      try {
        return await answer(parsed.data);
      } finally {
        underWay--;
        answered++;
      }
    },
    {
      connection: address.options,
      prefix,
      concurrency: options.jobs,
      lockDuration: lock,
      stalledInterval: lock,
      maxStalledCount: takeovers,
    },
  );
  worker.on("error", () => {}); // a connection that comes back, or a unit that another one took over

  return {
    answered: () => answered,
    refused,
    async idle() {
      if (underWay > 0 || (await connection.exists(keyOf(options.queue, "run"))) > 0) return false;
      return (await connection.llen(keyOf(options.queue, "wait"))) === 0;
    },
    async close() {
      await worker.close();
      await pool.close();
      connection.disconnect();
    },
  };
}
