import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { serve } from "../run/queue/serve.ts";
import { number, text, toggle } from "./flags.ts";
import { type QueueArguments, redisOf, withQueue } from "./queue-options.ts";
import { wholeNumber } from "./whole-number.ts";

interface WorkerArguments extends QueueArguments {
  jobs: number;
  archive: string | undefined;
  cache: string;
  lock: number;
  "until-empty": boolean;
}

/** Milliseconds between two looks at whether there is more to do. */
const lookInterval = 500;

/** How often in a row the queue has to be empty for a worker to leave: units come in batches. */
const emptyLooks = 6;

/** Resolves with the signal that asks the process to leave. */
function asked(): Promise<NodeJS.Signals> {
  return new Promise((resolveSignal) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => resolveSignal(signal));
    }
  });
}

async function emptied(idle: () => Promise<boolean>): Promise<void> {
  let looks = 0;
  while (looks < emptyLooks) {
    looks = (await idle()) ? looks + 1 : 0;
    await setTimeout(lookInterval);
  }
}

async function worker(flags: WorkerArguments): Promise<void> {
  const { jobs, lock, queue, archive } = flags;
  wholeNumber("jobs", jobs, "threads");
  if (!(lock > 0)) throw new HarnessError("usage", `--lock takes seconds, found ${lock}`);
  const serving = await serve({
    redis: redisOf(flags),
    queue,
    jobs,
    archive: archive === undefined ? undefined : resolve(archive),
    cache: resolve(flags.cache),
    lockSeconds: lock,
    notice: (sentence) => console.error(sentence),
  });
  console.error(`waiting for units of the queue ${queue}, ${jobs} at a time; Ctrl-C leaves`);
  const leave = [asked(), serving.refused];
  try {
    await Promise.race(flags["until-empty"] ? [...leave, emptied(() => serving.idle())] : leave);
  } finally {
    await serving.close();
    console.error(`answered ${serving.answered()} units`);
  }
}

export const workerCommand: CommandModule<object, WorkerArguments> = {
  builder: (builder) =>
    withQueue(builder)
      .option("jobs", number(availableParallelism(), "Number of worker threads"))
      .option(
        "archive",
        text("Folder of the UCR archive, if this machine has it; files are checked"),
      )
      .option("cache", {
        type: "string",
        default: join(tmpdir(), "rntk-harness-data"),
        describe: "Folder for data files that come through the queue",
      })
      .option(
        "lock",
        number(30, "Seconds after which a silent worker has lost its unit to another one"),
      )
      .option("until-empty", toggle("Leave when nothing is left to do")),
  handler: worker,
};
