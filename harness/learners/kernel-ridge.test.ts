import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import * as learner from "./kernel-ridge.ts";

const { ridgePredictions } = learner;

function ridgeCoefficients(gram: Matrix, targets: readonly number[], ridge: number) {
  return learner.ridgeCoefficients(gram, Float64Array.from(targets), ridge);
}

function ridgeValidation(
  gram: Matrix,
  targets: readonly number[],
  folds: readonly number[],
  ridges: readonly number[],
) {
  return learner.ridgeValidation(gram, Float64Array.from(targets), Int32Array.from(folds), ridges);
}

function matrix(rows: readonly (readonly number[])[]): Matrix {
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    values: Float64Array.from(rows.flat()),
  };
}

function assertClose(
  ours: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): void {
  assert.equal(ours.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const difference = Math.abs(ours[i]! - value);
    assert.ok(difference <= tolerance * (1 + Math.abs(value)), `${i}: ${ours[i]}, not ${value}`);
  }
}

const golden = JSON.parse(
  readFileSync(new URL("./fixtures/kernel-ridge.json", import.meta.url), "utf8"),
) as {
  gram: number[][];
  cross: number[][];
  targets: number[];
  folds: number[];
  ridges: number[];
  coefficients: number[][];
  predictions: number[][];
  validation: number[];
};

/** Rounding times the condition of the worst system of the fixture, which is about 60. */
const goldenTolerance = 1e-12;

test("coefficients and predictions are numpy's for every ridge", () => {
  for (const [r, ridge] of golden.ridges.entries()) {
    const alpha = ridgeCoefficients(matrix(golden.gram), golden.targets, ridge)!;
    assertClose(alpha, golden.coefficients[r]!, goldenTolerance);
    const predictions = ridgePredictions(matrix(golden.cross), alpha);
    assertClose(predictions, golden.predictions[r]!, goldenTolerance);
  }
});

test("the errors of the cross-validation are numpy's for every ridge", () => {
  const { gram, targets, folds, ridges, validation } = golden;
  assertClose(ridgeValidation(matrix(gram), targets, folds, ridges), validation, goldenTolerance);
});

test("one point has the coefficient y / (k + ridge)", () => {
  assert.deepEqual(ridgeCoefficients(matrix([[3]]), [8], 1), Float64Array.of(2));
});

test("with the identity as Gram the coefficients are the targets over 1 + ridge", () => {
  const identity = matrix([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  assertClose(ridgeCoefficients(identity, [1, -2, 3], 3)!, [0.25, -0.5, 0.75], 1e-15);
});

test("with a linear kernel of one feature it is ridge regression through the origin", () => {
  const x = [1, 2, 3, -1];
  const y = [2, 3, 7, -1];
  const ridge = 0.5;
  const slope = (2 + 6 + 21 + 1) / (1 + 4 + 9 + 1 + ridge); // Σ x y / (Σ x² + λ)
  const alpha = ridgeCoefficients(matrix(x.map((a) => x.map((b) => a * b))), y, ridge)!;
  assertClose(ridgePredictions(matrix([x.map((b) => 10 * b)]), alpha), [10 * slope], 1e-13);
});

test("leaving one out gives α_i / (K + ridge)⁻¹_ii, the closed form", () => {
  const alone = golden.targets.map((_, i) => i);
  const gram = matrix(golden.gram);
  const alpha = ridgeCoefficients(gram, golden.targets, 0.1)!;
  let expected = 0;
  for (const i of alone) {
    const unit = alone.map((j) => (i === j ? 1 : 0));
    const residual = alpha[i]! / ridgeCoefficients(gram, unit, 0.1)![i]!;
    expected += residual * residual;
  }
  assertClose(ridgeValidation(gram, golden.targets, alone, [0.1]), [expected], 1e-12);
});

test("a singular Gram without ridge has no coefficients and an infinite validation error", () => {
  const ones = matrix([
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
  ]);
  assert.equal(ridgeCoefficients(ones, [1, 2, 3], 0), undefined);
  // with ridge 1 each point is predicted as a third of the sum of the other two
  const errors = ridgeValidation(ones, [1, 2, 3], [0, 1, 2], [0, 1]);
  assertClose(errors.slice(1), [4 / 9 + 4 / 9 + 4], 1e-14);
  assert.equal(errors[0], Number.POSITIVE_INFINITY);
});

test("a Gram with NaN has no coefficients", () => {
  assert.equal(ridgeCoefficients(matrix([[Number.NaN]]), [1], 1), undefined);
});

test("an indefinite matrix has no coefficients until the ridge outweighs it", () => {
  const indefinite = matrix([
    [0, 2],
    [2, 0],
  ]);
  assert.equal(ridgeCoefficients(indefinite, [1, 1], 1), undefined);
  assertClose(ridgeCoefficients(indefinite, [1, 1], 3)!, [0.2, 0.2], 1e-15);
});

test("the coefficients solve their equation for random positive definite Grams", () => {
  const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: 36,
    maxLength: 36,
  });
  fc.assert(
    fc.property(entries, fc.double({ min: 0.01, max: 10, noNaN: true }), (features, ridge) => {
      const rows = Array.from({ length: 6 }, (_, i) => features.slice(6 * i, 6 * i + 6));
      const K = rows.map((a) => rows.map((b) => a.reduce((sum, x, k) => sum + x * b[k]!, 0)));
      const y = rows.map((row) => row[0]!);
      const alpha = ridgeCoefficients(matrix(K), y, ridge)!;
      const back = K.map((row, i) =>
        row.reduce((sum, k, j) => sum + k * alpha[j]!, ridge * alpha[i]!),
      );
      assertClose(back, y, 1e-9);
    }),
    { seed: 6 },
  );
});
