import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { longestChain, type SimulatedTask, simulate } from "./simulate.ts";

const task = (...stages: number[][]): SimulatedTask => ({ stages });

test("one worker takes the sum of all, without ever waiting", () => {
  assert.deepEqual(simulate([task([1, 2], [3]), task([4])], 1), {
    ...{ workers: 1, seconds: 10, efficiency: 1 },
  });
});

test("two workers: the schedule worked out by hand", () => {
  // The longer task first: 4 and 3 start; at 3 the other task's 2 starts; at 4 its second stage waits for
  // nobody: 1 runs from 4 to 5, and the other task's 1 from 5 to 6.
  const found = simulate([task([2], [1]), task([4, 3], [1])], 2);
  assert.equal(found.seconds, 6);
  assert.equal(found.efficiency, 11 / 12);
});

test("a stage starts when the whole stage before has ended", () => {
  assert.equal(simulate([task([1, 5], [2, 2])], 8).seconds, 7);
  assert.equal(longestChain([task([1, 5], [2, 2]), task([6])]), 7);
});

test("idle workers take units as they come; of those that wait the longest goes first", () => {
  // 1 and 1 begin at once; then 3 beside 1
  assert.equal(simulate([task([1, 1, 1, 3])], 2).seconds, 4);
});

test("no more than two tasks a worker are open: a third one's long unit has to wait", () => {
  const tasks = [task([1, 1, 1, 1], [9]), task([6], [6]), task([11])];
  // one worker opens the first two; nothing is gained or lost with one
  assert.equal(simulate(tasks, 1).seconds, 36);
});

test("nothing to do takes no time", () => {
  assert.deepEqual(simulate([], 4), { workers: 4, seconds: 0, efficiency: 1 });
  assert.equal(simulate([task([], [])], 4).seconds, 0);
  assert.equal(longestChain([]), 0);
});

test("time lies between what work and chains leave and twice that, and more workers lose little", () => {
  const seconds = fc.integer({ min: 1, max: 50 });
  const stages = fc.array(fc.array(seconds, { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      fc.array(stages, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      (all, workers) => {
        const tasks = all.map((one) => task(...one));
        const total = all.flat(2).reduce((sum, one) => sum + one, 0);
        const found = simulate(tasks, workers).seconds;
        const floor = Math.max(total / workers, longestChain(tasks));
        assert.ok(found >= floor - 1e-9);
        assert.ok(found <= total);
      },
    ),
  );
});
