import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Sequences, sequencesFrom } from "../math/sequences.ts";
import { nearestInOtherFolds, nearestNeighbours } from "./nearest-neighbour.ts";

function scalars(rows: readonly (readonly number[])[]): Sequences {
  return sequencesFrom(rows.map((row) => row.map((value) => [value])));
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, t) => sum + (value - b[t]!) ** 2, 0);
}

/** Series on a coarse lattice: many distances are equal, and exact. */
const rows = fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 12,
});

test("the nearest is the first with the least distance", () => {
  fc.assert(
    fc.property(rows, rows, (train, cases) => {
      const nearest = nearestNeighbours(scalars(train), scalars(cases));
      for (const [j, own] of cases.entries()) {
        const distances = train.map((row) => distance(row, own));
        assert.equal(nearest[j], distances.indexOf(Math.min(...distances)));
      }
    }),
  );
});

test("long series that are given up early have the same nearest", () => {
  const long = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 100 }, (_, t) => Math.abs(((i * 37 + t * 11) % 17) - 8)),
  );
  const nearest = nearestNeighbours(scalars(long), scalars(long));
  assert.deepEqual([...nearest], [0, 1, 2, 3, 4, 5]);
});

test("in validation the nearest lies in another fold, for every seed", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 50 }), (train, seed) => {
      const assignments = [2, 3].map((folds) =>
        Int32Array.from(train, (_, i) => (i * 7 + seed) % folds),
      );
      const found = nearestInOtherFolds(scalars(train), assignments);
      for (const [s, assignment] of assignments.entries()) {
        for (const [i, own] of train.entries()) {
          const distances = train.map((row, j) =>
            assignment[j] === assignment[i] ? Number.POSITIVE_INFINITY : distance(row, own),
          );
          const least = Math.min(...distances);
          const expected = least === Number.POSITIVE_INFINITY ? -1 : distances.indexOf(least);
          assert.equal(found[s]![i], expected);
        }
      }
    }),
  );
});

test("vectors of several channels count with all of them", () => {
  const train = sequencesFrom([[[0, 3]], [[2, 0]]]);
  assert.deepEqual([...nearestNeighbours(train, sequencesFrom([[[0, 0]]]))], [1]);
  assert.deepEqual([...nearestInOtherFolds(sequencesFrom([]), [new Int32Array()])[0]!], []);
});

test("series whose distances overflow are refused", () => {
  const large = scalars([[1e200], [-1e200]]);
  assert.throws(
    () => nearestNeighbours(large, scalars([[0]])),
    /distances between series overflow/,
  );
  const folds = [Int32Array.of(0, 1)];
  assert.throws(() => nearestInOtherFolds(large, folds), /distances between series overflow/);
});
