import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import { plainSvcSolver } from "./plain-svc-solver.ts";
import { classesOf, pairsOf } from "./svc.ts";
import type { SvcSolverOptions } from "./svc-solver.ts";
import { gramOfPoints, type Problem, problems } from "./testing/problems.ts";
import { wasmSvcSolver } from "./wasm-svc-solver.ts";

/** Ascending, with values that are near each other, equal, and far apart. */
const costs = fc
  .array(fc.constantFrom(0.001, 0.01, 0.011, 0.1, 1, 1, 7, 10, 100), {
    minLength: 1,
    maxLength: 6,
  })
  .map((values) => values.sort((a, b) => a - b));

const solversFor = ({ labels, settings }: Problem, C: readonly number[]) => {
  const options: SvcSolverOptions = { labels, C, svc: settings, widestFold: labels.length };
  return { plain: plainSvcSolver(options), fast: wasmSvcSolver(options)! };
};

test("the fast solver's machines have the bits of the plain one's", () => {
  fc.assert(
    fc.property(problems({ min: 2, max: 40 }, 4), costs, (problem, C) => {
      const { plain, fast } = solversFor(problem, C);
      plain.load(problem.gram);
      fast.load(problem.gram);
      const all = problem.labels.map((_, i) => i);
      for (const [a, b] of pairsOf(classesOf(problem.labels, all))) {
        assert.deepEqual(fast.train(a, b), plain.train(a, b));
      }
    }),
    { numRuns: 150 },
  );
});

test("outside a fold, too, the fast solver's machines have the bits of the plain one's", () => {
  fc.assert(
    fc.property(problems({ min: 6, max: 30 }, 2), costs, (problem, C) => {
      // Both classes have a case in every fold.
      const labels = problem.labels.map((label, i) => (i < 6 ? i % 2 : label));
      const { plain, fast } = solversFor({ ...problem, labels }, C);
      for (const solver of [plain, fast]) {
        solver.load(problem.gram);
        solver.divide(labels.map((_, i) => Math.floor(i / 2) % 3));
      }
      for (let fold = 0; fold < 3; fold++) {
        const machines = fast.train(0, 1, fold);
        assert.deepEqual(machines, plain.train(0, 1, fold));
        assert.ok(machines.every(({ rows }) => rows.every((i) => Math.floor(i / 2) % 3 !== fold)));
      }
    }),
    { numRuns: 60 },
  );
});

test("the fast solver counts what the plain one counts, in every fold, with any C left out", () => {
  const shared = fc.tuple(problems({ min: 2, max: 30 }, 4), costs, fc.integer({ min: 2, max: 5 }));
  fc.assert(
    fc.property(shared, fc.infiniteStream(fc.nat(4)), ([problem, C, folds], stream) => {
      const { plain, fast } = solversFor(problem, C);
      // Two folds at least have a case, so that something is left to train on.
      const assignment = problem.labels.map((_, i) => (i < 2 ? i : stream.next().value % folds));
      const active = C.map(() => stream.next().value > 0);
      for (const solver of [plain, fast]) {
        solver.load(problem.gram);
        solver.divide(assignment);
      }
      for (let fold = 0; fold < folds; fold++) {
        const expected = plain.countFold(fold, active);
        const found = fast.countFold(fold, active);
        for (const c of C.keys()) if (active[c]) assert.equal(found[c], expected[c]);
      }
    }),
    { numRuns: 150 },
  );
});

test("a pair too large for a register at a time, with many classes and a wide fold", () => {
  const points = Array.from({ length: 90 }, (_, i) => [(i * 7) % 11, (i * 5) % 13, i % 3]);
  const labels = Int32Array.from(points, (_, i) => (i * i) % 7);
  const settings = { tolerance: 1e-3, gramPrecision: "float32" } as const;
  const { plain, fast } = solversFor(
    { gram: gramOfPoints(points), labels, settings },
    [0.1, 1, 10],
  );
  for (const solver of [plain, fast]) {
    solver.load(gramOfPoints(points));
    solver.divide(labels.map((_, i) => (i % 5 === 0 ? 0 : 1)));
  }
  const active = [true, true, true];
  assert.deepEqual(fast.countFold(0, active), plain.countFold(0, active));
  assert.deepEqual(fast.countFold(1, active), plain.countFold(1, active));
});

test("both solvers refuse a Gram that is not finite or of the wrong size", () => {
  const gram = gramOfPoints([[1], [2], [3]]);
  const problem = {
    gram,
    labels: Int32Array.of(0, 1, 1),
    settings: { tolerance: 1e-3, gramPrecision: "float64" } as const,
  };
  const { plain, fast } = solversFor(problem, [1]);
  for (const solver of [plain, fast]) {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      assert.throws(
        () => solver.load({ ...gram, values: gram.values.with(5, value) }),
        (error) => error instanceof HarnessError && /Entry \(1, 2\)/.test(error.message),
      );
    }
    assert.throws(() => solver.load(gramOfPoints([[1], [2]])), /2 × 2, expected 3 × 3/);
    solver.load(gram);
    assert.equal(solver.train(0, 1)[0]!.converged, true);
  }
});
