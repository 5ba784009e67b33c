import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import { makeFolds } from "./folds.ts";
import { plainSvcSolver } from "./plain-svc-solver.ts";
import { countCorrect, type SearchOptions, searchWith } from "./search.ts";
import { foldSizes, select } from "./selection.ts";
import { gramOfPoints, problems } from "./testing/problems.ts";

/** Grams of one set of cases under several settings: x ↦ scale x, with the constant 1 as a coordinate. */
const searches = fc
  .record({
    problem: problems({ min: 4, max: 24 }, 3),
    scales: fc.array(fc.constantFrom(0, 0.05, 0.3, 1, 4), { minLength: 1, maxLength: 6 }),
    C: fc.constantFrom([1], [0.01, 0.1, 1, 10, 100], [10, 0.1, 1]),
    seeds: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
  })
  .map(({ problem: { gram, labels, settings }, scales, C, seeds }) => {
    const folds = seeds.map((seed) =>
      makeFolds({ labels, folds: 5, seed, stratification: "none" }),
    );
    const task: SearchOptions = {
      labels,
      assignments: folds.map(({ assignment }) => assignment),
      folds: folds[0]!.count,
      C,
      svc: settings,
      pruning: "none",
    };
    const grams = scales.map(
      (scale): Matrix => ({ ...gram, values: gram.values.map((value) => 1 + scale * value) }),
    );
    return { grams, task };
  });

/** The counts of one fold seed, (settings, C, folds). */
function countsOfSeed(
  counts: Int32Array,
  task: Pick<SearchOptions, "assignments" | "folds">,
  seed: number,
): Int32Array {
  const { assignments, folds } = task;
  const candidates = counts.length / (assignments.length * folds);
  const result = new Int32Array(candidates * folds);
  for (let candidate = 0; candidate < candidates; candidate++) {
    const from = (candidate * assignments.length + seed) * folds;
    result.set(counts.subarray(from, from + folds), candidate * folds);
  }
  return result;
}

test("the counts are those of the plain solver, whatever the order of C", () => {
  fc.assert(
    fc.property(searches, ({ grams, task }) => {
      assert.deepEqual(countCorrect(grams, task), searchWith(plainSvcSolver, grams, task));
    }),
    { numRuns: 12 },
  );
});

test("the counts of a setting do not depend on the other settings, values of C and seeds", () => {
  fc.assert(
    fc.property(searches, ({ grams, task }) => {
      const { C, assignments, folds } = task;
      const whole = countCorrect(grams, task);
      let at = 0;
      for (const gram of grams) {
        for (const cost of C) {
          for (const assignment of assignments) {
            const alone = countCorrect([gram], { ...task, C: [cost], assignments: [assignment] });
            assert.deepEqual(whole.subarray(at, at + folds), alone);
            at += folds;
          }
        }
      }
    }),
    { numRuns: 30 },
  );
});

test("pruning leaves the best accuracy, the choice and all its ties as they are", () => {
  let left = 0;
  fc.assert(
    fc.property(searches, ({ grams, task }) => {
      const whole = countCorrect(grams, task);
      const pruned = countCorrect(grams, { ...task, pruning: "exact" });
      left += pruned.filter((count) => count === -1).length;
      for (const [at, count] of pruned.entries()) if (count >= 0) assert.equal(count, whole[at]);
      for (const [seed, assignment] of task.assignments.entries()) {
        const outcome = (counts: Int32Array) => {
          const { best, chosen, tieCount, ties } = select({
            correct: countsOfSeed(counts, task, seed),
            foldSizes: foldSizes(assignment, task.folds),
            rule: "first",
            limit: 1000,
            seed: "",
          });
          return { best, chosen, tieCount, ties };
        };
        assert.deepEqual(outcome(pruned), outcome(whole));
      }
    }),
    { numRuns: 50 },
  );
  assert.ok(left > 0);
});

test("the counts have the layout (settings, C, seeds, folds)", () => {
  // on a line, far apart: C = 1e-9 cannot tell the classes, C = 1 can
  const gram = gramOfPoints([[-3], [-2], [2], [3], [4], [-4]]);
  const task: SearchOptions = {
    labels: Int32Array.of(1, 1, 0, 0, 0, 1),
    assignments: [Int32Array.of(0, 1, 0, 1, 1, 1), Int32Array.of(0, 1, 1, 1, 1, 1)],
    folds: 2,
    C: [1, 1e-9],
    svc: { tolerance: 1e-3, gramPrecision: "float64" },
    pruning: "none",
  };
  const counts = countCorrect([gram, { ...gram, values: new Float64Array(36) }], task);
  assert.equal(counts.length, 2 * 2 * 2 * 2);
  assert.deepEqual([...counts.subarray(0, 4)], [2, 4, 1, 2]);
  assert.deepEqual([...countsOfSeed(counts, task, 1)].slice(0, 2), [1, 2]);
});

test("no Gram, no count", () => {
  const task: SearchOptions = {
    labels: Int32Array.of(0, 1),
    assignments: [Int32Array.of(0, 1)],
    folds: 2,
    C: [1],
    svc: { tolerance: 1e-3, gramPrecision: "float64" },
    pruning: "exact",
  };
  assert.equal(countCorrect([], task).length, 0);
});

test("folds that do not fit the cases, and values that cannot be trained with, are refused", () => {
  const gram = gramOfPoints([[1], [2], [3]]);
  const task: SearchOptions = {
    labels: Int32Array.of(0, 1, 1),
    assignments: [Int32Array.of(0, 1, 0)],
    folds: 2,
    C: [1],
    svc: { tolerance: 1e-3, gramPrecision: "float64" },
    pruning: "none",
  };
  const refused: [Partial<SearchOptions>, RegExp][] = [
    [{ assignments: [Int32Array.of(0, 1)] }, /2 fold assignments.*expected 3/],
    [{ assignments: [Int32Array.of(0, 1, 2)] }, /case 2 in fold 2.*from 0 to 1/],
    [{ assignments: [Int32Array.of(0, -1, 0)] }, /case 1 in fold -1/],
    [{ C: [] }, /no value of C/],
    [{ C: [1, 0] }, /C is 0/],
    [{ labels: Int32Array.of(0, -1, 1) }, /Label 1 is -1/],
    [{ svc: { tolerance: -1, gramPrecision: "float64" } }, /tolerance is -1/],
  ];
  for (const [changes, message] of refused) {
    assert.throws(() => countCorrect([gram], { ...task, ...changes }), message);
  }
  assert.throws(() => countCorrect([gramOfPoints([[1], [2]])], task), /expected 3 × 3/);
});
