import assert from "node:assert/strict";
import { test } from "node:test";
import { axesOf, validationSurface, widestAxes } from "./surface.ts";
import { result, selection } from "./testing/records.ts";

const searched = result({
  grid: [
    { key: "degree", values: [1, 2] },
    { key: "scale", values: [1] },
    { key: "offset", values: [0, 0.5, 1] },
    { key: "C", values: [1, 10] },
  ],
});
// (degree, offset) = (1, 0), (1, .5), (1, 1), (2, 0), (2, .5), (2, 1), each with two values of C
const numerators = [1, 2, 3, 0, 5, 4, 6, 9, 7, 7, 8, 0];
const measured = selection({ validation: { denominator: 10, best: 9, numerators } });

test("axes are the keys that vary, in grid order", () => {
  assert.deepEqual(
    axesOf(searched).map(({ name, values }) => [name, values]),
    [
      ["d", ["1", "2"]],
      ["r", ["0", "0.5", "1"]],
      ["C", ["1", "10"]],
    ],
  );
  assert.deepEqual(
    axesOf(searched).map((axis) => axis.indexOf(11)),
    [1, 2, 1],
  );
});

test("a surface is the best over what its axes do not fix", () => {
  const [degree, offset, cost] = axesOf(searched);
  const percents = (...axes: Parameters<typeof validationSurface>) =>
    Array.from(validationSurface(...axes)!.percents);
  assert.deepEqual(percents(measured, offset!, degree!), [20, 30, 50, 90, 70, 80]);
  assert.deepEqual(percents(measured, degree!, offset!), [20, 90, 30, 70, 50, 80]);
  assert.deepEqual(percents(measured, cost!, degree!), [50, 40, 80, 90]);
});

test("the widest axes are those with the most values, in their own order", () => {
  const widest = widestAxes(axesOf(searched));
  assert.deepEqual(
    widest?.map(({ name }) => name),
    ["d", "r"],
  );
});

test("one axis alone is no surface, and neither is a pruned search", () => {
  const narrow = axesOf(result({ grid: [{ key: "alpha", values: [0.1, 1] }] }));
  assert.equal(narrow.length, 1);
  assert.equal(widestAxes(narrow), undefined);
  const [across, down] = axesOf(searched);
  assert.equal(validationSurface(selection(), across!, down!), undefined);
});
