import { Queue, QueueEvents } from "bullmq";
import { Redis } from "ioredis";
import { HarnessError } from "../../errors.ts";
import { experimentNamed } from "../../experiments/registry.ts";
import type { Executor, UnitReply, UnitRequest } from "../executor.ts";
import { checkServer, redisAddress } from "./connection.ts";
import { FileShelf } from "./files.ts";
import { answerSchema, jobId, keyOf, prefix, type QueuedUnit, thisProgram } from "./protocol.ts";

export interface QueueOptions {
  readonly redis: string | undefined;
  /** Name of the queue: runs that share it share its workers. */
  readonly queue: string;
  /** How many units are in the queue at a time. */
  readonly window: number;
  /** Is told what is amiss with the server. */
  readonly notice: (sentence: string) => void;
}

/** Milliseconds between two looks at all units that are out, in case an event was lost. */
const lookInterval = 3000;

/** Seconds for which a run counts as going on after it was heard of. */
const heartbeatLife = 30;

interface Out {
  readonly data: QueuedUnit;
  resolve(reply: UnitReply): void;
  reject(error: unknown): void;
}

/**
 * Runs units on the workers of a queue in Redis (`harness worker`). A unit is there once, under the
 * checksum of what it is: who starts again finds answers that came meanwhile. Answers are taken out of
 * the queue; a unit that Redis lost is put in again.
 */
export async function queueExecutor(options: QueueOptions): Promise<Executor> {
  const address = redisAddress(options.redis);
  const warning = await checkServer(address);
  if (warning !== undefined) options.notice(warning);
  const connection = new Redis(address.options);
  const bull = { connection: address.options, prefix };
  const queue = new Queue(options.queue, bull);
  const events = new QueueEvents(options.queue, bull);
  // Lost connections come back by themselves, and commands wait for them.
  connection.on("error", () => {});
  queue.on("error", () => {});
  events.on("error", () => {});
  await connection.set(keyOf(options.queue, "program"), JSON.stringify(thisProgram));
  const announce = (line: string) =>
    connection.set(keyOf(options.queue, "run"), line, "EX", heartbeatLife);
  await announce("starts");
  const shelf = new FileShelf(connection, options.queue);
  const out = new Map<string, Out>();

  async function put(id: string, data: QueuedUnit): Promise<void> {
    const keep = { removeOnComplete: false, removeOnFail: false };
    await queue.add(`${data.experiment}/${data.unit}`, data, { jobId: id, ...keep });
  }

  async function look(id: string): Promise<void> {
    const waiting = out.get(id);
    if (waiting === undefined) return;
    const state = await queue.getJobState(id);
    if (state === "unknown") return put(id, waiting.data);
    if (state !== "completed" && state !== "failed") return;
    const job = await queue.getJob(id); // after its state: before, it might have no answer yet
    if (job === undefined || !out.delete(id)) return;
    const reason = job.failedReason;
    const answer = answerSchema.safeParse(job.returnvalue);
    await job.remove();
    const { experiment, unit } = waiting.data;
    if (state === "failed") {
      waiting.reject(new HarnessError("compute", `${experiment}/${unit} failed: ${reason}`));
    } else if (!answer.success) {
      const sentence = `${experiment}/${unit} was answered in another form than this version's`;
      waiting.reject(new HarnessError("compute", sentence));
    } else if (answer.data.status === "done") {
      waiting.resolve(answer.data.reply);
    } else {
      const { code, sentence, hint } = answer.data;
      waiting.reject(new HarnessError(code, sentence, hint));
    }
  }

  const lookSoon = ({ jobId: id }: { readonly jobId: string }) => void look(id).catch(() => {});
  events.on("completed", lookSoon);
  events.on("failed", lookSoon);
  const timer = setInterval(() => {
    for (const id of out.keys()) lookSoon({ jobId: id });
  }, lookInterval);

  return {
    workers: options.window,
    async run({ experiment, unit, payload, seconds }: UnitRequest): Promise<UnitReply> {
      const portable = await shelf.portable(experimentNamed(experiment), payload);
      const plain = JSON.parse(JSON.stringify(portable)) as QueuedUnit["payload"];
      const data: QueuedUnit = { program: thisProgram, experiment, unit, payload: plain, seconds };
      const id = jobId(data);
      const old = await queue.getJob(id);
      if ((await old?.getState()) === "failed") await old?.remove(); // of a run before
      await put(id, data);
      const answered = new Promise<UnitReply>((resolve, reject) => {
        out.set(id, { data, resolve, reject });
      });
      lookSoon({ jobId: id });
      return answered;
    },
    async announce(line) {
      await announce(line);
    },
    async close() {
      clearInterval(timer);
      if (connection.status === "ready") await connection.del(keyOf(options.queue, "run"));
      await Promise.all([events.close(), queue.close()]);
      connection.disconnect();
    },
  };
}
