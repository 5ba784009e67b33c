import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import { HarnessError } from "../errors.ts";
import { firstUnits } from "../plan/first-units.ts";
import { type LookAhead, lookAhead } from "../plan/look-ahead.ts";
import { refuseOwnFiles } from "../plan/plan.ts";
import type { Simulation } from "../plan/simulate.ts";
import { type PlanSummary, type StageSummary, summarise } from "../plan/summary.ts";
import { counted, decimalText, groupedText } from "../report/format.ts";
import { type Column, left, right, textTable } from "../report/text-table.ts";
import { durationText } from "../run/progress.ts";
import { type ConfigArguments, planFrom, withConfig } from "./config-options.ts";
import { number, text, toggle } from "./flags.ts";
import { statusLine } from "./status-line.ts";

interface PlanArguments extends ConfigArguments {
  jobs: number;
  workers: string | undefined;
  json: boolean;
}

/** Memory of the program without any Gram. */
const baseMegabytes = 250;

/** What the stages of all pending tasks take, a line a method and stage. */
const stageColumns: readonly Column<StageSummary>[] = [
  left("method", ({ method }) => method),
  left("stage", ({ stage }) => stage),
  right("count", ({ count }) => groupedText(count)),
  right("one core", ({ seconds }) => durationText(seconds)),
];

const simulationColumns: readonly Column<Simulation>[] = [
  right("workers", ({ workers }) => groupedText(workers)),
  right("time", ({ seconds }) => durationText(seconds)),
  right("efficiency", ({ efficiency }) => `${decimalText(100 * efficiency, 1)} %`),
];

function lines(summary: PlanSummary, jobs: number): string[] {
  const { tasks } = summary;
  const pending = tasks.missing + tasks.failed + tasks.stale + tasks.forced;
  const total = pending + tasks.done + tasks.unavailable;
  const why = [
    [tasks.stale, "stale"],
    [tasks.failed, "failed before"],
  ] as const;
  const detail = why.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(", ");
  const text = [
    `${total} tasks: ${tasks.done} done, ${pending} to compute${detail && ` (${detail})`}, ${tasks.unavailable} without their data`,
  ];
  if (summary.stages.length > 0) {
    const megabytes = baseMegabytes + jobs * Math.ceil(summary.workerBytes / 2 ** 20);
    text.push(
      "",
      textTable(summary.stages, stageColumns),
      "",
      `expected time: ${durationText(summary.seconds)} on one core, ${durationText(summary.seconds / jobs)} with ${counted(jobs, "worker")}; peak memory at most ${groupedText(megabytes)} MB`,
    );
  }
  for (const { dataset, method, because } of summary.stale) {
    text.push(`stale: ${dataset} / ${method} because ${because.slice(0, 3).join("; ")}`);
  }
  for (const { dataset, reason, hint } of summary.unavailable) {
    text.push(`missing: ${dataset}: ${reason}${hint ? ` (${hint})` : ""}`);
  }
  return text;
}

/** The numbers of `1,8,64`. */
function workerCounts(text: string): number[] {
  const counts = text.split(",").map((part) => Number(part.trim()));
  if (counts.every((count) => Number.isInteger(count) && count >= 1 && count <= mostWorkers)) {
    return counts;
  }
  throw new HarnessError(
    "usage",
    `--workers takes numbers of workers from 1 to ${mostWorkers}, such as 1,8,64, found "${text}"`,
  );
}

const mostWorkers = 100_000;

function lookAheadLines({ simulations, units, longestChain }: LookAhead): string[] {
  return [
    "",
    textTable(simulations, simulationColumns),
    `simulated hand-out of ${groupedText(units)} units with the seconds above, without the cost of handing out; the longest task needs ${durationText(longestChain)} with a worker for every unit`,
  ];
}

export const planCommand: CommandModule<object, PlanArguments> = {
  builder: (builder) =>
    withConfig(builder)
      .option("jobs", number(availableParallelism(), "Number of worker threads"))
      .option("workers", text("Simulate the hand-out to so many workers, such as 1,8,64,512"))
      .option("json", toggle("Print the plan as JSON")),
  async handler(flags) {
    const counts = flags.workers === undefined ? undefined : workerCounts(flags.workers);
    const { plan } = planFrom(flags);
    refuseOwnFiles(plan);
    const summary = summarise(plan, (name) => statusLine(`timing a sample of ${name}`));
    statusLine("");
    const ahead = counts && lookAhead(await firstUnits(plan), summary.taskSeconds, counts);
    console.log(
      flags.json
        ? JSON.stringify({ ...summary, lookAhead: ahead }, null, 2)
        : [...lines(summary, flags.jobs), ...(ahead ? lookAheadLines(ahead) : [])].join("\n"),
    );
  },
};
