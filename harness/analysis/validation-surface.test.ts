import assert from "node:assert/strict";
import { test } from "node:test";
import { result, selection } from "./testing/records.ts";
import { longestAxes, searchAxes, validationSurface } from "./validation-surface.ts";

const found = result({
  grid: [
    { key: "layers", values: [1] },
    { key: "sigmaW", values: [1, 2, 3] },
    { key: "sigmaB", values: [0, 1] },
  ],
  C: [1, 10],
});
const axes = searchAxes(found);
/** Settings in grid order: (σw, σb) = (1, 0), (1, 1), (2, 0), …; two values of C each. */
const numerators = [
  [1, 2],
  [3, 0],
  [5, 4],
  [0, 6],
  [7, 7],
  [8, 10],
];
const selected = selection({ validation: { denominator: 10, best: 10, numerators } });

test("the keys that vary are the axes, C the last of them, and the two longest are shown", () => {
  assert.deepEqual(
    axes.map(({ key }) => key),
    ["sigmaW", "sigmaB", "C"],
  );
  assert.deepEqual(
    longestAxes(axes).map(({ key }) => key),
    ["sigmaW", "sigmaB"],
  );
  assert.deepEqual(longestAxes([]), []);
});

test("every pair of values has its best validation accuracy over the other keys", () => {
  const [w, b, c] = axes;
  assert.deepEqual(validationSurface(found, selected, w!, b!)?.percents, [
    [20, 30],
    [50, 60],
    [70, 100],
  ]);
  assert.deepEqual(validationSurface(found, selected, c!, b!)?.percents, [
    [70, 80],
    [70, 100],
  ]);
});

test("after pruning there is no surface", () => {
  const pruned = selection({ validation: { denominator: 10, best: 10, numerators: null } });
  assert.equal(validationSurface(found, pruned, axes[0]!, axes[1]!), undefined);
});
