import assert from "node:assert/strict";
import { readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";

const set = (name: string, seed: number) =>
  `  - { name: ${name}, generate: cylinder-bell-funnel, trainSize: 12, testSize: 20, length: 16, seed: ${seed} }`;

const base = `title: Base
datasets:
${set("bells", 1)}
${set("other", 2)}
kernels:
  - { kernel: rbf, grid: { alpha: [0.1, 1] } }
  - { kernel: polynomial, label: Powers, grid: { degree: [1, 2] } }
selection: { folds: 4 }
`;

const own = `title: Own
beside: [base.yaml]
datasets:
${set("bells", 1)}
kernels:
  - { kernel: rbf, grid: { alpha: [5, 7] } }
selection: { folds: 3 }
`;

function folderOf(t: TestContext): string {
  const folder = temporaryFolder(t);
  writeInto(folder, "base.yaml", base);
  writeInto(folder, "own.yaml", own);
  return folder;
}

test("a report shows the methods of another config beside its own, on its own data sets", async (t) => {
  const folder = folderOf(t);
  assert.equal((await harness(folder, "run", "base.yaml", "--jobs", "1")).status, 0);
  const run = await harness(folder, "run", "own.yaml", "--jobs", "1");
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /^bells +RBF .*\n +Powers /m);
  assert.doesNotMatch(run.stdout, /other/);
  const csv = readFileSync(join(folder, "reports/own/tables/accuracy.csv"), "utf8");
  const result = JSON.parse(readFileSync(join(folder, "results/own/bells/rbf.json"), "utf8"));
  const [first] = result.result.selections;
  // its own RBF kernel, not the other config's
  assert.ok([5, 7].includes(result.result.grid[0].values[Math.floor(first.chosen / 5)]));
  assert.match(csv, new RegExp(`^bells,${first.test.correct * 5},.*$`, "m"));
  const page = readFileSync(join(folder, "reports/own/index.html"), "utf8");
  assert.match(page, /<dt>Beside it<\/dt><dd><code>base\.yaml<\/code>: Powers<\/dd>/);
  assert.match(page, /harness run base\.yaml\n/);
  const note = /The methods of base\.yaml have selection\.folds 4 \(here 3\)\./;
  assert.match(page, note);
  assert.match(run.stdout, note);
});

test("files of data sets that stand in the other config alone are not read", async (t) => {
  const folder = folderOf(t);
  // Empty, and larger than could be read in time.
  truncateSync(writeInto(folder, "vast.tsv", ""), 2 ** 40);
  const vast = "  - { name: vast, train: vast.tsv, test: vast.tsv }\n";
  writeInto(folder, "base.yaml", base.replace("kernels:", `${vast}kernels:`));
  const run = await harness(folder, "run", "own.yaml", "--jobs", "1");
  assert.equal(run.status, 0, run.stderr);
});

test("other data of the same name do not stand beside, and it is said", async (t) => {
  const folder = folderOf(t);
  writeInto(folder, "base.yaml", base.replace("seed: 1", "seed: 7"));
  assert.equal((await harness(folder, "run", "base.yaml", "--jobs", "1")).status, 0);
  const run = await harness(folder, "run", "own.yaml", "--jobs", "1");
  assert.doesNotMatch(run.stdout, /Powers/);
  assert.match(run.stdout, /^Left out, as base\.yaml has other data of the same name: bells\.$/m);
});

test("what stands beside is no task: without its records the report is whole, and verify does not compute it", async (t) => {
  const folder = folderOf(t);
  const run = await harness(folder, "run", "own.yaml", "--jobs", "1");
  assert.equal(run.status, 0, run.stderr);
  assert.doesNotMatch(run.stdout, /Powers/);
  const page = readFileSync(join(folder, "reports/own/index.html"), "utf8");
  assert.match(page, /<code>base\.yaml<\/code>: no record yet/);
  const note = /Of base\.yaml 1 result is missing or stale: npx tsx harness run base\.yaml/;
  assert.match(page, note);
  assert.match(run.stdout, note);
  const plan = await harness(folder, "plan", "own.yaml");
  assert.match(plan.stdout, /^1 tasks: 1 done, 0 to compute/m);
});

test("a config beside that is not there, or of another experiment, is refused before anything is computed", async (t) => {
  const folder = folderOf(t);
  writeInto(folder, "waves.yaml", "title: Waves\nexperiment: sensitivity\n");
  for (const [name, message] of [
    ["nowhere.yaml", /own\.yaml:\d+:\d+: `beside` names nowhere\.yaml, which is not there/],
    [
      "waves.yaml",
      /own\.yaml:\d+:\d+: `beside` names waves\.yaml, a config of the experiment sensitivity, not of classification/,
    ],
    ["own.yaml", /own\.yaml:\d+:\d+: `beside` names the config itself/],
  ] as const) {
    writeInto(folder, "own.yaml", own.replace("base.yaml", name));
    const { status, stderr } = await harness(folder, "run", "own.yaml", "--jobs", "1");
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
});
