import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import golden from "./fixtures/golden.json" with { type: "json" };
import { wilcoxon } from "./wilcoxon.ts";

test("statistic and p are scipy's: exact for few differences, normal for many or with ties", () => {
  for (const [name, expected] of Object.entries(golden.wilcoxon)) {
    const found = wilcoxon(expected.differences);
    assert.equal(found.method, name.split(",")[0], name);
    assert.equal(found.statistic, expected.statistic, name);
    assert.ok(Math.abs(found.p - expected.p) < 1e-9, `${name}: ${found.p}, ${expected.p}`);
  }
});

test("Demšar's example: C4.5 against C4.5+m has the rank sum 12, less what the two zeros add to it", () => {
  const table = golden.friedman.demsar.table;
  const found = wilcoxon(table.map((row) => 100 * (row[1]! - row[0]!)));
  assert.equal(found.nonzero, 12);
  // he ranks the zeros too (each rank 2 higher, two negative differences) and halves their own 1.5 + 1.5
  assert.equal(found.statistic, 12 - 2 * 2 - 1.5);
});

test("the smallest p of n untied differences is 2 / 2^n", () => {
  for (const n of [1, 2, 5, 10]) {
    const differences = Array.from({ length: n }, (_, i) => i + 1);
    assert.equal(wilcoxon(differences).p, Math.min(1, 2 / 2 ** n));
  }
});

test("differences that are all 0 are no evidence", () => {
  assert.deepEqual(wilcoxon([0, 0, -0]), { method: "all-zero", nonzero: 0, statistic: 0, p: 1 });
});

test("differences that agree but for the last bit are ties", () => {
  assert.equal(wilcoxon([0.3, 0.1 + 0.2, 1]).method, "normal");
  assert.equal(wilcoxon([1e-14, 1, 2]).nonzero, 2);
});

test("no differences, and differences that are not finite, are refused", () => {
  assert.throws(() => wilcoxon([]), /at least 1 difference, found none/);
  assert.throws(() => wilcoxon([1, Number.NaN]), /cannot rank a difference of NaN/);
  assert.throws(() => wilcoxon([Number.POSITIVE_INFINITY]), /cannot rank a difference of Infinity/);
});

test("p is a probability and does not depend on sign or order", () => {
  const difference = fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10);
  fc.assert(
    fc.property(fc.array(difference, { minLength: 1, maxLength: 70 }), (differences) => {
      const found = wilcoxon(differences);
      assert.ok(found.p >= 0 && found.p <= 1);
      assert.deepEqual(wilcoxon(differences.map((d) => -d).toReversed()), found);
    }),
  );
});
