import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { acos, angleOfVersine, asin, cos, exp, log, power, sin, tanh } from "./elementary.ts";
import { erf } from "./error-function.ts";
import exact from "./fixtures/elementary.json" with { type: "json" };

const functions = { exp, log, acos, asin, angleOfVersine, sin, cos, erf, tanh };

/**
 * Every fixture is the float64 nearest to the exact value: one unit in the last place off is allowed. tanh is a
 * quotient of rounded numbers, up to 2.1 off.
 */
const toleranceInUlps = (name: string) => (name === "tanh" ? 3 : 1);

/** Number of float64 values between a and b. */
function ulpsBetween(a: number, b: number): number {
  const order = (x: number) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, x);
    const bits = view.getBigInt64(0);
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  };
  const distance = order(a) - order(b);
  return Number(distance < 0n ? -distance : distance);
}

for (const [name, compute] of Object.entries(functions))
  test(`${name} is within ${toleranceInUlps(name)} ulp of its exact values`, () => {
    const rows = exact[name as keyof typeof functions] as [number, number][];
    assert.ok(rows.length > 100);
    for (const [x, expected] of rows) {
      const found = compute(x);
      assert.ok(
        ulpsBetween(found, expected) <= toleranceInUlps(name),
        `${name}(${x}) = ${found}, exact ${expected}`,
      );
    }
  });

test("special arguments have defined values", () => {
  for (const compute of Object.values(functions)) assert.ok(Number.isNaN(compute(Number.NaN)));
  assert.equal(exp(Number.NEGATIVE_INFINITY), 0);
  assert.equal(exp(-746), 0);
  assert.equal(exp(710), Number.POSITIVE_INFINITY);
  assert.equal(exp(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY);
  assert.equal(log(0), Number.NEGATIVE_INFINITY);
  assert.equal(log(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY);
  assert.ok(Number.isNaN(log(-1)));
  for (const outside of [1.0000000000000002, -1.0000000000000002, 5, -5]) {
    assert.ok(Number.isNaN(acos(outside)));
    assert.ok(Number.isNaN(asin(outside)));
  }
  assert.ok(Number.isNaN(angleOfVersine(-1e-300)));
  assert.ok(Number.isNaN(angleOfVersine(2.1)));
  assert.ok(Number.isNaN(sin(Number.POSITIVE_INFINITY)));
  assert.ok(Number.isNaN(cos(Number.NEGATIVE_INFINITY)));
  assert.equal(cos(0), 1);
  assert.ok(Object.is(sin(-0), -0));
  assert.equal(erf(Number.POSITIVE_INFINITY), 1);
  assert.equal(erf(-7), -1);
  assert.equal(tanh(Number.POSITIVE_INFINITY), 1);
  assert.equal(tanh(-25), -1);
});

test("angles too large to reduce are refused", () => {
  assert.throws(() => sin(1048577), RangeError);
  assert.throws(() => cos(-1e300), RangeError);
});

test("power of an integer exponent, also negative or zero", () => {
  assert.equal(power(3, 5), 243);
  assert.equal(power(-2, 3), -8);
  assert.equal(power(0, 0), 1);
  assert.equal(power(2, -3), 0.125);
  assert.equal(power(1.5, 2), 2.25);
  assert.throws(() => power(2, 0.5), RangeError);
  assert.throws(() => power(2, Number.NaN), RangeError);
});

test("identities hold to rounding error", () => {
  const unit = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(unit, (x) => {
      assert.equal(asin(-x), -asin(x));
      assert.equal(erf(-x), -erf(x));
      assert.equal(tanh(-x), -tanh(x));
      assert.ok(Math.abs(acos(x) + asin(x) - Math.PI / 2) <= 5e-16);
      assert.ok(Math.abs(sin(asin(x)) - x) <= 3e-16);
      assert.ok(Math.abs(cos(acos(x)) - x) <= 5e-16);
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      assert.ok(Math.abs(log(exp(x)) - x) <= 3e-16 * Math.max(1, Math.abs(x)));
      assert.ok(Math.abs(exp(x) * exp(-x) - 1) <= 5e-16);
      assert.ok(Math.abs(sin(x) * sin(x) + cos(x) * cos(x) - 1) <= 5e-16);
    }),
  );
});

test("exp and erf never decrease", () => {
  const pair = fc.tuple(
    fc.double({ min: -50, max: 50, noNaN: true }),
    fc.double({ min: 0, max: 1e-3, noNaN: true }),
  );
  fc.assert(
    fc.property(pair, ([x, step]) => {
      assert.ok(exp(x + step) >= exp(x) * (1 - 2.3e-16));
      assert.ok(erf(x + step) >= erf(x) - 2.3e-16);
    }),
  );
});
