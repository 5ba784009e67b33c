import assert from "node:assert/strict";
import { test } from "node:test";
import { candidateText, keyLetter, valueText } from "./settings.ts";

const grid = [
  { key: "sigmaW", values: [1.41, Math.SQRT2] },
  { key: "sigmaU", values: [1] },
  { key: "sigmaB", values: [0, 0.1, 2] },
];

test("a candidate's text has the keys that vary, in the paper's letters", () => {
  assert.equal(candidateText([...grid, { key: "C", values: [1, 10] }], 9), "σw √2 σb 0.1 C 10");
  assert.equal(candidateText(grid, 2), "σw 1.41 σb 2");
});

test("where nothing varies there is nothing to tell", () => {
  assert.equal(candidateText([{ key: "alpha", values: [1] }], 0), "");
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
