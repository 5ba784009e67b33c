import assert from "node:assert/strict";
import { test } from "node:test";
import { durationText, type ExpectedTask, type FinishedUnit, ProgressCount } from "./progress.ts";

const expected = (dataset: string, method: string, seconds: number): ExpectedTask => ({
  dataset,
  method,
  seconds,
});

const tasks = [
  expected("Coffee", "rntk", 50),
  expected("Coffee", "rbf", 10),
  expected("Beef", "rntk", 40),
];
const [coffeeRntk, coffeeRbf, beef] = tasks as [ExpectedTask, ExpectedTask, ExpectedTask];

const computed = (task: ExpectedTask, seconds: number, kernels = 0): FinishedUnit => ({
  ...task,
  seconds,
  kernels,
  origin: "computed",
});

test("the line counts sets, tasks, work and kernels, tells rate and time left, and names the task it is at", () => {
  const count = new ProgressCount(tasks);
  assert.equal(count.line(0), "0 of 2 sets, 0 of 3 tasks, 0 %");
  count.unit(computed(coffeeRbf, 10, 30));
  count.task(coffeeRbf);
  assert.equal(
    count.line(20),
    "0 of 2 sets, 1 of 3 tasks, 10 %, 30 kernels at 1.5 a second, about 3 min 00 s left, at Coffee / rbf",
  );
  count.unit(computed(coffeeRntk, 40, 1170));
  assert.equal(
    count.line(60),
    "0 of 2 sets, 1 of 3 tasks, 50 %, 1200 kernels at 20 a second, about 1 min 00 s left, at Coffee / rntk",
  );
});

test("work of an earlier run counts as done, not as speed", () => {
  const count = new ProgressCount(tasks);
  count.unit({ ...computed(coffeeRntk, 40, 500), origin: "kept" });
  assert.equal(count.line(5), "0 of 2 sets, 0 of 3 tasks, 40 %, at Coffee / rntk");
  count.unit(computed(beef, 10, 20));
  assert.match(
    count.line(10),
    / 50 %, 20 kernels at 2.0 a second, about 50 s left, at Beef \/ rntk$/,
  );
});

test("a task of more work than expected counts as one, and one of less as whole when it ends", () => {
  const count = new ProgressCount(tasks);
  count.unit(computed(beef, 90));
  assert.equal(count.done, 40);
  count.task(beef);
  assert.match(count.line(50), /^1 of 2 sets, 1 of 3 tasks, 40 %, about 1 min 15 s left/);
  count.task(coffeeRbf);
  assert.match(count.line(50), /, 2 of 3 tasks, 50 %, /);
});

test("while a task is open the line is below 100 %, and tells no time left where nothing is known of it", () => {
  const count = new ProgressCount([beef]);
  count.unit(computed(beef, 40));
  assert.equal(count.line(50), "0 of 1 sets, 0 of 1 tasks, 99 %, at Beef / rntk");
  count.task(beef);
  assert.equal(count.line(60), "1 of 1 sets, 1 of 1 tasks, 100 %, about 0 s left, at Beef / rntk");
  assert.equal(new ProgressCount([]).line(10), "0 of 0 sets, 0 of 0 tasks, 100 %");
});

test("durations are told in the two largest units", () => {
  assert.deepEqual([12.4, 59.6, 200, 3900].map(durationText), [
    "12 s",
    "1 min 00 s",
    "3 min 20 s",
    "1 h 05 min",
  ]);
});
