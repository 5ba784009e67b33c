import assert from "node:assert/strict";
import { test } from "node:test";
import golden from "./fixtures/golden.json" with { type: "json" };
import { criticalDifference } from "./nemenyi.ts";

/** The divisor's inverse for n = 1: CD of one data set divided by q. */
function quantile(methods: number, alpha: number): number {
  return criticalDifference(methods, 1, alpha) / Math.sqrt((methods * (methods + 1)) / 6);
}

test("Demšar's example: four methods on 14 data sets differ from 1.25 on, at .10 from 1.12 on", () => {
  assert.ok(Math.abs(criticalDifference(4, 14, 0.05) - 1.25) < 0.005);
  assert.ok(Math.abs(criticalDifference(4, 14, 0.1) - 1.12) < 0.005);
});

test("Demšar's table 5a of critical values comes out to its last digit", () => {
  const table = {
    0.05: [1.96, 2.343, 2.569, 2.728, 2.85, 2.949, 3.031, 3.102, 3.164],
    0.1: [1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.78, 2.855, 2.92],
  };
  for (const [alpha, values] of Object.entries(table)) {
    for (const [i, value] of values.entries()) {
      const found = quantile(i + 2, Number(alpha));
      // the table is partly rounded and partly cut off
      assert.ok(Math.abs(found - value) < 0.001, `${i + 2} methods at ${alpha}: ${found}`);
    }
  }
});

test("the studentized range is scipy's", () => {
  for (const { methods, alpha, q } of golden.studentizedRange) {
    assert.ok(Math.abs(quantile(methods, alpha) * Math.SQRT2 - q) < 1e-6 * q, String(methods));
  }
});

test("one method, no data set and a level outside (0, 1) are refused", () => {
  assert.throws(() => criticalDifference(1, 14, 0.05), /at least 2 methods on 1 data set, found 1/);
  assert.throws(() => criticalDifference(Number.NaN, 14, 0.05), /found NaN on 14/);
  assert.throws(() => criticalDifference(4, 0, 0.05), /found 4 on 0/);
  for (const alpha of [0, 1, 5, Number.NaN]) {
    assert.throws(() => criticalDifference(4, 14, alpha), /expected 0 < alpha < 1/);
  }
});
