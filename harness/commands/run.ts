import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { isPending, refuseOwnFiles } from "../plan/plan.ts";
import { programName } from "../program-name.ts";
import { inProcessExecutor } from "../run/in-process.ts";
import { localExecutor } from "../run/local-executor.ts";
import { poolExecutor } from "../run/pool.ts";
import { startProgress } from "../run/progress.ts";
import { runPlan, type TaskEnd } from "../run/run.ts";
import { shellWord } from "../shell-word.ts";
import { type ConfigArguments, planFrom, withConfig } from "./config-options.ts";
import { number, text, toggle } from "./flags.ts";
import { type QueueArguments, redisOf, withQueue } from "./queue-options.ts";
import { terminalOptions } from "./terminal-options.ts";
import { wholeNumber } from "./whole-number.ts";

interface RunArguments extends ConfigArguments, QueueArguments {
  jobs: number;
  executor: keyof typeof executors;
  window: number;
  budget: string | undefined;
  force: boolean;
  json: boolean;
}

/** Seconds of `90`, `90s`, `10m`, `2h`. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text);
  if (!match) {
    throw new HarnessError(
      "usage",
      `--budget takes a time such as 90s, 10m or 2h, found "${text}"`,
    );
  }
  return Number(match[1]) * { s: 1, m: 60, h: 3600 }[(match[2] ?? "s") as "s" | "m" | "h"];
}

/** What runs the units, by the name of the flag. */
const executors = {
  auto: async ({ jobs }: RunArguments) => localExecutor(jobs),
  "in-process": async () => inProcessExecutor(),
  pool: async ({ jobs }: RunArguments) => poolExecutor(jobs),
  queue: async (flags: RunArguments) => {
    const { queueExecutor } = await import("../run/queue/executor.ts");
    const window = wholeNumber("window", flags.window, "units");
    const notice = (sentence: string) => console.error(sentence);
    return queueExecutor({ redis: redisOf(flags), queue: flags.queue, window, notice });
  },
} as const;

/** Milliseconds between two times that a run tells the queue how far it is. */
const announceInterval = 5000;

/** Failures on standard error, one a line, with what to do. */
function reportFailures(ends: readonly TaskEnd[]): number {
  const failed = ends.filter(({ status }) => status === "failed" || status === "unavailable");
  for (const { dataset, method, reason, hint } of failed) {
    console.error(`${dataset} / ${method}: ${reason}${hint ? ` (${hint})` : ""}`);
  }
  return failed.length;
}

async function run(flags: RunArguments): Promise<void> {
  wholeNumber("jobs", flags.jobs, "workers");
  const budget = flags.budget === undefined ? undefined : parseDuration(flags.budget);
  const planned = planFrom(flags, flags.force ? "recompute" : "keep");
  const { plan, results } = planned;
  refuseOwnFiles(plan);
  const pending = plan.tasks.filter(({ status }) => isPending(status));
  let ends: TaskEnd[];
  const executor = await executors[flags.executor](flags);
  const progress = startProgress(
    pending.map(({ task, seconds }) => ({ ...task, seconds })),
    process.stderr,
  );
  const announce = () => executor.announce?.(`${planned.loaded.name}: ${progress.line()}`);
  const timer = setInterval(announce, announceInterval);
  try {
    ends = await runPlan(plan, executor, { results, budget }, progress);
  } finally {
    clearInterval(timer);
    progress.stop();
    await executor.close();
  }
  const { deriveReport } = await import("../report/derive.ts"); // what draws is large, and slow to load
  const report = await deriveReport(planned, terminalOptions());
  if (flags.json) {
    console.log(
      JSON.stringify({ config: planned.loaded.name, tasks: ends, report: report.html }, null, 2),
    );
  } else {
    console.log(report.table);
    console.log(`Report: ${report.html}`);
    if (flags.only.length > 0)
      console.log(
        `It is of what --only names; of the whole config: ${programName} report ${shellWord(flags.config)}`,
      );
  }
  const failures = reportFailures(ends);
  if (failures > 0) {
    throw new HarnessError(
      "failed-tasks",
      `${failures} of ${ends.length} tasks failed${failures < ends.length ? "; the others are recorded and reported" : ""}.`,
    );
  }
}

export const runCommand: CommandModule<object, RunArguments> = {
  builder: (builder) =>
    withQueue(withConfig(builder))
      .option("executor", {
        choices: Object.keys(executors) as (keyof typeof executors)[],
        default: "auto" as const,
        describe:
          "What computes: worker threads (auto, pool), this thread (in-process), or the workers of a queue",
      })
      .option("window", number(32, "With the queue: how many units are in it at a time"))
      .option("jobs", number(availableParallelism(), "Number of worker threads"))
      .option("budget", text("Start no task after this time: 90s, 10m, 2h"))
      .option("force", toggle("Compute again what is there"))
      .option("json", toggle("Print the outcome as JSON")),
  handler: run,
};
