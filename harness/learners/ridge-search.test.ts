import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { randomSource } from "../math/random.ts";
import { countRidge, type RidgeSearchOptions } from "./ridge-search.ts";
import { assertWithin, trained } from "./testing/trained-counts.ts";

interface Problem {
  readonly gram: Matrix;
  readonly labels: Int32Array;
  readonly folds: number;
  readonly assignments: readonly Int32Array[];
  readonly ridges: readonly number[];
}

/**
 * exp(-α |x - x'|²) of random points, for large α all but the identity, where scores are faint; the first
 * class may be missing, and classes within folds.
 */
const problems: fc.Arbitrary<Problem> = fc
  .record({
    n: fc.integer({ min: 2, max: 27 }),
    classes: fc.integer({ min: 1, max: 7 }),
    folds: fc.integer({ min: 2, max: 6 }),
    seeds: fc.integer({ min: 1, max: 3 }),
    ridges: fc.array(fc.constantFrom(1e-3, 0.1, 0.5, 2, 30, 1e12), { minLength: 1, maxLength: 4 }),
    alpha: fc.constantFrom(1, 1, 10, 100, 1000),
    seed: fc.nat(),
  })
  .map(({ n, classes, folds, seeds, ridges, alpha, seed }) => {
    const source = randomSource(`ridge problem ${seed}`);
    const points = Array.from({ length: n }, () => [source.normal(), source.normal()] as const);
    const values = Float64Array.from({ length: n * n }, (_, at) => {
      const [x, y] = [points[Math.floor(at / n)]!, points[at % n]!];
      return Math.exp(-alpha * ((x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2));
    });
    const labels = Int32Array.from({ length: n }, () => source.uniformInteger(classes));
    const assignments = Array.from({ length: seeds }, () =>
      Int32Array.from({ length: n }, () => source.uniformInteger(folds)),
    );
    return { gram: { rows: n, columns: n, values }, labels, folds, assignments, ridges };
  });

function search(problem: Problem, validation: RidgeSearchOptions["validation"] = "folds") {
  return [...countRidge([problem.gram], { ...problem, validation })];
}

test("the counts of every fold are those of training on the other folds", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const counts = search(problem);
      let at = 0;
      for (const ridge of problem.ridges) {
        for (const assignment of problem.assignments) {
          for (let fold = 0; fold < problem.folds; fold++) {
            const held = [...assignment.keys()].filter((i) => assignment[i] === fold);
            assertWithin(counts[at++]!, trained(problem, ridge, held));
          }
        }
      }
      assert.equal(at, counts.length);
    }),
  );
});

test("leave-one-out counts are those of training n times, the same for every fold seed", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const counts = search(problem, "leave-one-out");
      let at = 0;
      for (const ridge of problem.ridges) {
        const bounds = [...problem.labels.keys()].map((i) => trained(problem, ridge, [i]));
        const total = (key: "least" | "most") => bounds.reduce((sum, one) => sum + one[key], 0);
        for (const _ of problem.assignments) {
          assertWithin(counts[at]!, { least: total("least"), most: total("most") });
          assert.equal(counts[at], counts[at - (at % problem.assignments.length)]);
          at++;
        }
      }
      assert.equal(at, counts.length);
    }),
  );
});

test("leaving out one case after another is what folds of one case are", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const n = problem.labels.length;
      const alone = {
        ...problem,
        folds: n,
        assignments: [Int32Array.from({ length: n }, (_, i) => i)],
      };
      const folds = search(alone);
      const sums = problem.ridges.map((_, r) =>
        folds.slice(r * n, (r + 1) * n).reduce((sum, count) => sum + count, 0),
      );
      const bounds = problem.ridges.map((ridge) =>
        [...problem.labels.keys()].map((i) => trained(problem, ridge, [i])),
      );
      for (const [r, count] of search(alone, "leave-one-out").entries()) {
        const unsure = bounds[r]!.filter(({ least, most }) => least !== most).length;
        assert.ok(Math.abs(count - sums[r]!) <= unsure);
      }
    }),
    { numRuns: 50 },
  );
});

