import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { recordsIn } from "../run/queue/testing/queue-project.ts";
import { harness, startHarness, temporaryFolder, writeInto } from "../testing/cli.ts";

const small = `title: Small
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 12, testSize: 20, length: 32, seed: 1 }
  - { name: charts, generate: control-charts, trainSize: 18, testSize: 18, seed: 2 }
kernels:
  - kernel: rntk
    grid: { sigmaW: [1.34, sqrt(2)], sigmaB: [0, 0.1] }
  - kernel: rbf
    grid: { alpha: [0.1, 1, 10] }
selection: { folds: 4 }
`;

test("a run prints the table, names its report and leaves records, figures and tables", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  const { status, stdout, stderr } = await harness(folder, "run", config, "--jobs", "1");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /bells +RNTK +\d+\.\d\d/);
  assert.match(stdout, /Report: reports\/small\/index\.html/);
  assert.deepEqual(Object.keys(recordsIn(join(folder, "results/small"))), [
    "bells/rbf.json",
    "bells/rntk.json",
    "charts/rbf.json",
    "charts/rntk.json",
  ]);
  const page = readFileSync(join(folder, "reports/small/index.html"), "utf8");
  assert.match(page, /bells/);
  for (const name of ["tables/accuracy.csv", "figures/accuracy.svg", "figures/accuracy.png"]) {
    assert.ok(statSync(join(folder, "reports/small", name)).size > 20, name);
  }
});

test("--only reads no file of another data set", async (t) => {
  const folder = temporaryFolder(t);
  // Empty, and larger than could be read in time.
  truncateSync(writeInto(folder, "vast.tsv", ""), 2 ** 40);
  const own = "  - { name: vast, train: vast.tsv, test: vast.tsv }\n";
  const config = writeInto(folder, "small.yaml", small.replace("kernels:", `${own}kernels:`));
  const only = ["--only", "dataset=bells,method=rbf"];
  const { status, stderr } = await harness(folder, "run", config, ...only, "--jobs", "1");
  assert.equal(status, 0, stderr);
  assert.deepEqual(Object.keys(recordsIn(join(folder, "results/small"))), ["bells/rbf.json"]);
});

test("records are the same bytes with 1, 2 and 4 workers", async (t) => {
  const outcomes = await Promise.all(
    [1, 2, 4].map(async (jobs) => {
      const folder = temporaryFolder(t);
      const config = writeInto(folder, "small.yaml", small);
      const { status, stderr } = await harness(folder, "run", config, "--jobs", `${jobs}`);
      assert.equal(status, 0, stderr);
      return recordsIn(join(folder, "results"));
    }),
  );
  assert.deepEqual(outcomes[1], outcomes[0]);
  assert.deepEqual(outcomes[2], outcomes[0]);
});

test("a second run computes nothing, one with --force everything, with the same bytes", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  await harness(folder, "run", config, "--jobs", "1");
  const first = recordsIn(join(folder, "results"));
  const again = await harness(folder, "run", config, "--jobs", "1", "--json");
  const ends = (JSON.parse(again.stdout) as { tasks: { status: string }[] }).tasks;
  assert.deepEqual(
    ends.map(({ status }) => status),
    ["kept", "kept", "kept", "kept"],
  );
  const forced = await harness(folder, "run", config, "--jobs", "1", "--json", "--force");
  const done = (JSON.parse(forced.stdout) as { tasks: { status: string }[] }).tasks;
  assert.deepEqual(new Set(done.map(({ status }) => status)), new Set(["done"]));
  assert.deepEqual(recordsIn(join(folder, "results")), first);
});

test("another grid makes the records of that kernel stale, and plan says why", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  await harness(folder, "run", config, "--jobs", "1");
  writeInto(folder, "small.yaml", small.replace("[0.1, 1, 10]", "[0.1, 1, 20]"));
  const { stdout, status } = await harness(folder, "plan", config);
  assert.equal(status, 0);
  assert.match(stdout, /4 tasks: 2 done, 2 to compute \(2 stale\)/);
  assert.match(stdout, /stale: bells \/ rbf because method\.grid\[0\]\.values\[2\]: 10 → 20\n/);
});

