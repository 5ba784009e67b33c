import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { expectedRecords, queueFolder, recordsIn } from "../run/queue/testing/queue-project.ts";
import { startSlurm, withoutSlurm } from "../run/testing/slurm-cluster.ts";
import { harness, startHarness, writeInto } from "../testing/cli.ts";

let expected: Record<string, string> = {};

before(async () => {
  expected = await expectedRecords();
});

function project(t: TestContext): string {
  const folder = queueFolder();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const journals = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".partial.jsonl"),
  );

test("shards computed by processes of their own, one killed, one twice, one never, merge into the same bytes", async (t) => {
  const folder = project(t);
  const shard = (k: number) => startHarness(folder, "shard", "queue.yaml", "--shard", `${k}/4`);
  const killed = shard(1);
  while (!journals(folder).some((name) => /1-of-4/.test(name))) {
    if (killed.child.exitCode !== null) break;
    await setTimeout(20);
  }
  killed.child.kill("SIGKILL");
  const [second, again] = await Promise.all([shard(2).finished, shard(2).finished]);
  assert.equal(second.status, 0, second.stderr);
  assert.equal(again.status, 0, again.stderr);
  const kept = await shard(2).finished;
  const [, units, there] = /^shard 2 of 4: (\d+) units, (\d+) of them were there, 0 failed\n$/.exec(
    kept.stdout,
  )!;
  assert.equal(there, units);
  assert.equal((await shard(3).finished).status, 0);
  const merged = await harness(folder, "run", "queue.yaml", "--jobs", "2");
  assert.equal(merged.status, 0, merged.stderr);
  assert.deepEqual(recordsIn(join(folder, "results")), expected);
  assert.deepEqual(journals(folder), []);
});

test("a unit that fails for good fails its shard, and its task alone when all is merged", async (t) => {
  const folder = project(t);
  writeInto(folder, "own_TRAIN.tsv", "1\t1e200\t1\n2\t1\t1\n1\t1e200\t2\n2\t2\t2\n");
  writeInto(folder, "own_TEST.tsv", "1\t1\t1\n2\t2\t1\n");
  writeInto(
    folder,
    "failing.yaml",
    `title: Failing
datasets:
  - { name: own, train: own_TRAIN.tsv, test: own_TEST.tsv }
  - { name: charts, generate: control-charts, trainSize: 12, testSize: 6, seed: 2 }
kernels: [{ kernel: polynomial, grid: { degree: 3, offset: 1 } }]
prepare: { scale: none }
selection: { folds: 2 }
`,
  );
  const shard = await harness(folder, "shard", "failing.yaml", "--shard", "1/1");
  assert.equal(shard.status, 3);
  assert.match(shard.stdout, /shard 1 of 1: 2 units, 0 of them were there, 1 failed/);
  assert.match(
    shard.stderr,
    /overflows[\s\S]*1 units failed; npx tsx harness run tries them again/,
  );
  const merged = await harness(folder, "run", "failing.yaml", "--jobs", "1");
  assert.equal(merged.status, 3);
  assert.match(merged.stdout, /own +Polynomial +failed: [\s\S]*charts +Polynomial +\d/);
});

test("the scripts are written, name every flag of the plan, and are sound for bash", async (t) => {
  const folder = project(t);
  const flags = [
    "--shards",
    "3",
    "--cpus",
    "2",
    "--sbatch=--partition=short",
    "--only",
    "dataset=own",
  ];
  const { status, stdout, stderr } = await harness(folder, "slurm", "queue.yaml", ...flags);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^2 units in 2 shards of .*\nSubmit: slurm\/queue\/submit\.sh\n$/);
  const text = (name: string) => readFileSync(join(folder, "slurm/queue", name), "utf8");
  for (const name of ["array.sh", "merge.sh", "submit.sh"]) {
    execFileSync("bash", ["-n", join(folder, "slurm/queue", name)]);
  }
  assert.match(
    text("array.sh"),
    /#SBATCH --array=1-2\n#SBATCH --partition=short\n#SBATCH --cpus-per-task=2\n/,
  );
  assert.match(
    text("array.sh"),
    / shard queue\.yaml --shard "\$SLURM_ARRAY_TASK_ID\/2" .* --only dataset=own\n/,
  );
  assert.match(
    text("merge.sh"),
    / run queue\.yaml --jobs .* --only dataset=own --reports reports\n/,
  );
  assert.match(text("submit.sh"), /--dependency="afterany:/);
  assert.equal(text("shards.csv").trim().split("\n").length, 3);
});

test("wrong shards, numbers and configs are refused in one sentence", async (t) => {
  const folder = project(t);
  for (const [args, sentence] of [
    [
      ["shard", "queue.yaml", "--shard", "5/4"],
      /--shard takes a shard and their number, such as 3\/64, found "5\/4"/,
    ],
    [["shard", "queue.yaml", "--shard", "first"], /found "first"/],
    [["shard", "queue.yaml", "--shard", "0/4"], /found "0\/4"/],
    [["shard", "queue.yaml", "--shard", "1/4", "--jobs", "0"], /--jobs takes a whole number/],
    [["slurm", "queue.yaml", "--shards", "0"], /--shards takes a whole number, 1 or more, found 0/],
    [
      ["slurm", "queue.yaml", "--cpus", "1.5"],
      /--cpus takes a whole number, 1 or more, found 1\.5/,
    ],
    [["slurm", "nowhere.yaml"], /nowhere\.yaml/],
  ] as const) {
    const { status, stderr } = await harness(folder, ...args);
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, sentence);
  }
});

test("a job array of a real Slurm gives the same bytes", { skip: withoutSlurm }, async (t) => {
  const folder = project(t);
  const cluster = await startSlurm(folder);
  t.after(() => cluster.stop());
  const written = await harness(folder, "slurm", "queue.yaml", "--shards", "3");
  assert.equal(written.status, 0, written.stderr);
  execFileSync("bash", [join(folder, "slurm/queue/submit.sh")], { env: cluster.environment });
  await cluster.emptied();
  assert.match(
    readFileSync(join(folder, "slurm/queue/shard-2.log"), "utf8"),
    /shard 2 of 3: \d+ units/,
  );
  assert.match(readFileSync(join(folder, "slurm/queue/merge.log"), "utf8"), /Report: /);
  assert.deepEqual(recordsIn(join(folder, "results")), expected);
});
