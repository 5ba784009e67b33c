import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";
import { extremeEigenvalues } from "./extreme-eigenvalues.ts";

/** n ε |A| with some room, relative to the largest entry. */
const tolerance = 1e-12;

function matrix(rows: readonly (readonly number[])[]) {
  return { rows: rows.length, columns: rows.length, values: Float64Array.from(rows.flat()) };
}

function close(found: number, expected: number, scale: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance * scale, `${found} against ${expected}`);
}

test("eigenvalues of small matrices are those computed by hand", () => {
  assert.deepEqual(extremeEigenvalues(matrix([[3]])), { smallest: 3, largest: 3 });
  const { smallest, largest } = extremeEigenvalues(
    matrix([
      [2, 1],
      [1, 2],
    ]),
  );
  close(smallest, 1, 2);
  close(largest, 3, 2);
  const zero = extremeEigenvalues(
    matrix([
      [0, 0],
      [0, 0],
    ]),
  );
  assert.deepEqual(zero, { smallest: 0, largest: 0 });
});

test("a matrix of rank one has eigenvalues 0 and its trace", () => {
  const v = [1, -2, 3, 0.5, 4];
  const { smallest, largest } = extremeEigenvalues(matrix(v.map((a) => v.map((b) => a * b))));
  close(smallest, 0, 30);
  close(largest, 30.25, 30);
});

test("an indefinite matrix has a negative eigenvalue", () => {
  close(
    extremeEigenvalues(
      matrix([
        [1, 2],
        [2, 1],
      ]),
    ).smallest,
    -1,
    2,
  );
});

test("the scale of a matrix scales its eigenvalues exactly, however small or large it is", () => {
  const rows = [
    [2, 1, 0.5],
    [1, 3, -1],
    [0.5, -1, 4],
  ];
  const { smallest, largest } = extremeEigenvalues(matrix(rows));
  for (const scale of [2 ** -1000, 2 ** -520, 2 ** -80, 2 ** 80, 2 ** 1000]) {
    const scaled = extremeEigenvalues(matrix(rows.map((row) => row.map((value) => value * scale))));
    assert.deepEqual(scaled, { smallest: smallest * scale, largest: largest * scale });
  }
});

test("random symmetric matrices agree with a full decomposition", () => {
  // the reference gives NaN where squares of entries underflow
  const entry = fc.integer({ min: -10_000, max: 10_000 }).map((whole) => whole / 1000);
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 12 })
        .chain((n) =>
          fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
        ),
      (rows) => {
        const symmetric = rows.map((row, i) =>
          row.map((value, j) => (i <= j ? value : rows[j]![i]!)),
        );
        const values = new EigenvalueDecomposition(new DenseMatrix(symmetric), {
          assumeSymmetric: true,
        }).realEigenvalues;
        const { smallest, largest } = extremeEigenvalues(matrix(symmetric));
        close(smallest, Math.min(...values), 100);
        close(largest, Math.max(...values), 100);
      },
    ),
    { numRuns: 200 },
  );
});
