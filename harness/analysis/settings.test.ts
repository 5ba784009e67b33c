import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { candidateText, keyLetter, settingCount, valueIndexes, valueText } from "./settings.ts";

const grid = [
  { key: "sigmaW", values: [1.41, Math.SQRT2] },
  { key: "sigmaU", values: [1] },
  { key: "sigmaB", values: [0, 0.1, 2] },
];

test("the last key of a grid varies fastest", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 5].map((setting) => valueIndexes(grid, setting)),
    [
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 2],
      [1, 0, 0],
      [1, 0, 2],
    ],
  );
});

test("indexes of all settings of any grid are different and within its values", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const any = lengths.map((n, i) => ({
        key: `k${i}`,
        values: Array.from({ length: n }, (_, v) => v),
      }));
      const all = Array.from({ length: settingCount(any) }, (_, s) => valueIndexes(any, s));
      assert.equal(new Set(all.map(String)).size, all.length);
      assert.ok(all.every((indexes) => indexes.every((index, i) => index < lengths[i]!)));
    }),
  );
});

test("a candidate's text has the keys that vary, in the paper's letters", () => {
  assert.equal(candidateText(grid, [1, 10], { setting: 4, c: 1 }), "σw √2 σb 0.1, C 10");
  assert.equal(candidateText(grid, [1], { setting: 2, c: 0 }), "σw 1.41 σb 2");
});

test("where nothing varies there is nothing to tell", () => {
  assert.equal(candidateText([{ key: "alpha", values: [1] }], [1], { setting: 0, c: 0 }), "");
});

test("values that the paper's grids tell apart stay apart", () => {
  assert.deepEqual([1.41, Math.SQRT2, 1.42, 0.01, 100, 1e-7].map(valueText), [
    "1.41",
    "√2",
    "1.42",
    "0.01",
    "100",
    "1e-7",
  ]);
  assert.deepEqual(["relu", true].map(valueText), ["relu", "true"]);
  assert.equal(keyLetter("nonlinearity"), "nonlinearity");
});
