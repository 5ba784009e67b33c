import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import { randomSource } from "../math/random.ts";
import { plainLinearAlgebra, withLinearAlgebra } from "../wasm/linear-algebra-memory.ts";
import { type CertifiedOptions, certifiedCounts, uncertain } from "./ridge-certified.ts";
import { classCount } from "./ridge-classifier.ts";
import { countFolds } from "./ridge-counts.ts";
import { sequenceCount } from "./ridge-effort.ts";
import { withRidgeFactor } from "./ridge-factor.ts";
import { sequencesEnd, sequencesIn } from "./ridge-lanczos.ts";
import { countRidge } from "./ridge-search.ts";
import { assertWithin, trained } from "./testing/trained-counts.ts";

interface Problem extends Omit<CertifiedOptions, "effort"> {
  readonly gram: Matrix;
  readonly folds: number;
  readonly assignments: readonly Int32Array[];
}

const partsOf = (assignments: readonly Int32Array[], folds: number): Int32Array[] =>
  assignments.flatMap((assignment) =>
    Array.from({ length: folds }, (_, fold) =>
      assignment.map((_, i) => i).filter((i) => assignment[i] === fold),
    ),
  );

/** What the points of a Gram look like: all apart, in clusters, many times the same, in a plane's corner. */
const layouts = ["random", "clustered", "duplicated", "close"] as const;

function pointsOf(layout: (typeof layouts)[number], n: number, seed: string): [number, number][] {
  const source = randomSource(seed);
  const spread = { random: 1, clustered: 0.05, duplicated: 1, close: 1e-4 }[layout];
  const points = Array.from({ length: n }, (_, i): [number, number] => {
    const centre = layout === "clustered" ? i % 4 : 0;
    return [centre + spread * source.normal(), spread * source.normal()];
  });
  return layout === "duplicated" ? points.map((_, i) => points[i % 7]!) : points;
}

/** exp(-α |x - x'|²), from all but the identity to all but ones; classes may be missing, from folds too. */
const problems: fc.Arbitrary<Problem> = fc
  .record({
    n: fc.integer({ min: 2, max: 40 }),
    classes: fc.constantFrom(1, 2, 2, 3, 5),
    folds: fc.integer({ min: 2, max: 6 }),
    seeds: fc.integer({ min: 1, max: 2 }),
    layout: fc.constantFrom(...layouts),
    ridges: fc.array(fc.constantFrom(1e-4, 1e-2, 0.1, 0.5, 2, 30, 1e12), {
      minLength: 1,
      maxLength: 4,
    }),
    alpha: fc.constantFrom(0.01, 1, 10, 1000),
    byCluster: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ n, classes, folds, seeds, layout, ridges, alpha, byCluster, seed }) => {
    const source = randomSource(`certified ${seed}`);
    const points = pointsOf(layout, n, `certified points ${seed}`);
    const values = Float64Array.from({ length: n * n }, (_, at) => {
      const [x, y] = [points[Math.floor(at / n)]!, points[at % n]!];
      return Math.exp(-alpha * ((x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2));
    });
    const labels = Int32Array.from({ length: n }, (_, i) =>
      byCluster ? i % classes : source.uniformInteger(classes),
    );
    const assignments = Array.from({ length: seeds }, () =>
      Int32Array.from({ length: n }, () => source.uniformInteger(folds)),
    );
    const parts = partsOf(assignments, folds);
    return { gram: { rows: n, columns: n, values }, labels, folds, assignments, ridges, parts };
  });

/** Counts for certain, after at most so many steps. */
function certified(problem: Problem, steps: number, plain = false): number[] | undefined {
  const n = problem.labels.length;
  const slots = sequenceCount(problem.labels, problem.parts.length);
  const end = (base: number) => sequencesEnd(n, slots, base);
  const run = (lent: ReturnType<typeof plainLinearAlgebra>, memory: Float64Array) => {
    const sequences = sequencesIn(lent, memory, n, slots);
    const effort = { steps, stepsWithoutFloor: steps };
    const found = certifiedCounts(sequences, problem.gram, { ...problem, effort });
    return found && [...found];
  };
  if (!plain) return withLinearAlgebra(end, run);
  const lent = plainLinearAlgebra();
  return run(lent, lent.reserve(end(lent.base)));
}

function byFactorisation({ gram, labels, ridges, parts }: Problem): number[] {
  const widest = Math.max(...parts.map(({ length }) => length));
  return withRidgeFactor({ labels, classes: classCount(labels), ridges, widest }, (factor) => {
    factor.load(gram);
    const counts = new Int32Array(ridges.length * parts.length).fill(uncertain);
    countFolds(factor, gram, { labels, ridges }, parts, counts);
    return [...counts];
  });
}

/** Equal where they are certain. */
function assertAgrees(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  assert.deepEqual(
    found,
    expected.map((count, at) => (found[at] === uncertain ? uncertain : count)),
  );
}

