import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exactMean, foldSizes, type SelectionOptions, select, type TieRule } from "./selection.ts";

const C = [10, 0.1, 1];

/** Two settings by three values of C, two folds of 3 and 2 cases. */
const options = (correct: readonly number[], changes: Partial<SelectionOptions> = {}) => ({
  correct: Int32Array.from(correct),
  strength: (candidate: number) => C[candidate % C.length]!,
  foldSizes: Int32Array.of(3, 2),
  rule: "first" as const,
  limit: 50,
  seed: "seed",
  ...changes,
});

const threeTies = [3, 1, 3, 2, 0, 2, 0, 0, 3, 2, 3, 2];

test("the mean over folds weighs every fold alike, whatever its size", () => {
  assert.deepEqual(exactMean(Int32Array.of(3, 2)), { weights: [2, 3], denominator: 12 });
  const outcome = select(options([3, 0, 0, 2, 1, 1, 2, 1, 2, 0, 0, 0]));
  assert.equal(outcome.denominator, 12);
  assert.deepEqual(outcome.numerators, [6, 6, 5, 7, 4, 0]);
  assert.equal(outcome.best, 7);
  assert.equal(outcome.chosen, 3);
});

test("numerators are the exact mean accuracies", () => {
  const folds = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(30)), { minLength: 1, maxLength: 10 })
    .map((pairs) => pairs.map(([size, right]) => [size, Math.min(size, right)] as const));
  fc.assert(
    fc.property(folds, (pairs) => {
      const sizes = Int32Array.from(pairs, ([size]) => size);
      const correct = Int32Array.from(pairs, ([, right]) => right);
      const { best, denominator } = select({ ...options([]), correct, foldSizes: sizes });
      const mean = pairs.reduce((sum, [size, right]) => sum + right / size, 0) / pairs.length;
      assert.ok(Math.abs(best / denominator - mean) < 1e-12);
      assert.equal(denominator % pairs.length, 0);
    }),
  );
});

test("accuracies that are equal as fractions tie, though their float sums differ", () => {
  assert.notEqual(1 / 10 + 2 / 10, 3 / 10);
  const outcome = select({
    ...options([1, 2, 3, 0]),
    foldSizes: Int32Array.of(10, 10),
  });
  assert.equal(outcome.tieCount, 2);
});

test("each tie rule chooses among the best only", () => {
  const chosen = (rule: TieRule) => select(options(threeTies, { rule })).chosen;
  assert.equal(chosen("first"), 1);
  assert.equal(chosen("last"), 5);
  assert.equal(chosen("smallest-c"), 1);
  assert.equal(chosen("largest-c"), 5);
  const { ties, tieCount } = select(options(threeTies));
  assert.equal(tieCount, 3);
  assert.deepEqual(ties, [1, 4, 5]);
  const drawn = new Set(
    Array.from(
      { length: 60 },
      (_, i) => select(options(threeTies, { rule: "random", seed: `${i}` })).chosen,
    ),
  );
  assert.deepEqual(drawn, new Set(ties));
});

test("without a strength to compare, the smallest and the largest are the first", () => {
  for (const rule of ["smallest-c", "largest-c"] as const) {
    assert.equal(select(options(threeTies, { rule, strength: undefined })).chosen, 1);
  }
});

test("where there are more ties than the limit, a seeded sample with the chosen one is named", () => {
  const rules = fc.constantFrom<TieRule>("first", "last", "smallest-c", "largest-c", "random");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), rules, fc.string(), (limit, rule, seed) => {
      const correct = new Int32Array(2 * 3 * 2).fill(2);
      const given = { ...options([]), correct, limit, rule, seed };
      const { chosen, ties, tieCount } = select(given);
      assert.equal(tieCount, 6);
      assert.equal(ties.length, Math.min(limit, 6));
      assert.ok(ties.includes(chosen));
      assert.deepEqual(
        ties,
        [...new Set(ties)].sort((a, b) => a - b),
      );
      assert.deepEqual(select(given).ties, ties);
    }),
  );
});

test("candidates of which a fold is unknown are out of the choice, and unknown in the surface", () => {
  const outcome = select(options([3, -1, 1, 1, 3, 1, 0, -1, 0, -1, 3, 1]));
  assert.deepEqual(outcome.numerators, [null, 5, 9, null, null, 9]);
  assert.equal(outcome.tieCount, 2);
  assert.equal(outcome.chosen, 2);
});

test("a selection without candidates, folds without cases and ragged counts are refused", () => {
  assert.throws(() => select(options([])), /0 counts for candidates with 2 folds each/);
  assert.throws(() => select(options([1, 2, 3])), /3 counts for candidates with 2 folds each/);
  assert.throws(
    () => select(options(Array(6).fill(-1))),
    /No candidate could be trained with every fold/,
  );
  assert.throws(
    () => select(options(threeTies, { foldSizes: Int32Array.of(3, 0) })),
    /mean over folds of 3, 0 cases has no exact integer form/,
  );
});

test("fold sizes are counted from the assignment", () => {
  assert.deepEqual([...foldSizes(Int32Array.of(0, 2, 1, 0, 2, 0), 4)], [3, 1, 2, 0]);
});
