import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Activation, erf, relu, type Transforms } from "./activations.ts";

const named = { relu, erf };

/** The transforms of variances q1, q2 and correlation 1 - oneMinusRho. */
function transformsOf(
  activation: Activation,
  q1: number,
  q2: number,
  oneMinusRho: number,
): Transforms {
  const out = { F: Number.NaN, G: Number.NaN, oneMinusRho: Number.NaN, onePlusRho: Number.NaN };
  const scale = Math.sqrt(activation.variance(q1)) * Math.sqrt(activation.variance(q2));
  const S = Math.sqrt(q1) * Math.sqrt(q2) * (1 - oneMinusRho);
  activation.transform(q1, q2, scale, { S, oneMinusRho, onePlusRho: 2 - oneMinusRho }, out);
  return out;
}

function assertNear(found: number, expected: number, relative: number): void {
  assert.ok(
    Math.abs(found - expected) <= relative * Math.abs(expected),
    `${found}, expected ${expected}`,
  );
}

const variance = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const oneMinusRho = fc.double({ min: 0, max: 2, noNaN: true });

test("ReLU at the correlations 1, 0 and -1", () => {
  assert.deepEqual(transformsOf(relu, 4, 9, 0), { F: 3, G: 0.5, oneMinusRho: 0, onePlusRho: 2 });
  assertNear(transformsOf(relu, 4, 9, 1).F, 3 / Math.PI, 1e-15);
  assert.equal(transformsOf(relu, 4, 9, 1).G, 0.25);
  assert.deepEqual(transformsOf(relu, 4, 9, 2), { F: 0, G: 0, oneMinusRho: 1, onePlusRho: 1 });
});

test("erf of equal, independent and opposite Gaussians", () => {
  // q = 1/2: 2 q / (1 + 2 q) = 1/2, asin(1/2) = π/6.
  assertNear(transformsOf(erf, 0.5, 0.5, 0).F, 1 / 3, 1e-15);
  assertNear(transformsOf(erf, 0.5, 0.5, 0).G, 4 / Math.PI / Math.sqrt(3), 1e-15);
  assert.equal(transformsOf(erf, 0.5, 0.5, 1).F, 0);
  assertNear(transformsOf(erf, 0.5, 0.5, 1).G, 2 / Math.PI, 1e-15);
  assertNear(transformsOf(erf, 0.5, 0.5, 2).F, -1 / 3, 1e-15);
});

test("near the correlations 1 and -1 the angle keeps its digits", () => {
  // θ = √(2 oneMinusRho) for a small oneMinusRho: G = 1/2 - θ/(2π), and by symmetry θ/(2π) at the other end.
  for (const small of [1e-8, 1e-16, 1e-24, 1e-40]) {
    const expected = Math.sqrt(2 * small) / (2 * Math.PI);
    assertNear(0.5 - transformsOf(relu, 1, 1, small).G, expected, 1e-8 + 1e-16 / expected);
    const out = { F: 0, G: 0, oneMinusRho: 0, onePlusRho: 0 };
    relu.transform(1, 1, 0.5, { S: -1, oneMinusRho: 2, onePlusRho: small }, out);
    assertNear(out.G, expected, 1e-8);
    // F = √(q1 q2)/(2π) α³/3 with α = √(2 onePlusRho).
    assertNear(out.F, (Math.sqrt(2 * small) * 2 * small) / (6 * Math.PI), 1e-8);
  }
});

test("a variance of 0 gives F = 0 and finite transforms", () => {
  for (const activation of Object.values(named))
    for (const [q1, q2] of [
      [0, 0],
      [0, 3],
      [3, 0],
    ] as const) {
      const out = transformsOf(activation, q1, q2, 1);
      assert.equal(out.F, 0);
      assert.ok(Object.values(out).every(Number.isFinite));
      assert.deepEqual([out.oneMinusRho, out.onePlusRho], [1, 1]);
    }
});

for (const [name, activation] of Object.entries(named)) {
  test(`${name}: F is bounded by the variances, G lies in its range, the correlation is F's`, () => {
    fc.assert(
      fc.property(variance, variance, oneMinusRho, (q1, q2, oneMinusRho) => {
        const out = transformsOf(activation, q1, q2, oneMinusRho);
        const scale = Math.sqrt(activation.variance(q1) * activation.variance(q2));
        assert.ok(Math.abs(out.F) <= scale * (1 + 1e-14));
        assert.ok(out.G >= 0 && out.G <= 4 / Math.PI);
        assert.ok(
          out.oneMinusRho >= 0 &&
            out.oneMinusRho <= 2 &&
            out.onePlusRho >= 0 &&
            out.onePlusRho <= 2,
        );
        assert.ok(Math.abs(out.oneMinusRho - (1 - out.F / scale)) <= 1e-13);
        assert.ok(Math.abs(out.oneMinusRho + out.onePlusRho - 2) <= 1e-13);
      }),
    );
  });

  test(`${name}: G is the derivative of F by S (Price's theorem)`, () => {
    const step = 1e-5;
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.05, max: 1.95, noNaN: true }),
        (q, oneMinusRho) => {
          const slope =
            (transformsOf(activation, q, q, oneMinusRho - step).F -
              transformsOf(activation, q, q, oneMinusRho + step).F) /
            (2 * step * q);
          assert.ok(Math.abs(slope - transformsOf(activation, q, q, oneMinusRho).G) <= 1e-7);
        },
      ),
    );
  });

  test(`${name}: F does not depend on the order of the pair`, () => {
    fc.assert(
      fc.property(variance, variance, oneMinusRho, (q1, q2, oneMinusRho) => {
        assert.deepEqual(
          transformsOf(activation, q1, q2, oneMinusRho),
          transformsOf(activation, q2, q1, oneMinusRho),
        );
      }),
    );
  });
}
