import assert from "node:assert/strict";
import { test } from "node:test";
import { durationText, ProgressCount } from "./progress.ts";

const tasks = [
  { dataset: "Coffee", method: "rntk" },
  { dataset: "Coffee", method: "rbf" },
  { dataset: "Beef", method: "rntk" },
];

const computed = (seconds: number, kernels = 0) =>
  ({ seconds, kernels, origin: "computed" }) as const;

test("the line counts sets, tasks, work and kernels, and tells rate and time left", () => {
  const count = new ProgressCount(tasks, 100);
  assert.equal(count.line(0), "0 of 2 sets, 0 of 3 tasks, 0 %");
  count.unit(computed(10, 30));
  count.task("Coffee", "rbf");
  assert.equal(
    count.line(20),
    "0 of 2 sets, 1 of 3 tasks, 10 %, 30 kernels at 1.5 a second, about 3 min 00 s left, last Coffee / rbf",
  );
  count.unit(computed(40, 1170));
  count.task("Coffee", "rntk");
  assert.equal(
    count.line(60),
    "1 of 2 sets, 2 of 3 tasks, 50 %, 1200 kernels at 20 a second, about 1 min 00 s left, last Coffee / rntk",
  );
});

test("work of an earlier run counts as done, not as speed", () => {
  const count = new ProgressCount(tasks, 100);
  count.unit({ seconds: 80, kernels: 500, origin: "kept" });
  assert.equal(count.line(5), "0 of 2 sets, 0 of 3 tasks, 80 %");
  count.unit(computed(10, 20));
  assert.match(count.line(10), /, 90 %, 20 kernels at 2.0 a second, about 10 s left$/);
});

test("where no Grams are counted no rate is told, and more work than expected is no more than all", () => {
  const count = new ProgressCount(tasks, 10);
  count.unit(computed(25));
  assert.equal(count.line(50), "0 of 2 sets, 0 of 3 tasks, 100 %, about 0 s left");
  assert.equal(count.seconds, 10);
  assert.equal(new ProgressCount([], 0).line(10), "0 of 0 sets, 0 of 0 tasks, 0 %");
});

test("durations are told in the two largest units", () => {
  assert.deepEqual([12.4, 59.6, 200, 3900].map(durationText), [
    "12 s",
    "1 min 00 s",
    "3 min 20 s",
    "1 h 05 min",
  ]);
});
