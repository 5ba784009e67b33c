import assert from "node:assert/strict";
import { test } from "node:test";
import { quantile } from "./quantile.ts";

test("quartiles of five values are the second, third and fourth, in any order", () => {
  const values = [50, 10, 40, 20, 30];
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 1].map((p) => quantile(values, p)),
    [10, 20, 30, 40, 50],
  );
});

test("between two values a quantile is linear, and of one value it is that value", () => {
  assert.equal(quantile([1, 3], 0.25), 1.5);
  assert.equal(quantile([7], 0.9), 7);
});