test("--only keeps to the named tasks, and a name that the config does not have is refused", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  const only = await harness(folder, "run", config, "--only", "dataset=bells,kernel=rbf");
  assert.equal(only.status, 0, only.stderr);
  assert.deepEqual(Object.keys(recordsIn(join(folder, "results/small"))), ["bells/rbf.json"]);
  assert.match(
    only.stdout,
    /It is of what --only names; of the whole config: .* report .*small\.yaml/,
  );
  const wrong = await harness(folder, "run", config, "--only", "dataset=bels");
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /names the dataset "bels".*did you mean "bells"/);
  const field = await harness(folder, "run", config, "--only", "dataste=bells");
  assert.equal(field.status, 2);
  assert.match(
    field.stderr,
    /--only knows dataset and method, found "dataste"; did you mean "dataset"/,
  );
});

test("own files that are missing or broken are told once, all together, before anything is computed", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "good.tsv", "1\t0\t1\t2\n1\t0\t1\t3\n2\t5\t1\t0\n2\t6\t1\t0\n");
  writeInto(folder, "ragged.tsv", "1\t0\t1\t2\n1\t0\t1\n2\t5\t1\t0\n2\t6\t1\t0\n");
  writeInto(folder, "hole.tsv", "1\t0\tNaN\t2\n1\t0\t1\t1\n2\t5\t1\t0\n2\t6\t1\t0\n");
  writeInto(folder, "word.tsv", "1\t0\tx\t2\n1\t0\t1\t1\n2\t5\t1\t0\n2\t6\t1\t0\n");
  writeInto(folder, "short.tsv", "1\t0\t1\n1\t0\t2\n2\t5\t1\n2\t6\t1\n");
  const names = ["good", "ragged", "hole", "word", "absent", "short"];
  const own = names.map((name) => `  - { name: ${name}, train: ${name}.tsv, test: good.tsv }\n`);
  const config = writeInto(
    folder,
    "own.yaml",
    `title: Own
datasets:
${own.join("")}kernels:
  - { kernel: rbf, grid: { alpha: [0.1, 1] } }
  - { kernel: polynomial, grid: { degree: 1 } }
selection: { folds: 2 }
`,
  );
  const { status, stdout, stderr } = await harness(folder, "run", config, "--jobs", "1");
  assert.equal(status, 2, stderr);
  assert.equal(stdout, "");
  assert.deepEqual(stderr.trimEnd().split("\n"), [
    "ragged.tsv:2: the row has 3 columns, line 1 has 4",
    "  shorter series end in empty fields or NaN, or the data set says `lengths: vary`",
    "hole.tsv:1: the series has no value at step 2",
    "  the config's key `prepare.missing` can say interpolate",
    'word.tsv:1:5: the value "x" is no number',
    "  the data set's keys say what a column is: `label` (first, last, or a name), `header: true` (the first line names the columns), `ignore` (names of columns to leave out)",
    "absent: there is no file absent.tsv",
    "  correct the key `train` of the data set (paths start at the config's folder)",
    "short: the training series have 2 steps, the test series 3",
    "  the config's key `prepare.length` can say pad or resample",
  ]);
  assert.equal(existsSync(join(folder, "results")), false);
  const only = await harness(folder, "run", config, "--only", "dataset=good", "--jobs", "1");
  assert.equal(only.status, 0, only.stderr);
  assert.match(only.stdout, /good +RBF +100\.00/);
});

test("2 training cases, a class of one and fewer cases than folds are handled and stated", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "two.tsv", "1\t0\t1\t2\n2\t5\t1\t0\n");
  writeInto(folder, "lone.tsv", "1\t0\t1\t2\n1\t0\t1\t3\n1\t0\t2\t3\n2\t6\t1\t0\n");
  writeInto(folder, "one.tsv", "1\t0\t1\t2\n");
  const config = writeInto(
    folder,
    "few.yaml",
    `title: Few
datasets:
  - { name: two, train: two.tsv, test: two.tsv }
  - { name: lone, train: lone.tsv, test: lone.tsv }
  - { name: one, train: one.tsv, test: one.tsv }
kernels:
  - { kernel: rbf, grid: { alpha: 1 } }
`,
  );
  const { status, stderr } = await harness(folder, "run", config, "--jobs", "1");
  assert.equal(status, 3);
  assert.match(stderr, /one \/ rbf: .*at least 2 training cases, found 1/);
  const notes = (name: string) => {
    const text = readFileSync(join(folder, "results/few", name, "rbf.json"), "utf8");
    const record = JSON.parse(text) as { result: { selections: { notes: string[] }[] } };
    return record.result.selections[0]!.notes.join(" ");
  };
  assert.match(notes("two"), /2 folds/);
  assert.match(notes("two"), /predicted throughout/);
  assert.match(notes("lone"), /4 folds/);
  assert.doesNotMatch(stderr, /two|lone/);
});

