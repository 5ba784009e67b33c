import assert from "node:assert/strict";
import { test } from "node:test";
import { sequencesFrom } from "../math/sequences.ts";
import { rbf } from "./rbf.ts";

const x = sequencesFrom([
  [[1], [2]],
  [[1], [2.000000000001]],
  [[4], [6]],
]);

test("RBF by hand: a distance of 5 with α = 0.1 gives exp(-2.5)", () => {
  const [gram] = [...rbf.grams(x, [{ alpha: 0.1 }])];
  assert.equal(gram!.values[0], 1);
  assert.equal(gram!.values[2], 0.0820849986238988);
});

test("RBF of nearly equal series keeps the digits of their distance", () => {
  const [gram] = [...rbf.grams(x, [{ alpha: 1e20 }])];
  const difference = 2.000000000001 - 2;
  assert.ok(Math.abs(gram!.values[1]! - (1 - 1e20 * difference * difference)) < 1e-8);
});

test("RBF needs a positive α", () => {
  for (const setting of [{}, { alpha: 0 }, { alpha: -1 }, { alpha: "1" }])
    assert.throws(() => [...rbf.grams(x, [setting])]);
});
