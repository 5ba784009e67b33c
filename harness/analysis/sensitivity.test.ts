import assert from "node:assert/strict";
import { test } from "node:test";
import { curveOf } from "./sensitivity.ts";

const zeros = new Array<number>(9).fill(0);

test("equal steps are even, and all of them are heard", () => {
  const { evenness, firstThird, lastThird, hearing } = curveOf(1, new Array(9).fill(0.2), zeros);
  assert.ok(Math.abs(evenness - 1) < 1e-12);
  assert.ok(Math.abs(firstThird - 1 / 3) < 1e-12 && Math.abs(lastThird - 1 / 3) < 1e-12);
  assert.equal(hearing, "all steps");
});

test("one step with all the weight has the evenness 1/T and names its end", () => {
  const first = curveOf(1, [1, ...zeros.slice(1)], zeros);
  assert.ok(Math.abs(first.evenness - 1 / 9) < 1e-12);
  assert.equal(first.hearing, "the first steps");
  assert.equal(curveOf(1, [...zeros.slice(1), 1], zeros).hearing, "the last steps");
  assert.equal(curveOf(1, [0, 0, 0, 0, 1, 0, 0, 0, 0], zeros).hearing, "some steps");
});

test("a kernel that hears nothing has fractions of 0, not NaN", () => {
  const { evenness, firstThird, lastThird } = curveOf(1, zeros, zeros);
  assert.deepEqual([evenness, firstThird, lastThird], [0, 0, 0]);
});
