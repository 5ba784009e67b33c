import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { isRecordFile } from "../../../store/records.ts";
import { type Finished, harness, startHarness, writeInto } from "../../../testing/cli.ts";
import { keyOf } from "../protocol.ts";
import { type RedisServer, startRedis } from "./redis-server.ts";

/** Units of some seconds, on generated series and on files of the coordinator's. */
export const config = `title: Queue
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 100, testSize: 20, length: 128, seed: 1 }
  - { name: charts, generate: control-charts, trainSize: 100, testSize: 20, seed: 2 }
  - { name: own, train: own_TRAIN.tsv, test: own_TEST.tsv }
kernels:
  - kernel: rntk
    grid: { sigmaW: [1.34, 1.37, 1.4, sqrt(2), 1.44], sigmaB: [0, 0.1, 0.5, 1], sigmaH: [0, 0.1, 0.5, 1, 2] }
  - kernel: rbf
    grid: { alpha: [0.1, 1, 10] }
selection: { folds: 5 }
`;

/** Rows of two classes that a line tells apart. */
function rows(count: number, shift: number): string {
  return Array.from({ length: count }, (_, i) => {
    const values = Array.from(
      { length: 12 },
      (_, t) => ((i * 7 + t * 5 + shift) % 13) / 13 - (i % 2),
    );
    return [(i % 2) + 1, ...values].join("\t");
  }).join("\n");
}

/** A folder with the config and its files. */
export function queueFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "harness-queue-"));
  writeInto(folder, "queue.yaml", config);
  writeInto(folder, "own_TRAIN.tsv", rows(24, 0));
  writeInto(folder, "own_TEST.tsv", rows(10, 3));
  return folder;
}

/** The bytes of all records below a folder, by path. */
export function recordsIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names.filter(isRecordFile).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/** A queue of a test's own: a folder, a server, and processes that end with the test. */
export interface QueueProject {
  readonly folder: string;
  readonly redis: RedisServer;
  /** Starts a run that hands out through the queue. */
  run(...flags: string[]): ReturnType<typeof startHarness>;
  /** Starts a worker with a cache of its own. */
  worker(...flags: string[]): ReturnType<typeof startHarness>;
  /** Waits until a unit is under way. */
  underWay(): Promise<void>;
  records(): Record<string, string>;
}

export async function queueProject(t: TestContext): Promise<QueueProject> {
  const folder = queueFolder();
  const redis = await startRedis(folder);
  const started: ReturnType<typeof startHarness>[] = [];
  const start = (...args: string[]) => {
    const one = startHarness(folder, ...args, "--redis", redis.url);
    started.push(one);
    return one;
  };
  t.after(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await Promise.all(started.map(({ finished }) => finished));
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  let workers = 0;
  return {
    folder,
    redis,
    run: (...flags) => start("run", "queue.yaml", "--executor", "queue", ...flags),
    worker: (...flags) =>
      start("worker", "--jobs", "1", "--lock", "2", "--cache", `cache-${workers++}`, ...flags),
    async underWay() {
      while ((await redis.client.llen(keyOf("units", "active"))) === 0) await setTimeout(50);
    },
    records: () => recordsIn(join(folder, "results")),
  };
}

/** What the records of the config are without a queue. */
export async function expectedRecords(): Promise<Record<string, string>> {
  const folder = queueFolder();
  try {
    const { status, stderr }: Finished = await harness(folder, "run", "queue.yaml", "--jobs", "1");
    if (status !== 0) throw new Error(stderr);
    return recordsIn(join(folder, "results"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
