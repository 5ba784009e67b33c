import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { inProcessExecutor } from "../run/in-process.ts";
import { poolExecutor } from "../run/pool.ts";
import { runShare } from "../run/shares.ts";
import { type ConfigArguments, planFrom, withConfig } from "./config-options.ts";

interface ShardArguments extends ConfigArguments {
  share: string;
  jobs: number;
}

/** `3/64`: the third of 64 shares. */
function parseShare(text: string): { share: number; count: number } {
  const [, share, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (share !== undefined && count !== undefined && share >= 1 && share <= count) {
    return { share, count };
  }
  throw new HarnessError(
    "usage",
    `--share takes a share and their number, such as 3/64, found "${text}"`,
  );
}

async function shard(flags: ShardArguments): Promise<void> {
  const place = parseShare(flags.share);
  if (!(Number.isInteger(flags.jobs) && flags.jobs >= 1)) {
    throw new HarnessError(
      "usage",
      `--jobs takes a whole number of workers, 1 or more, found ${flags.jobs}`,
    );
  }
  const { plan, results } = planFrom(flags);
  const executor = flags.jobs === 1 ? inProcessExecutor() : poolExecutor(flags.jobs);
  try {
    const { units, kept, failures } = await runShare(plan, results, place, executor);
    console.log(
      `share ${place.share} of ${place.count}: ${units} units, ${kept} of them were there, ${failures.length} failed`,
    );
    for (const failure of failures) console.error(failure);
    if (failures.length > 0) {
      throw new HarnessError(
        "failed-tasks",
        `${failures.length} units failed; harness run tries them again and records what became of them.`,
      );
    }
  } finally {
    await executor.close();
  }
}

export const shardCommand: CommandModule<object, ShardArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .option("share", {
        type: "string",
        demandOption: true,
        describe: "Which share of how many, such as 3/64",
      })
      .option("jobs", {
        type: "number",
        default: 1,
        describe: "Number of worker threads",
      }),
  handler: shard,
};
