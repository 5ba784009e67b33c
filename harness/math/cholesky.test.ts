import assert from "node:assert/strict";
import { test } from "node:test";
import { factorise, solveFactorised } from "./cholesky.ts";

test("the factor of a matrix made from integers is found exactly", () => {
  // L = (2 0 0; 1 3 0; -1 2 1), A = L Lᵀ
  const a = Float64Array.of(4, 2, -2, 2, 10, 5, -2, 5, 6);
  assert.ok(factorise(a, 3));
  assert.deepEqual([a[0], a[3], a[4], a[6], a[7], a[8]], [2, 1, 3, -1, 2, 1]);
  const b = Float64Array.of(4 + 4 - 6, 2 + 20 + 15, -2 + 10 + 18); // A (1, 2, 3)
  solveFactorised(a, 3, b);
  assert.deepEqual([...b], [1, 2, 3]);
});

test("singular, indefinite and non-finite matrices are refused", () => {
  assert.equal(factorise(Float64Array.of(1, 1, 1, 1), 2), false);
  assert.equal(factorise(Float64Array.of(1, 2, 2, 1), 2), false);
  assert.equal(factorise(Float64Array.of(0), 1), false);
  assert.equal(factorise(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2), false);
});

test("nothing is factorised for an empty matrix", () => {
  assert.ok(factorise(new Float64Array(0), 0));
});
