import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import { type FoldOptions, makeFolds } from "./folds.ts";
import { foldSizes } from "./selection.ts";

const options = (labels: readonly number[], changes: Partial<FoldOptions> = {}): FoldOptions => ({
  labels: Int32Array.from(labels),
  folds: 10,
  seed: "seed",
  stratification: "none",
  ...changes,
});

const anyOptions = fc.record({
  labels: fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 60 })
    .map((labels) => Int32Array.from(labels)),
  folds: fc.integer({ min: 2, max: 12 }),
  seed: fc.string(),
  stratification: fc.constantFrom("none" as const, "by-class" as const),
  order: fc.constantFrom(undefined, "shuffled" as const, "as-listed" as const),
});

test("every case is in one fold, and the first n mod k folds have one case more", () => {
  fc.assert(
    fc.property(anyOptions, (given) => {
      const { count, assignment } = makeFolds(given);
      const n = given.labels.length;
      assert.equal(count, Math.min(given.folds, n));
      assert.deepEqual(
        [...foldSizes(assignment, count)],
        Array.from({ length: count }, (_, k) => Math.floor(n / count) + (k < n % count ? 1 : 0)),
      );
    }),
  );
});

test("by class, no two folds differ by more than one case of a class", () => {
  fc.assert(
    fc.property(anyOptions, (given) => {
      const { count, assignment } = makeFolds({ ...given, stratification: "by-class" });
      for (const label of new Set(given.labels)) {
        const ofClass = assignment.filter((_, i) => given.labels[i] === label);
        const sizes = foldSizes(ofClass, count);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      }
    }),
  );
});

test("the seed decides the assignment", () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 2);
  const first = makeFolds(options(labels));
  assert.deepEqual(makeFolds(options(labels)), first);
  assert.notDeepEqual(makeFolds(options(labels, { seed: "other" })).assignment, first.assignment);
});

test("shuffled is what happens where no order is given", () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 3);
  for (const stratification of ["none", "by-class"] as const) {
    const given = options(labels, { stratification });
    assert.deepEqual(makeFolds({ ...given, order: "shuffled" }), makeFolds(given));
    assert.notDeepEqual(makeFolds({ ...given, order: "as-listed" }), makeFolds(given));
  }
});

interface ReferenceCase {
  readonly name: string;
  readonly labels: number[];
  readonly folds: number;
  readonly plain: number[];
  readonly stratified: number[];
}

test("as listed, the folds are those of scikit-learn's KFold and StratifiedKFold, whatever the seed", () => {
  const file = join(import.meta.dirname, "fixtures/folds.json");
  const cases = JSON.parse(readFileSync(file, "utf8")) as ReferenceCase[];
  assert.ok(cases.length > 0);
  for (const { name, labels, folds, plain, stratified } of cases) {
    for (const seed of ["", "other"]) {
      const given = options(labels, { folds, seed, order: "as-listed" });
      assert.deepEqual([...makeFolds(given).assignment], plain, name);
      const byClass = makeFolds({ ...given, stratification: "by-class" });
      assert.deepEqual([...byClass.assignment], stratified, name);
      assert.equal(byClass.count, folds);
    }
  }
});

test("as listed, a class that stands in one block is noted where its fold is held out", () => {
  const labels = [0, 0, 1, 1, 2, 2];
  const { assignment, notes } = makeFolds(options(labels, { folds: 3, order: "as-listed" }));
  assert.deepEqual([...assignment], [0, 0, 1, 1, 2, 2]);
  assert.deepEqual(notes, [
    "Classes with fewer training cases than the 3 folds: 0 (2), 1 (2), 2 (2).",
    ...[0, 1, 2].map((k) => `Without fold ${k} no case is left to train on of class ${k}.`),
  ]);
});

test("two cases make two folds, each with one class left to train on", () => {
  const { count, notes } = makeFolds(options([0, 1]));
  assert.equal(count, 2);
  assert.equal(notes[0], "2 folds instead of 10: there are only 2 training cases.");
  assert.equal(notes[1], "Classes with fewer training cases than the 2 folds: 0 (1), 1 (1).");
  assert.equal(notes.filter((note) => note.includes("is predicted throughout")).length, 2);
});

test("a class with fewer cases than folds, and one that is held out whole, are noted", () => {
  const labels = [...Array(10).fill(0), ...Array(10).fill(1), 2];
  const { assignment, notes } = makeFolds(options(labels, { stratification: "by-class" }));
  assert.deepEqual(notes, [
    "Classes with fewer training cases than the 10 folds: 2 (1).",
    `Without fold ${assignment[20]} no case is left to train on of class 2.`,
  ]);
});

test("nothing is noted where nothing was unavoidable", () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 2);
  assert.deepEqual(makeFolds(options(labels, { stratification: "by-class" })).notes, []);
});

test("fewer than two cases, or fewer than two folds, are refused", () => {
  const refused = (given: FoldOptions, message: RegExp) =>
    assert.throws(
      () => makeFolds(given),
      (error) => {
        assert.ok(error instanceof HarnessError);
        assert.match(error.message, message);
        return true;
      },
    );
  refused(options([]), /at least 2 training cases, found 0/);
  refused(options([0]), /at least 2 training cases, found 1/);
  refused(options([0, 1, 1], { folds: 1 }), /number of folds is 1/);
  refused(options([0, 1, 1], { folds: 2.5 }), /number of folds is 2.5/);
  refused(options([0, 1, 1], { folds: Number.NaN }), /number of folds is NaN/);
});
