import assert from "node:assert/strict";
import { test } from "node:test";
import { winDrawLoss } from "./win-draw-loss.ts";

test("without a tolerance only equal accuracies draw", () => {
  assert.deepEqual(winDrawLoss([1, 0, -0.5, 1e-13]), { wins: 1, draws: 2, losses: 1 });
});

test("a difference of just the tolerance is a draw", () => {
  assert.deepEqual(
    winDrawLoss([0.3, -0.3, 0.31], () => 0.1 + 0.2),
    { wins: 1, draws: 2, losses: 0 },
  );
});

test("each data set has its own tolerance", () => {
  assert.deepEqual(
    winDrawLoss([-1, -1], (i) => i),
    { wins: 0, draws: 1, losses: 1 },
  );
});

test("nothing compared is nothing counted", () => {
  assert.deepEqual(winDrawLoss([]), { wins: 0, draws: 0, losses: 0 });
});
