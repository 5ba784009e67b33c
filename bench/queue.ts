/**
 * The queue: what a unit costs that does nothing, a hundred thousand of them in bounded memory, and two
 * worker processes against one on the ten sets of configs/ucr-small.yaml, with its own small grids and
 * with the full ones of configs/paper-table.yaml:
 *
 *     npx tsx bench/queue.ts [--archive <folder>] [--units 1000,10000,100000]
 *
 * Seconds are those of the clock from the start of the run to its last record, so nothing else should run
 * on the machine; medians of three runs each, in turn. The workers wait before: the run starts later.
 * Starts a Redis server of its own on loopback; needs redis-server, and two cores for the workers.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { queueExecutor } from "../harness/run/queue/executor.ts";
import {
  type RedisServer,
  startRedis,
  withoutRedis,
} from "../harness/run/queue/testing/redis-server.ts";
import { Scheduler } from "../harness/run/scheduler.ts";
import { isRecordFile } from "../harness/store/records.ts";
import { program, root, tenSets, tenSetsTasks } from "./ten-sets.ts";
import { median, printTable } from "./timing.ts";

function start(redis: RedisServer, ...args: string[]): ChildProcess {
  const flags = [...program, ...args, "--redis", redis.url];
  return spawn(process.execPath, flags, { cwd: root, stdio: "ignore" });
}

/** A unit of the regression experiment that repeats nothing. */
const nothing = { method: { kind: "previous" } };

/** Milliseconds a unit and megabytes, of so many units that do nothing. */
async function emptyUnits(redis: RedisServer, count: number) {
  const executor = await queueExecutor({
    ...{ redis: redis.url, queue: "empty", window: 32, notice: () => {} },
  });
  const worker = start(redis, "worker", "--queue", "empty", "--jobs", "1");
  const scheduler = new Scheduler(executor);
  const submit = (k: number) =>
    scheduler.submit(
      {
        experiment: "synthetic",
        unit: "repetitions",
        payload: { task: nothing, from: k, to: k },
        seconds: 1,
      },
      k,
    );
  await submit(-1); // the worker is there
  const before = process.memoryUsage().rss;
  const start_ = performance.now();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 200);
  await Promise.all(Array.from({ length: count }, (_, k) => submit(k)));
  clearInterval(watch);
  const milliseconds = (performance.now() - start_) / count;
  const peak = /used_memory_peak:(\d+)/.exec(await redis.client.info("memory"))?.[1];
  worker.kill();
  await once(worker, "exit");
  await executor.close();
  return {
    milliseconds,
    grown: (Math.max(most, before) - before) / 1e6,
    redisPeak: Number(peak) / 1e6,
  };
}

/** Seconds of a run with so many worker processes of one thread, from when all of them wait. */
async function runSeconds(
  redis: RedisServer,
  workers: number,
  archive: string,
  config: readonly string[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "bench-queue-"));
  const queue = basename(folder);
  const children = Array.from({ length: workers }, () =>
    start(redis, "worker", "--queue", queue, "--jobs", "1", "--archive", archive),
  );
  await new Promise((ready) => setTimeout(ready, 4000));
  const began = performance.now();
  const run = start(
    redis,
    ...["run", ...config, "--executor", "queue", "--queue", queue],
    ...["--archive", archive, "--results", folder, "--reports", join(folder, "reports")],
  );
  // The report at the end is the coordinator's alone: the run is over when all records are there.
  const records = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isRecordFile).length;
  while (records() < tenSetsTasks && run.exitCode === null)
    await new Promise((again) => setTimeout(again, 100));
  const seconds = (performance.now() - began) / 1000;
  await once(run, "exit");
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => once(child, "exit")));
  rmSync(folder, { recursive: true });
  return seconds;
}

if (withoutRedis) {
  console.error(`the queue is skipped: ${withoutRedis}`);
} else {
  const { values } = parseArgs({
    options: {
      archive: { type: "string" },
      units: { type: "string", default: "1000,10000,100000" },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "bench-redis-"));
  const redis = await startRedis(folder);
  try {
    const rows = [];
    for (const count of values.units.split(",").map(Number)) {
      const { milliseconds, grown, redisPeak } = await emptyUnits(redis, count);
      rows.push([`${count}`, milliseconds.toFixed(2), grown.toFixed(0), redisPeak.toFixed(1)]);
    }
    printTable(["units", "ms a unit", "MB more in the run", "MB of Redis at most"], rows);
    if (values.archive !== undefined) {
      const archive = resolve(values.archive);
      const rows = [];
      for (const [name, config] of [
        ["their own grids", ["configs/ucr-small.yaml"]],
        ["full grids", tenSets],
      ] as const) {
        const seconds: number[][] = [[], []];
        for (const workers of [1, 2, 1, 2, 1, 2])
          seconds[workers - 1]!.push(await runSeconds(redis, workers, archive, config));
        const [one, two] = seconds.map(median) as [number, number];
        rows.push([name, one.toFixed(1), two.toFixed(1), (one / two).toFixed(2)]);
      }
      printTable(["ten sets", "one worker, s", "two workers, s", "times"], rows);
    }
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true });
  }
}
