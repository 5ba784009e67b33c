import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Queue } from "bullmq";
import { HarnessError } from "../../errors.ts";
import { experimentNamed } from "../../experiments/registry.ts";
import { harness, startHarness, temporaryFolder, writeInto } from "../../testing/cli.ts";
import { redisAddress } from "./connection.ts";
import { FileFinder, FileShelf } from "./files.ts";
import { keyOf, prefix, thisProgram } from "./protocol.ts";
import { queueProject } from "./testing/queue-project.ts";
import { startRedis, withoutRedis } from "./testing/redis-server.ts";

const skip = withoutRedis;

const addresses: readonly (readonly [string | undefined, RegExp])[] = [
  [undefined, /needs a Redis server, and none was named/],
  ["", /none was named/],
  ["localhost:6379", /no URL of the form redis:\/\//],
  ["http://localhost:6379", /no URL of the form redis:\/\//],
  ["redis://127.0.0.1:6379/first", /database is a number, found "first"/],
  ["redis://example.org:6379", /example\.org is another machine, and the address has no password/],
  ["rediss://10.0.0.7", /10\.0\.0\.7 is another machine, and the address has no password/],
];

test("addresses that are none, or that leave a server open, are refused in one sentence", () => {
  for (const [address, sentence] of addresses) {
    assert.throws(
      () => redisAddress(address),
      (error: unknown) =>
        error instanceof HarnessError && error.code === "usage" && sentence.test(error.message),
      String(address),
    );
  }
});

test("an address is taken apart, and its password is in no sentence", () => {
  const { options, shown } = redisAddress("rediss://user:p%40ss@example.org:7000/2");
  assert.equal(shown, "example.org:7000");
  assert.deepEqual(
    [options.host, options.port, options.db, options.username, options.password, options.tls],
    ["example.org", 7000, 2, "user", "p@ss", {}],
  );
  assert.equal(redisAddress("redis://[::1]").options.host, "::1");
});

test("a server that does not answer, or throws keys away, is refused by run, worker and status", {
  skip,
}, async (t) => {
  const folder = temporaryFolder(t);
  writeInto(
    folder,
    "c.yaml",
    "title: C\ndatasets: [Coffee]\nkernels: [{ kernel: rbf, grid: { alpha: 1 } }]\n",
  );
  const evicting = await startRedis(folder, ["--maxmemory-policy", "allkeys-lru"]);
  t.after(() => evicting.stop());
  for (const command of [["run", "c.yaml", "--executor", "queue"], ["worker"], ["status"]]) {
    const refused = await harness(folder, ...command, "--redis", evicting.url);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /throws keys away .*allkeys-lru\)\n {2}redis-cli config set/);
  }
  await evicting.stop();
  const gone = await harness(folder, "status", "--redis", evicting.url);
  assert.equal(gone.status, 2);
  assert.match(gone.stderr, /^the Redis server 127\.0\.0\.1:\d+ does not answer: .*ECONNREFUSED/);
});

test("a wrong password is refused without being told, the right one is taken", {
  skip,
}, async (t) => {
  const folder = temporaryFolder(t);
  const redis = await startRedis(folder, ["--requirepass", "secret-word"]);
  t.after(() => redis.stop());
  const wrong = await harness(
    folder,
    "status",
    "--redis",
    redis.url.replace("secret-word", "guess-word"),
  );
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /does not answer: .*(WRONGPASS|invalid)/);
  assert.doesNotMatch(wrong.stderr, /guess-word/);
  const right = await harness(folder, "status", "--redis", redis.url);
  assert.equal(right.status, 0, right.stderr);
  assert.match(right.stdout, /0 units wait, 0 under way, .*\n0 workers\nno run collects\n/);
});

test("a worker of another version refuses at once, and when such a unit comes", {
  skip,
}, async (t) => {
  const project = await queueProject(t);
  const { client, url } = project.redis;
  const other = { ...thisProgram, version: "9.9.9" };
  await client.set(keyOf("units", "program"), JSON.stringify(other));
  const first = await project.worker().finished;
  assert.equal(first.status, 2);
  assert.match(
    first.stderr,
    /^this worker is rntk-harness .* and the queue is of 9\.9\.9 \(numerics \d+\)\n/,
  );
  await client.del(keyOf("units", "program"));
  const queue = new Queue("units", { connection: redisAddress(url).options, prefix });
  t.after(() => queue.close());
  const unit = { experiment: "classification", unit: "search", payload: {}, seconds: 1 };
  await queue.add("unit", { ...unit, program: other }, { jobId: "other" });
  const second = await project.worker().finished;
  assert.equal(second.status, 2);
  assert.match(second.stderr, /the queue is of 9\.9\.9/);
  assert.equal(await (await queue.getJob("other"))?.isFailed(), false, "it waits for its version");
});

test("what is no unit fails alone, and nothing of it is run", { skip }, async (t) => {
  const project = await queueProject(t);
  const queue = new Queue("units", { connection: redisAddress(project.redis.url).options, prefix });
  t.after(() => queue.close());
  const unit = { program: thisProgram, experiment: "classification", unit: "test", seconds: 1 };
  const source = { kind: "files", train: "/etc/hostname", test: "/etc/hostname" };
  await queue.add("text", "rm -rf", { jobId: "text" });
  await queue.add("keys", { ...unit, payload: {}, code: "process.exit()" }, { jobId: "keys" });
  await queue.add("path", { ...unit, payload: { data: { source } } }, { jobId: "path" });
  await queue.add(
    "name",
    { ...unit, unit: "constructor", payload: { data: { source: {} } } },
    { jobId: "name" },
  );
  const worker = project.worker("--until-empty");
  const { status, stderr } = await worker.finished;
  assert.equal(status, 0, stderr);
  for (const id of ["text", "keys"]) {
    assert.equal(
      (await queue.getJob(id))?.failedReason,
      "it is no unit in the form of this version",
    );
  }
  const path = await queue.getJob("path");
  assert.deepEqual(path?.returnvalue, {
    status: "refused",
    code: "data",
    sentence: "a unit in the queue names a file by something else than its checksum",
  });
  assert.match(
    (await queue.getJob("name"))?.returnvalue?.sentence ?? "",
    /has no unit constructor/,
  );
});