test("killed in the middle and started again, a run ends with the same bytes", async (t) => {
  const large = small
    .replace("[1.34, sqrt(2)]", "[1.34, 1.36, 1.38, 1.4, 1.42, sqrt(2)]")
    .replaceAll(/trainSize: \d+/g, "trainSize: 60");
  const straight = temporaryFolder(t);
  await harness(straight, "run", writeInto(straight, "small.yaml", large), "--jobs", "2");
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", large);
  for (const signal of ["SIGKILL", "SIGINT"] as const) {
    const { child, finished } = startHarness(folder, "run", config, "--jobs", "2");
    while (!existsSync(join(folder, "results")) && child.exitCode === null) await setTimeout(20);
    await setTimeout(50);
    child.kill(signal);
    await finished;
  }
  for (const text of Object.values(
    existsSync(join(folder, "results")) ? recordsIn(join(folder, "results")) : {},
  )) {
    assert.doesNotThrow(() => JSON.parse(text));
  }
  const { status, stderr } = await harness(folder, "run", config, "--jobs", "2");
  assert.equal(status, 0, stderr);
  assert.deepEqual(recordsIn(join(folder, "results")), recordsIn(join(straight, "results")));
  const left = readdirSync(join(folder, "results"), { recursive: true, encoding: "utf8" });
  assert.deepEqual(
    left.filter((name) => /partial/.test(name)),
    [],
  );
});

test("a journal that a killed run left beside a whole record goes with the next run", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  await harness(folder, "run", config, "--jobs", "1");
  const journal = join(folder, "results/small/charts/rntk.partial.jsonl");
  writeInto(folder, "results/small/charts/rntk.partial.jsonl", "{}\n");
  const { status, stderr } = await harness(folder, "run", config, "--jobs", "1");
  assert.equal(status, 0, stderr);
  assert.equal(existsSync(journal), false);
});

test("a wrong flag, a wrong command, a wrong budget and a wrong number of jobs exit with 2", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  const archived = writeInto(
    folder,
    "archived.yaml",
    small.replace(/ {2}- \{ name: bells.*/, "  - Coffee"),
  );
  const cases: [string[], RegExp][] = [
    [["rum", config], /there is no command "rum"; did you mean "run"\?/],
    [["run"], /Not enough non-option arguments/],
    [["run", config, "--job", "2"], /job/],
    [
      ["run", config, "--budget", "soon"],
      /--budget takes a time such as 90s, 10m or 2h, found "soon"/,
    ],
    [["run", config, "--jobs", "0"], /--jobs takes a whole number of workers, 1 or more, found 0/],
    [["run", config, "--quick"], /--quick is for configs with a key `quick`/],
    [["run", "nowhere.yaml"], /cannot read the config nowhere\.yaml: there is no such file/],
    [["run", archived, "--archive", "nowhere"], /nowhere does not exist/],
  ];
  for (const [args, sentence] of cases) {
    const { status, stderr, stdout } = await harness(folder, ...args);
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, sentence);
    assert.equal(stdout, "");
  }
});

test("a used-up budget starts nothing more, and the next run goes on", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "small.yaml", small);
  const { status, stdout } = await harness(folder, "run", config, "--budget", "0s", "--json");
  assert.equal(status, 0);
  const { tasks } = JSON.parse(stdout) as { tasks: { status: string }[] };
  assert.deepEqual(new Set(tasks.map((task) => task.status)), new Set(["not started"]));
  const { status: after } = await harness(folder, "run", config);
  assert.equal(after, 0);
  assert.equal(Object.keys(recordsIn(join(folder, "results"))).length, 4);
});
