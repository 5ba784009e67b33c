import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeOf, winDrawLoss } from "./win-draw-loss.ts";

test("without a tolerance only equal accuracies draw", () => {
  assert.deepEqual(
    [1, 0, -0.5, 1e-13].map((difference) => outcomeOf(difference, 0)),
    ["win", "draw", "loss", "draw"],
  );
});

test("a difference of just the tolerance is a draw", () => {
  assert.deepEqual(
    [0.3, -0.3, 0.31, -0.31].map((difference) => outcomeOf(difference, 0.1 + 0.2)),
    ["draw", "draw", "win", "loss"],
  );
});

test("outcomes are counted, and nothing compared is nothing counted", () => {
  assert.deepEqual(winDrawLoss(["win", "loss", "win", "draw"]), { wins: 2, draws: 1, losses: 1 });
  assert.deepEqual(winDrawLoss([]), { wins: 0, draws: 0, losses: 0 });
});