test("a unit that fails for good fails its task, and the rest goes on", { skip }, async (t) => {
  const project = await queueProject(t);
  const { folder, redis } = project;
  writeInto(folder, "own_TRAIN.tsv", "1\t1e200\t1\n2\t1\t1\n1\t1e200\t2\n2\t2\t2\n");
  writeInto(folder, "own_TEST.tsv", "1\t1\t1\n2\t2\t1\n");
  writeInto(
    folder,
    "failing.yaml",
    `title: Failing
datasets:
  - { name: own, train: own_TRAIN.tsv, test: own_TEST.tsv }
  - { name: charts, generate: control-charts, trainSize: 12, testSize: 6, seed: 2 }
kernels:
  - { kernel: polynomial, grid: { degree: 3, offset: 1 } }
prepare: { scale: none }
selection: { folds: 2 }
`,
  );
  project.worker();
  const run = ["run", "failing.yaml", "--executor", "queue", "--redis", redis.url];
  const { status, stdout, stderr } = await harness(folder, ...run);
  assert.equal(status, 3);
  assert.match(stderr, /own \/ polynomial: the polynomial kernel of sequences 1 and 1 overflows/);
  assert.match(stdout, /own +Polynomial +failed: /);
  assert.match(stdout, /charts +Polynomial +\d+\.\d\d/);
  const record = JSON.parse(
    readFileSync(join(folder, "results/failing/own/polynomial.json"), "utf8"),
  );
  assert.equal(record.status, "failed");
});

test("files come from the own archive if their bytes are right, else through the queue, checked", {
  skip,
}, async (t) => {
  const folder = temporaryFolder(t);
  const redis = await startRedis(folder);
  t.after(() => redis.stop());
  const { client } = redis;
  const write = (place: string, text: string) => {
    mkdirSync(join(folder, place, "Own"), { recursive: true });
    writeFileSync(join(folder, place, "Own", "Own_TRAIN.tsv"), text);
    return join(folder, place, "Own", "Own_TRAIN.tsv");
  };
  const train = write("coordinator", "1\t2\t3\n");
  const experiment = experimentNamed("classification");
  const payload = { data: { source: { kind: "files", train, test: train } } };
  const portable = await new FileShelf(client, "units").portable(experiment, payload);
  assert.doesNotMatch(JSON.stringify(portable), /coordinator/);

  const notices: string[] = [];
  const finder = (archive: string | undefined, cache: string) =>
    new FileFinder(client, "units", archive, join(folder, cache), (text) => notices.push(text));
  const trainOf = (local: unknown) => (local as typeof payload).data.source.train;
  const same = write("same", "1\t2\t3\n");
  assert.equal(trainOf(await finder(join(folder, "same"), "a").local(experiment, portable)), same);
  assert.ok(!existsSync(join(folder, "a")), "nothing was fetched");

  write("other", "1\t2\t4\n");
  const fetched = trainOf(await finder(join(folder, "other"), "b").local(experiment, portable));
  assert.equal(readFileSync(fetched, "utf8"), "1\t2\t3\n");
  assert.deepEqual(notices, [
    "Own_TRAIN.tsv of this machine's archive is not the file that the run is about",
  ]);

  const [key] = await client.keys(keyOf("units", "file", "*"));
  await client.set(key!, gzipSync("1\t2\t5\n"));
  await assert.rejects(
    finder(undefined, "c").local(experiment, portable),
    /does not have its own checksum/,
  );
  await client.del(key!);
  await assert.rejects(
    finder(undefined, "d").local(experiment, portable),
    /neither on this machine nor in the queue/,
  );
  assert.equal(
    trainOf(await finder(undefined, "b").local(experiment, portable)),
    fetched,
    "it was kept",
  );
});

test("status and progress tell how a run stands; wrong flags are refused", { skip }, async (t) => {
  const project = await queueProject(t);
  const { folder, redis } = project;
  const run = project.run();
  const worker = project.worker();
  await project.underWay();
  const status = await harness(folder, "status", "--redis", redis.url, "--json");
  const found = JSON.parse(status.stdout);
  assert.deepEqual([found.workers, found.active, found.failed], [1, 1, []]);
  assert.match(found.run, /^(starts|queue: \d of 3 sets, )/);
  run.child.kill("SIGKILL");
  worker.child.kill("SIGTERM");
  const left = await worker.finished;
  assert.equal(left.status, 0, left.stderr);
  assert.match(left.stderr, /answered \d+ units?\n$/);
  for (const [flags, sentence] of [
    [
      ["run", "queue.yaml", "--executor", "queue", "--window", "0"],
      /--window takes a whole number of units/,
    ],
    [["run", "queue.yaml", "--executor", "cloud"], /executor/],
    [["worker", "--jobs", "0"], /--jobs takes a whole number of threads/],
    [["worker", "--lock", "0"], /--lock takes seconds, found 0/],
  ] as const) {
    const refused = await startHarness(folder, ...flags, "--redis", redis.url).finished;
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, sentence);
  }
});
