import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { plainLinearAlgebra } from "../wasm/linear-algebra-memory.ts";
import { factorise, solveFactorised } from "./cholesky.ts";
import { randomSource } from "./random.ts";
import { placeReduction, reduceThere } from "./reduction.ts";
import { plainTridiagonalise } from "./testing/plain-tridiagonalise.ts";
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

/** Symmetric matrices, of full and of low rank, some with columns that need no reflection. */
const symmetric = fc
  .record({
    n: fc.integer({ min: 1, max: 40 }),
    rank: fc.integer({ min: 0, max: 45 }),
    zeros: fc.boolean(),
    companions: fc.integer({ min: 0, max: 19 }),
    seed: fc.nat(),
  })
  .map(({ n, rank, zeros, companions, seed }) => {
    const source = randomSource(`symmetric ${seed}`);
    const a = new Float64Array(n * n);
    for (let k = 0; k < rank; k++) {
      const x = Array.from({ length: n }, () =>
        zeros && source.normal() > 0 ? 0 : source.normal(),
      );
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) a[i * n + j] = a[i * n + j]! + x[i]! * x[j]!;
    }
    const rows = Float64Array.from({ length: companions * n }, () => source.normal());
    return { n, a, rows };
  });

function bits(...parts: readonly Float64Array[]): string {
  return parts
    .map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength).toString("hex"),
    )
    .join(" ");
}

test("the reduction gives the bits of the one that goes row by row, and so do its companions", () => {
  fc.assert(
    fc.property(symmetric, ({ n, a, rows }) => {
      const [plainRows, fastRows] = [rows.slice(), rows.slice()];
      const plain = plainTridiagonalise(a.slice(), n, plainRows);
      const fast = tridiagonalise(a, n, fastRows);
      assert.equal(
        bits(fast.diagonal, fast.offDiagonal, fastRows),
        bits(plain.diagonal, plain.offDiagonal, plainRows),
      );
    }),
    { numRuns: 200 },
  );
});

test("a matrix that is not quite symmetric is reduced as its rows are, to the last bit", () => {
  const source = randomSource("not quite symmetric");
  for (const n of [5, 64, 130]) {
    const a = Float64Array.from({ length: n * n }, () => source.normal());
    const plain = plainTridiagonalise(a.slice(), n, new Float64Array());
    const fast = tridiagonalise(a, n, new Float64Array());
    assert.equal(bits(fast.diagonal, fast.offDiagonal), bits(plain.diagonal, plain.offDiagonal));
  }
});

test("the reduction in TypeScript gives these bits, too", () => {
  const lent = plainLinearAlgebra();
  fc.assert(
    fc.property(symmetric, ({ n, a }) => {
      const places = placeReduction(n, lent.base);
      const found = reduceThere(lent, lent.reserve(places.end), places, a, n, "reduce");
      const plain = plainTridiagonalise(a.slice(), n, new Float64Array());
      assert.equal(
        bits(found.diagonal, found.offDiagonal),
        bits(plain.diagonal, plain.offDiagonal),
      );
    }),
    { numRuns: 60 },
  );
});
