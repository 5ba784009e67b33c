import assert from "node:assert/strict";
import { test } from "node:test";
import { notFinitePath } from "./not-finite.ts";

test("a number that JSON does not have is found by its path", () => {
  assert.equal(notFinitePath(Number.NaN), "");
  assert.equal(notFinitePath([1, Number.POSITIVE_INFINITY]), "[1]");
  assert.equal(notFinitePath([{ fit: {}, scores: [[0], [1, -Infinity]] }]), "[0].scores[1][1]");
});

test("plain values without one are passed", () => {
  for (const value of [0, -1e308, "NaN", null, true, undefined, [], {}, [{ a: [1, "x", null] }]]) {
    assert.equal(notFinitePath(value), undefined);
  }
});
