import assert from "node:assert/strict";
import { test } from "node:test";
import type { Setting } from "../../kernels/kernel.ts";
import { sensitivityFrom, sumsOfPairs, totalOf } from "./measure.ts";

const relu: Setting = { nonlinearity: "relu", layers: 1, sigmaW: Math.SQRT2, sigmaU: 1 };

test("the sums of parts add up to those of the whole, and settings do not touch each other", () => {
  const erf = { ...relu, nonlinearity: "erf" };
  const both = sumsOfPairs([relu, erf], 5, 0, 6, "test");
  const parts = [sumsOfPairs([erf], 5, 0, 2, "test")[0]!, sumsOfPairs([erf], 5, 2, 6, "test")[0]!];
  const total = totalOf(parts);
  assert.ok(Math.abs(total.size - both[1]!.size) < 1e-12 * total.size);
  for (const [t, change] of total.change.entries()) {
    assert.ok(Math.abs(change - both[1]!.change[t]!) < 1e-12 * total.size);
  }
});

test("without input nothing depends on any step", () => {
  const deaf = { ...relu, sigmaU: 0, sigmaB: 1 };
  const [sums] = sumsOfPairs([deaf], 4, 0, 5, "test");
  const { sensitivity, errors } = sensitivityFrom(sums!, 5);
  assert.deepEqual(sensitivity, [0, 0, 0, 0]);
  assert.deepEqual(errors, [0, 0, 0, 0]);
});

test("a kernel that is 0 throughout has sensitivity 0, not NaN", () => {
  const dead = { ...relu, sigmaU: 0 };
  const [sums] = sumsOfPairs([dead], 3, 0, 2, "test");
  assert.deepEqual(sensitivityFrom(sums!, 2).sensitivity, [0, 0, 0]);
});

test("without recurrence only the last step counts", () => {
  const [sums] = sumsOfPairs([{ ...relu, sigmaW: 0 }], 4, 0, 20, "test");
  const { sensitivity } = sensitivityFrom(sums!, 20);
  assert.deepEqual(sensitivity.slice(0, 3), [0, 0, 0]);
  assert.ok(sensitivity[3]! > 0.1);
});

test("a ratio and its standard error follow from the pairs by hand", () => {
  // two pairs with |K| = 1, 3 and changes 1, 1: s = 1/2, residuals 1/2 and -1/2
  const sums = { size: 4, square: 10, change: [2], changeSquare: [2], product: [4] };
  const { sensitivity, errors } = sensitivityFrom(sums, 2);
  assert.deepEqual(sensitivity, [0.5]);
  assert.deepEqual(errors, [Math.sqrt(0.5 / 2) / 2]);
});

test("the ReLU at sigmaW = √2 hears the first step about as well as the last", () => {
  const [sums] = sumsOfPairs([relu], 30, 0, 200, "test");
  const { sensitivity } = sensitivityFrom(sums!, 200);
  const ratio = sensitivity[0]! / sensitivity[29]!;
  assert.ok(ratio > 0.4 && ratio < 2.5, `${ratio}`);
});