test("the counts of a ridge and a seed depend on no other ridge, seed or Gram", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { ridges, assignments, folds, gram } = problem;
      const counts = [...countRidge([gram, gram], { ...problem, validation: "folds" })];
      const half = counts.length / 2;
      assert.deepEqual(counts.slice(0, half), counts.slice(half));
      for (const [r, ridge] of ridges.entries()) {
        for (const [s, assignment] of assignments.entries()) {
          const alone = search({ ...problem, ridges: [ridge], assignments: [assignment] });
          const from = (r * assignments.length + s) * folds;
          assert.deepEqual(counts.slice(from, from + folds), alone);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("another order of the cases gives the same counts, but for scores equal to rounding", () => {
  fc.assert(
    fc.property(problems, fc.nat(), (problem, seed) => {
      const n = problem.labels.length;
      const order = Int32Array.from({ length: n }, (_, i) => i);
      randomSource(`order ${seed}`).shuffle(order);
      const values = Float64Array.from({ length: n * n }, (_, at) => {
        return problem.gram.values[order[Math.floor(at / n)]! * n + order[at % n]!]!;
      });
      const reordered = {
        ...problem,
        gram: { rows: n, columns: n, values },
        labels: order.map((i) => problem.labels[i]!),
        assignments: problem.assignments.map((of) => order.map((i) => of[i]!)),
      };
      const [found, again] = [search(problem), search(reordered)];
      let at = 0;
      for (const ridge of problem.ridges) {
        for (const assignment of problem.assignments) {
          for (let fold = 0; fold < problem.folds; fold++) {
            const held = [...assignment.keys()].filter((i) => assignment[i] === fold);
            const { least, most } = trained(problem, ridge, held);
            assert.ok(Math.abs(found[at]! - again[at]!) <= most - least);
            at++;
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

function square(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows.length, values: Float64Array.from(rows.flat()) };
}

const identity = (n: number) =>
  square(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j))));

/** Options with one fold seed. */
function options(labels: number[], assignment: number[], ridges: number[]): RidgeSearchOptions {
  return {
    ...{ labels: Int32Array.from(labels), ridges, folds: Math.max(...assignment) + 1 },
    ...{ assignments: [Int32Array.from(assignment)], validation: "folds" },
  };
}

test("scores that are all equal give the lowest class", () => {
  // Nothing is known of a case that is like no other: all its scores are 0. Roots of powers of 4 are exact.
  const found = countRidge([identity(4)], options([0, 1, 2, 0], [0, 0, 1, 1], [3]));
  assert.deepEqual([...found], [1, 1]);
});

test("a class that is missing outside a fold is not predicted for it", () => {
  const ones = square([
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
  ]);
  assert.deepEqual([...countRidge([ones], options([0, 0, 1], [0, 0, 1], [1]))], [0, 0]);
  assert.deepEqual([...countRidge([ones], options([1, 1, 1], [0, 0, 1], [1]))], [2, 1]);
});

test("two cases are enough, and a fold may be empty", () => {
  const alike = square([
    [1, 0.5],
    [0.5, 1],
  ]);
  assert.deepEqual([...countRidge([alike], options([0, 0], [0, 1], [0.1, 10]))], [1, 1, 1, 1]);
  assert.deepEqual([...countRidge([alike], options([1, 0], [0, 1], [0.1]))], [0, 0]);
  assert.deepEqual([...countRidge([alike], options([1, 1], [0, 2], [0.1]))], [1, 0, 1]);
});

test("a ridge with which the Gram is not positive definite is unknown with every fold", () => {
  const indefinite = square([
    [1, 2],
    [2, 1],
  ]);
  const folds = options([0, 0], [0, 1], [0.5, 4]);
  assert.deepEqual([...countRidge([indefinite], folds)], [-1, -1, 1, 1]);
  const leftOut = { ...folds, validation: "leave-one-out" as const };
  assert.deepEqual([...countRidge([indefinite], leftOut)], [-1, 2]);
});

test("identical cases of two classes are all wrong when one is left out, however large the ridge", () => {
  const same = square(Array.from({ length: 4 }, () => [1, 1, 1, 1]));
  const leftOut = options([0, 0, 1, 1], [0, 1, 2, 3], [1, 1e15, 1e300]);
  assert.deepEqual([...countRidge([same], { ...leftOut, validation: "leave-one-out" })], [0, 0, 0]);
});

test("no Gram gives no counts", () => {
  assert.equal(countRidge([], options([0, 1], [0, 1], [1])).length, 0);
});

const refusals: readonly (readonly [string, Matrix, RidgeSearchOptions, RegExp])[] = [
  [
    "a ridge of 0",
    identity(2),
    options([0, 1], [0, 1], [0]),
    /^A ridge is 0, expected a positive number\.$/,
  ],
  [
    "a Gram of another size",
    identity(3),
    options([0, 1], [0, 1], [1]),
    /^The training Gram is 3 × 3, expected 2 × 2\.$/,
  ],
  [
    "an infinite entry",
    square([
      [1, 0],
      [0, Number.POSITIVE_INFINITY],
    ]),
    options([0, 1], [0, 1], [1]),
    /^Entry \(1, 1\) of the training Gram is Infinity, expected a finite number\.$/,
  ],
  [
    "folds of too few cases",
    identity(2),
    options([0, 1], [0], [1]),
    /^There are 1 fold assignments, expected 2\.$/,
  ],
  [
    "a fold that there is not",
    identity(2),
    { ...options([0, 1], [0, 1], [1]), assignments: [Int32Array.of(0, 2)] },
    /^Case 1 is in fold 2, expected one from 0 to 1\.$/,
  ],
];

for (const [what, gram, wrong, message] of refusals)
  test(`${what} is refused in one sentence`, () => {
    assert.throws(
      () => countRidge([gram], wrong),
      (error) => error instanceof HarnessError && message.test(error.message),
    );
  });
