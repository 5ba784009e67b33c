import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { keyOf } from "./protocol.ts";
import { expectedRecords, queueProject } from "./testing/queue-project.ts";
import { withoutRedis } from "./testing/redis-server.ts";

const skip = withoutRedis;
let expected: Record<string, string> = {};

before(async () => {
  if (!skip) expected = await expectedRecords();
});

/** Longer than the lock of the workers in these tests. */
const beyondLock = 6000;

test("two workers give the bytes of a run without a queue, and leave nothing behind", {
  skip,
}, async (t) => {
  const project = await queueProject(t);
  const run = project.run();
  project.worker();
  project.worker();
  const { status, stderr } = await run.finished;
  assert.equal(status, 0, stderr);
  assert.deepEqual(project.records(), expected);
  const { client } = project.redis;
  const left = await Promise.all(
    ["wait", "active"].map((list) => client.llen(keyOf("units", list))),
  );
  assert.deepEqual(left, [0, 0]);
  assert.equal(await client.zcard(keyOf("units", "completed")), 0);
});

test("a worker killed in the middle of a unit costs time alone", { skip }, async (t) => {
  const project = await queueProject(t);
  const run = project.run();
  const first = project.worker();
  await project.underWay();
  first.child.kill("SIGKILL");
  await first.finished;
  project.worker();
  const { status, stderr } = await run.finished;
  assert.equal(status, 0, stderr);
  assert.deepEqual(project.records(), expected);
});

test("a coordinator that is killed goes on where it was when it is started again", {
  skip,
}, async (t) => {
  const project = await queueProject(t);
  const first = project.run();
  project.worker();
  await project.underWay();
  first.child.kill("SIGKILL");
  await first.finished;
  const { status, stderr } = await project.run().finished;
  assert.equal(status, 0, stderr);
  assert.deepEqual(project.records(), expected);
});

test("Redis killed and started again loses nothing", { skip }, async (t) => {
  const project = await queueProject(t);
  const run = project.run();
  project.worker();
  await project.underWay();
  await project.redis.kill();
  await setTimeout(500);
  await project.redis.start();
  const { status, stderr } = await run.finished;
  assert.equal(status, 0, stderr);
  assert.deepEqual(project.records(), expected);
});

test("a worker that is silent for longer than its lock: another one is handed its unit, both answer, the records have it once", {
  skip,
}, async (t) => {
  const project = await queueProject(t);
  const run = project.run();
  const silent = project.worker();
  await project.underWay();
  silent.child.kill("SIGSTOP");
  project.worker();
  await setTimeout(beyondLock);
  silent.child.kill("SIGCONT");
  const { status, stderr } = await run.finished;
  assert.equal(status, 0, stderr);
  assert.deepEqual(project.records(), expected);
  assert.equal(silent.child.exitCode, null, "the silent worker goes on");
});
