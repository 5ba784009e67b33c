import assert from "node:assert/strict";
import { test } from "node:test";
import { exp, tanh } from "../../../math/elementary.ts";
import { exp32, float32 } from "./float32.ts";

/** Units in the last place of float32; what is found is 0.97, 1.3 and 2.5. */
const tolerances = { exp: 1, tanh: 1.5, sigmoid: 3 };

const pairs = {
  exp: { found: exp32, exact: exp, from: -87, to: 88 },
  tanh: { found: float32.tanh, exact: tanh, from: -10, to: 10 },
  sigmoid: { found: float32.sigmoid, exact: (x: number) => 1 / (1 + exp(-x)), from: -87, to: 30 },
};

function unitInTheLastPlace(value: number): number {
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), -126) - 23);
}

for (const [name, { found, exact, from, to }] of Object.entries(pairs))
  test(`${name} of 32 bits is within ${tolerances[name as keyof typeof pairs]} ulp, near 0 and far from it`, () => {
    const points = 20_000;
    for (let k = 0; k <= points; k++) {
      for (const x of [from + ((to - from) * k) / points, (2 * k) / points - 1].map(Math.fround)) {
        const expected = exact(x);
        const off = Math.abs(found(x) - expected) / (unitInTheLastPlace(expected) || 1);
        assert.ok(off <= tolerances[name as keyof typeof pairs], `${name}(${x}): ${off} ulp`);
      }
    }
  });

test("functions of 32 bits have their limits far out, and NaN of NaN", () => {
  const { sigmoid } = float32;
  assert.equal(float32.tanh(Number.POSITIVE_INFINITY), 1);
  assert.equal(float32.tanh(-1e30), -1);
  assert.equal(sigmoid(Number.POSITIVE_INFINITY), 1);
  assert.ok(sigmoid(Number.NEGATIVE_INFINITY) < 1e-38);
  assert.equal(sigmoid(0), 0.5);
  assert.equal(float32.tanh(0), 0);
  for (const compute of [sigmoid, float32.tanh, exp32])
    assert.ok(Number.isNaN(compute(Number.NaN)));
});

test("every result has 32 bits", () => {
  for (let x = -9; x < 9; x += 0.37)
    for (const value of [exp32(Math.fround(x)), float32.tanh(Math.fround(x))])
      assert.equal(value, Math.fround(value));
});
