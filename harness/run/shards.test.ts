import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadConfig } from "../config/load.ts";
import { makePlan } from "../plan/plan.ts";
import { temporaryFolder, writeInto } from "../testing/cli.ts";
import { inProcessExecutor } from "./in-process.ts";
import { runShard } from "./shards.ts";

const config = `title: Twice
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 20, testSize: 10, length: 32, seed: 1 }
kernels:
  - { kernel: rbf, grid: { alpha: [0.1, 1] } }
`;

test("a shard that runs twice at the same time writes two files, each whole, and a third time finds them", async (t) => {
  const folder = temporaryFolder(t);
  const results = join(folder, "results");
  const plan = makePlan(loadConfig(writeInto(folder, "twice.yaml", config)), {
    ...{ results, archive: undefined, sizes: "full", series: undefined, existing: "keep" },
    only: { dataset: [], method: [] },
  });
  const run = () => runShard(plan, results, { shard: 1, count: 1 }, inProcessExecutor());
  const both = await Promise.all([run(), run()]);
  assert.deepEqual(
    both.map(({ units, kept }) => [units, kept]),
    [
      [1, 0],
      [1, 0],
    ],
  );
  const files = readdirSync(join(results, "bells"));
  assert.equal(files.length, 2);
  for (const file of files) {
    assert.match(file, /^rbf\.1-of-1-[0-9a-f]{8}\.partial\.jsonl$/);
    const [key, ...replies] = readFileSync(join(results, "bells", file), "utf8").split("\n");
    assert.equal(key, plan.tasks[0]!.key);
    assert.equal(replies.length, 1);
  }
  assert.equal((await run()).kept, 1);
});