test("counts that are certain are those of the factorisation, on Grams of every kind", () => {
  let certain = 0;
  let runs = 0;
  fc.assert(
    fc.property(problems, (problem) => {
      const found = certified(problem, 3 * problem.labels.length);
      runs++;
      if (found === undefined) return;
      certain++;
      assertAgrees(found, byFactorisation(problem));
    }),
    { numRuns: 400 },
  );
  assert.ok(certain > runs / 5, `${certain} of ${runs}`);
});

test("without SIMD the counts and what is certain are the same", () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: 1, max: 30 }), (problem, steps) => {
      assert.deepEqual(certified(problem, steps, true), certified(problem, steps));
    }),
    { numRuns: 40 },
  );
});

test("more steps never take back what fewer have settled", () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: 1, max: 20 }), (problem, steps) => {
      const early = certified(problem, steps);
      if (early === undefined) return;
      const late = certified(problem, 4 * steps + 7);
      assert.notEqual(late, undefined);
      assertAgrees(early, late!);
    }),
    { numRuns: 100 },
  );
});

/** Noise of unit variance on a line for each of two classes, `n` cases, and the Gram of inner products. */
function linear(n: number, shift: number): Problem {
  const source = randomSource("certified linear");
  const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
  const points = Array.from(labels, (label) =>
    Array.from({ length: 30 }, () => (label - 0.5) / 2 + source.normal()),
  );
  const values = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const product = points[i]!.reduce((sum, x, k) => sum + x * points[j]![k]!, 0);
    return product / 30 + (i === j ? shift : 0);
  });
  const assignments = [Int32Array.from({ length: n }, (_, i) => Math.floor(i / 2) % 10)];
  return {
    ...{ gram: { rows: n, columns: n, values }, labels, folds: 10, assignments },
    ...{ ridges: [0.01, 1, 100], parts: partsOf(assignments, 10) },
  };
}

test("the counts of a well-conditioned Gram are certain after a few steps, those of many cases too", () => {
  const problem = linear(240, 1);
  const found = certified(problem, 40);
  assert.deepEqual(found, byFactorisation(problem));
  assert.deepEqual([...countRidge([problem.gram], { ...problem, validation: "folds" })], found);
  for (const [at, ridge] of problem.ridges.entries()) {
    for (const [part, cases] of problem.parts.entries())
      assertWithin(found![10 * at + part]!, trained(problem, ridge, [...cases]));
  }
});

test("an eigenvalue below zero is found out, though no sequence comes near it", () => {
  const { gram, ...problem } = linear(60, 1);
  // Two cases of a class that are more like each other than each is like itself, and like no other.
  const values = gram.values.map((value, at) => {
    const [i, j] = [Math.floor(at / 60), at % 60].map((k) => Math.max(0, k - 57));
    if (i === 0 && j === 0) return value;
    return i === 0 || j === 0 ? 0 : i === j ? 1 : 1.5;
  });
  const labels = problem.labels.map((label, i) => (i < 58 ? label : 0));
  const indefinite = { ...problem, labels, gram: { ...gram, values }, ridges: [0.1, 0.4] };
  assert.equal(certified(indefinite, 200), undefined);
  assert.deepEqual(byFactorisation(indefinite), new Array(20).fill(-1));
  const definite = { ...indefinite, ridges: [0.6, 1] };
  assert.ok(byFactorisation(definite).every((count) => count >= 0));
});

test("scores that are the same settle nothing", () => {
  const values = new Float64Array(16).fill(1);
  const assignments = [Int32Array.of(0, 0, 1, 1)];
  const labels = Int32Array.of(0, 1, 0, 1);
  const problem = {
    ...{ gram: { rows: 4, columns: 4, values }, labels, folds: 2, assignments },
    ...{ ridges: [1], parts: partsOf(assignments, 2) },
  };
  assert.equal(certified(problem, 100), undefined);
  assert.deepEqual(byFactorisation(problem), [1, 1]);
});

test("scores that the factorisation cannot tell apart are left to it", () => {
  // To the first case the second is nearer than the third by less than what 1 is rounded by.
  const near = 1e-7;
  const nearer = near * (1 + 1e-9);
  const values = Float64Array.of(1, nearer, near, nearer, 1, 0, near, 0, 1);
  const problem = {
    ...{ gram: { rows: 3, columns: 3, values }, labels: Int32Array.of(1, 1, 0), folds: 3 },
    ...{ assignments: [Int32Array.of(0, 1, 2)], ridges: [0.5] },
    parts: [Int32Array.of(0), Int32Array.of(1), Int32Array.of(2)],
  };
  assert.deepEqual(certified(problem, 50), [uncertain, 1, 0]);
});

test("entries that are too large or too small to be squared settle nothing wrongly", () => {
  for (const scale of [1e-170, 1e-200, 1e170, 1e300]) {
    const problem = linear(20, 1);
    const values = problem.gram.values.map((value) => value * scale);
    const scaled = { ...problem, gram: { ...problem.gram, values }, ridges: [0.1 * scale] };
    const found = certified(scaled, 60);
    if (found !== undefined) assertAgrees(found, byFactorisation(scaled));
    assert.equal(found === undefined, scale < 1e-140 || scale > 1e150);
  }
});
