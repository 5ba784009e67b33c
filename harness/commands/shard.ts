import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { programName } from "../program-name.ts";
import { localExecutor } from "../run/local-executor.ts";
import { runShard } from "../run/shards.ts";
import { type ConfigArguments, planFrom, withConfig } from "./config-options.ts";
import { neededText, number } from "./flags.ts";
import { wholeNumber } from "./whole-number.ts";

interface ShardArguments extends ConfigArguments {
  shard: string;
  jobs: number;
}

/** `3/64`: the third of 64 shards. */
function parseShard(text: string): { shard: number; count: number } {
  const [, shard, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (shard !== undefined && count !== undefined && shard >= 1 && shard <= count) {
    return { shard, count };
  }
  throw new HarnessError(
    "usage",
    `--shard takes a shard and their number, such as 3/64, found "${text}"`,
  );
}

async function shard(flags: ShardArguments): Promise<void> {
  const { shard: number, count } = parseShard(flags.shard);
  wholeNumber("jobs", flags.jobs, "workers");
  const { plan, results } = planFrom(flags);
  const executor = localExecutor(flags.jobs);
  try {
    const { units, kept, failures } = await runShard(
      plan,
      results,
      { shard: number, count },
      executor,
    );
    console.log(
      `shard ${number} of ${count}: ${units} units, ${kept} of them were there, ${failures.length} failed`,
    );
    for (const failure of failures) console.error(failure);
    if (failures.length > 0) {
      throw new HarnessError(
        "failed-tasks",
        `${failures.length} units failed; ${programName} run tries them again and records what became of them.`,
      );
    }
  } finally {
    await executor.close();
  }
}

export const shardCommand: CommandModule<object, ShardArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .option("shard", neededText("Which shard of how many, such as 3/64"))
      .option("jobs", number(1, "Number of worker threads")),
  handler: shard,
};
