import assert from "node:assert/strict";
import { test } from "node:test";
import { confusionMatrix } from "./confusion.ts";

test("rows are true classes, columns predicted ones, also those that never occur", () => {
  assert.deepEqual(confusionMatrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 0], 3), [
    [1, 1, 0],
    [1, 2, 0],
    [0, 0, 0],
  ]);
  assert.deepEqual(confusionMatrix([], [], 1), [[0]]);
});
