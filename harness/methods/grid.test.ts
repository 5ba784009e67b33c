import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gridSize, pointsOf, valueIndexes } from "./grid.ts";

const grid = [
  { key: "sigmaW", values: [1.41, Math.SQRT2] },
  { key: "sigmaU", values: [1] },
  { key: "sigmaB", values: [0, 0.1, 2] },
];

test("the last key of a grid varies fastest", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 5].map((point) => valueIndexes(grid, point)),
    [
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 2],
      [1, 0, 0],
      [1, 0, 2],
    ],
  );
});

test("indexes of all points of any grid are different and within its values", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const any = lengths.map((n, i) => ({
        key: `k${i}`,
        values: Array.from({ length: n }, (_, v) => v),
      }));
      const all = Array.from({ length: gridSize(any) }, (_, s) => valueIndexes(any, s));
      assert.equal(new Set(all.map(String)).size, all.length);
      assert.ok(all.every((indexes) => indexes.every((index, i) => index < lengths[i]!)));
    }),
  );
});

test("points are in the order that their indexes say", () => {
  for (const [point, values] of pointsOf(grid).entries()) {
    const indexes = valueIndexes(grid, point);
    const expected = grid.map(({ key, values: all }, axis) => [key, all[indexes[axis]!]]);
    assert.deepEqual(values, Object.fromEntries(expected));
  }
});

test("a grid without a key is one point", () => {
  assert.equal(gridSize([]), 1);
  assert.deepEqual(pointsOf([]), [{}]);
  assert.deepEqual(valueIndexes([], 0), []);
});
