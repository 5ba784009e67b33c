import assert from "node:assert/strict";
import { test } from "node:test";
import { factorise, solveFactorised } from "./cholesky.ts";
import { randomSource } from "./random.ts";
import { solveShifted, tridiagonalise } from "./tridiagonal.ts";

/** X Xᵀ of random X (n, rank), and a random vector. */
function system(n: number, rank: number): { a: Float64Array; b: Float64Array } {
  const source = randomSource(`tridiagonal ${n} ${rank}`);
  const X = Float64Array.from({ length: n * rank }, () => source.normal());
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < rank; k++) {
        a[i * n + j] = a[i * n + j]! + X[i * rank + k]! * X[j * rank + k]!;
      }
    }
  }
  return { a, b: Float64Array.from({ length: n }, () => source.normal()) };
}

function product(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

for (const n of [1, 2, 3, 10, 33]) {
  test(`bᵀ (A + shift I)⁻¹ b is the same by reduction and by Cholesky (n = ${n})`, () => {
    const { a, b } = system(n, n + 2);
    for (const shift of [0, 0.1, 7]) {
      const shifted = a.slice();
      for (let i = 0; i < n; i++) shifted[i * n + i] = shifted[i * n + i]! + shift;
      assert.ok(factorise(shifted, n));
      const direct = b.slice();
      solveFactorised(shifted, n, direct);

      const rotated = b.slice();
      const T = tridiagonalise(a.slice(), n, rotated);
      const x = new Float64Array(n);
      assert.ok(solveShifted(T, shift, rotated, x, new Float64Array(n)));
      const expected = product(b, direct);
      assert.ok(Math.abs(product(rotated, x) - expected) < 1e-9 * Math.abs(expected));
    }
  });
}

test("a matrix that is tridiagonal already stays as it is, and so do its companions", () => {
  const companions = Float64Array.of(1, 2, 3);
  const { diagonal, offDiagonal } = tridiagonalise(
    Float64Array.of(1, 4, 0, 4, 2, 5, 0, 5, 3),
    3,
    companions,
  );
  assert.deepEqual([...diagonal, ...offDiagonal, ...companions], [1, 2, 3, 4, 5, 1, 2, 3]);
});

test("a matrix of low rank is refused without a shift and solved with one", () => {
  const { a, b } = system(12, 4);
  const T = tridiagonalise(a, 12, b);
  assert.equal(solveShifted(T, 0, b, new Float64Array(12), new Float64Array(12)), false);
  assert.equal(solveShifted(T, 0.01, b, new Float64Array(12), new Float64Array(12)), true);
});

test("entries so small that their squares underflow are harmless", () => {
  const a = Float64Array.of(1, 0, 1e-160, 0, 1, 1e-170, 1e-160, 1e-170, 1);
  const b = Float64Array.of(3, 4, 5);
  const T = tridiagonalise(a, 3, b);
  const x = new Float64Array(3);
  assert.ok(solveShifted(T, 1, b, x, new Float64Array(3)));
  assert.deepEqual([...x], [1.5, 2, 2.5]);
});
