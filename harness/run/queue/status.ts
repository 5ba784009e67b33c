import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { checkServer, redisAddress } from "./connection.ts";
import { keyOf, prefix } from "./protocol.ts";

/** What is known of a queue from outside. */
export interface QueueStatus {
  readonly queue: string;
  readonly server: string;
  readonly waiting: number;
  /** Under way. */
  readonly active: number;
  /** Answered, and not taken by a run yet. */
  readonly answered: number;
  readonly failed: readonly { readonly unit: string; readonly reason: string }[];
  readonly workers: number;
  /** Progress of the run that collects, where one does. */
  readonly run: string | null;
}

/** How many failures are told. */
const failuresTold = 10;

export async function queueStatus(redis: string | undefined, name: string): Promise<QueueStatus> {
  const address = redisAddress(redis);
  await checkServer(address);
  const connection = new Redis(address.options);
  const queue = new Queue(name, { connection: address.options, prefix });
  try {
    const counts = await queue.getJobCounts("wait", "delayed", "active", "completed");
    const failed = await queue.getFailed(0, failuresTold - 1);
    return {
      queue: name,
      server: address.shown,
      waiting: (counts.wait ?? 0) + (counts.delayed ?? 0),
      active: counts.active ?? 0,
      answered: counts.completed ?? 0,
      failed: failed.map((job) => ({ unit: job.name, reason: job.failedReason ?? "" })),
      workers: (await queue.getWorkers()).length,
      run: await connection.get(keyOf(name, "run")),
    };
  } finally {
    await queue.close();
    connection.disconnect();
  }
}
