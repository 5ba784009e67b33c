import assert from "node:assert/strict";
import { test } from "node:test";
import { foldsOf } from "../fold-plan.ts";
import { heldOut } from "./held-out.ts";

const labels = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2]);
const plan = { folds: 3, foldSeeds: [0, 7], stratification: "none", trainChecksum: "a" } as const;

test("shuffled folds are those of a classification with the same seeds", () => {
  const { assignments, folds, weights, denominators } = heldOut(labels, "shuffled", plan);
  assert.deepEqual(
    assignments,
    foldsOf(labels, plan).map(({ assignment }) => assignment),
  );
  assert.equal(folds, 3);
  // folds of 4, 4 and 3 cases: a right one weighs 12 / 4 or 12 / 3 in 36
  assert.deepEqual(denominators, [36, 36]);
  for (const [draw, of] of weights.entries()) {
    const sizes: number[] = [0, 1, 2].map(
      (fold) => assignments[draw]!.filter((f) => f === fold).length,
    );
    assert.deepEqual(
      of,
      sizes.map((size) => 12 / size),
    );
  }
});

test("folds as listed are neighbours, and drawn once", () => {
  const { assignments } = heldOut(labels, "as-listed", plan);
  assert.equal(assignments.length, 1);
  assert.deepEqual([...assignments[0]!], [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2]);
});

test("stratified folds keep the proportions, as listed or shuffled", () => {
  for (const kind of ["stratified", "stratified-as-listed"] as const) {
    const { assignments } = heldOut(labels, kind, plan);
    assert.equal(assignments.length, kind === "stratified" ? 2 : 1);
    for (const assignment of assignments)
      for (const fold of [0, 1, 2]) {
        const own = assignment.filter((f, i) => f === fold && labels[i] === 1).length;
        assert.equal(own, 2);
      }
  }
});

test("hold-out counts the first fold of every draw and no other", () => {
  const { assignments, folds, weights, denominators } = heldOut(labels, "hold-out", plan);
  const drawn = foldsOf(labels, plan);
  assert.equal(folds, 2);
  for (const [draw, assignment] of assignments.entries()) {
    const first = [...drawn[draw]!.assignment].map((fold) => fold === 0);
    assert.deepEqual(
      [...assignment].map((fold) => fold === 0),
      first,
    );
    assert.equal(denominators[draw], first.filter(Boolean).length);
    assert.deepEqual(weights[draw], [1, 0]);
  }
});

test("leave-one-out holds out every case once", () => {
  const { assignments, folds, denominators } = heldOut(labels, "leave-one-out", plan);
  assert.deepEqual([...assignments[0]!], [...labels.keys()]);
  assert.equal(folds, labels.length);
  assert.deepEqual(denominators, [labels.length]);
});
