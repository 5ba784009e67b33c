import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { holm } from "./holm.ts";

test("four p-values that one can adjust by hand", () => {
  assert.deepEqual(holm([0.25, 0.0625, 0.125, 0.5]), [0.5, 0.25, 0.375, 0.5]);
  assert.deepEqual(holm([0.75, 0.875]), [1, 1]);
  assert.deepEqual(holm([0.03]), [0.03]);
  assert.deepEqual(holm([]), []);
});

test("adjusted values keep the order, are no smaller, and lie below Bonferroni's", () => {
  const p = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(p, { minLength: 2, maxLength: 20 }), (ps) => {
      const adjusted = holm(ps);
      for (const [i, value] of adjusted.entries()) {
        assert.ok(value >= ps[i]! && value <= Math.min(1, ps.length * ps[i]!));
        for (const [j, other] of adjusted.entries()) {
          if (ps[i]! < ps[j]!) assert.ok(value <= other);
        }
      }
    }),
  );
});

test("what is no probability is refused", () => {
  for (const wrong of [Number.NaN, -0.1, 1.1]) {
    assert.throws(() => holm([0.5, wrong]), /Holm's procedure got the p-value .*, expected 0 to 1/);
  }
});
