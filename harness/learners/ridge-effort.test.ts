import assert from "node:assert/strict";
import { test } from "node:test";
import { sequenceCount, worthwhileEffort } from "./ridge-effort.ts";

/** Ones, with `far` cases that are like no other. */
function gramOf(n: number, far: number) {
  const values = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === j || (i >= far && j >= far) ? 1 : 1e-12;
  });
  return { rows: n, columns: n, values };
}

const labelsOf = (n: number, classes: number) =>
  Int32Array.from({ length: n }, (_, i) => i % classes);

function partsOf(n: number, folds: number): Int32Array[] {
  const all = Int32Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: folds }, (_, fold) => all.filter((i) => i % folds === fold));
}

const ridges = [0.01, 1];

test("a part takes a sequence for each class that there is but one", () => {
  assert.equal(sequenceCount(Int32Array.of(0, 1, 1, 0), 10), 10);
  assert.equal(sequenceCount(Int32Array.of(0, 4, 2, 0), 3), 6);
  assert.equal(sequenceCount(Int32Array.of(2, 2), 3), 0);
});

test("two classes of many cases are worth some steps, many classes or few cases none", () => {
  const effort = worthwhileEffort(gramOf(300, 0), labelsOf(300, 2), ridges, partsOf(300, 10));
  assert.deepEqual(effort, { steps: 13, stepsWithoutFloor: 8 });
  const many = worthwhileEffort(gramOf(300, 0), labelsOf(300, 40), ridges, partsOf(300, 10));
  assert.equal(many, undefined);
  assert.equal(
    worthwhileEffort(gramOf(60, 0), labelsOf(60, 2), ridges, partsOf(60, 10)),
    undefined,
  );
});

test("cases that are like no other are worth more steps, as training for them is dear", () => {
  const labels = labelsOf(300, 2);
  const one = worthwhileEffort(gramOf(300, 1), labels, ridges, partsOf(300, 10));
  const ten = worthwhileEffort(gramOf(300, 10), labels, ridges, partsOf(300, 10));
  assert.ok(one!.steps > 13 && ten!.steps > one!.steps);
  assert.equal(ten!.stepsWithoutFloor, ten!.steps);
});

test("no more steps are made than there are cases", () => {
  const parts = partsOf(40, 2);
  const effort = worthwhileEffort(gramOf(40, 40), labelsOf(40, 2), new Array(50).fill(1), parts);
  assert.deepEqual(effort, { steps: 40, stepsWithoutFloor: 40 });
});
