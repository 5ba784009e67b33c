import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import {
  decisionValues,
  type Machine,
  modelOf,
  predict,
  type SvcOptions,
  trainSvc,
} from "./svc.ts";
import { gramOfPoints, problems } from "./testing/problems.ts";

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
});

const transpose = (rows: readonly (readonly number[])[]): Matrix =>
  matrix(rows[0]!.map((_, j) => rows.map((row) => row[j]!)));

const upTo = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

interface ReferenceCase {
  readonly dataset: string;
  readonly labels: number[];
  readonly gram: number[][];
  readonly testGram: number[][]; // (test cases, training cases)
  readonly fits: {
    readonly C: number;
    readonly supportVectors: number;
    readonly predictions: number[];
    readonly decisionValuesOneVsOne: number[][];
    readonly dualObjectives: number[];
  }[];
}

/** The file gives a single machine's decision values the sign of scikit-learn: positive for the second class. */
const signOf = (machines: number): number => (machines === 1 ? -1 : 1);

function referenceFits(visit: (given: ReferenceCase, fit: ReferenceCase["fits"][number]) => void) {
  for (const given of read(join(sharedFolder!, "reference/svm.json")) as ReferenceCase[]) {
    for (const fit of given.fits) visit(given, fit);
  }
}

const withReference = { skip: withoutSharedFolder };

test(
  "the reference fits come out: predictions, support vectors, dual objectives",
  withReference,
  () => {
    referenceFits((given, fit) => {
      const model = trainSvc({
        gram: matrix(given.gram),
        labels: Int32Array.from(given.labels),
        rows: upTo(given.labels.length),
        C: fit.C,
        settings: { tolerance: 1e-3, gramPrecision: "float64" },
      });
      const testGram = transpose(given.testGram);
      const columns = upTo(testGram.columns);
      assert.deepEqual([...predict(model, testGram, columns)], fit.predictions);
      assert.ok(Math.abs(model.supportVectors.length - fit.supportVectors) <= 1);
      for (const [m, objective] of fit.dualObjectives.entries()) {
        const error = Math.abs(model.machines[m]!.dualObjective - objective);
        assert.ok(error <= 1e-6 * Math.abs(objective), `${given.dataset}, C = ${fit.C}: ${error}`);
      }
    });
  },
);

test(
  "with their tolerance and float32 Grams the reference decision values come out to 1e-12",
  withReference,
  () => {
    referenceFits((given, fit) => {
      const model = trainSvc({
        gram: matrix(given.gram),
        labels: Int32Array.from(given.labels),
        rows: upTo(given.labels.length),
        C: fit.C,
        settings: { tolerance: 1e-8, gramPrecision: "float32" },
      });
      const testGram = transpose(given.testGram);
      const found = decisionValues(model, testGram, upTo(testGram.columns));
      for (const [at, value] of fit.decisionValuesOneVsOne.flat().entries()) {
        assert.ok(Math.abs(signOf(found.columns) * found.values[at]! - value) < 1e-12);
      }
    });
  },
);

interface LibsvmCase {
  readonly name: string;
  readonly labels: number[];
  readonly folds: number[];
  readonly gram: number[][];
  readonly fits: {
    readonly C: number;
    readonly iterations: number[];
    readonly supportVectors: number[];
    readonly decisions: number[][];
    readonly predictions: number[];
    readonly foldCounts: number[];
  }[];
}

test("with float32 Grams the iterates are LIBSVM's: same iterations, support vectors, decision values", () => {
  const cases = read(join(import.meta.dirname, "fixtures/svc.json")) as LibsvmCase[];
  for (const given of cases) {
    const labels = Int32Array.from(given.labels);
    const gram = matrix(given.gram);
    const settings = { tolerance: 1e-3, gramPrecision: "float32" } as const;
    const all = upTo(labels.length);
    for (const fit of given.fits) {
      const model = trainSvc({ gram, labels, rows: all, C: fit.C, settings });
      assert.deepEqual(
        model.machines.map((m) => m.iterations),
        fit.iterations,
        given.name,
      );
      assert.deepEqual([...model.supportVectors], fit.supportVectors);
      assert.deepEqual([...decisionValues(model, gram, all).values], fit.decisions.flat());
      assert.deepEqual([...predict(model, gram, all)], fit.predictions);
      for (const [fold, count] of fit.foldCounts.entries()) {
        const part = (inside: boolean) => all.filter((i) => (given.folds[i] === fold) === inside);
        const held = part(true);
        const found = predict(
          trainSvc({ gram, labels, rows: part(false), C: fit.C, settings }),
          gram,
          held,
        );
        assert.equal(found.filter((label, at) => label === labels[held[at]!]).length, count);
      }
    }
  }
});

test("solutions meet the optimality conditions to the tolerance", () => {
  const costs = fc.constantFrom(0.01, 1, 100);
  fc.assert(
    fc.property(problems({ min: 2, max: 25 }, 3), costs, (problem, C) => {
      const settings = { tolerance: 1e-3, gramPrecision: "float64" } as const;
      const { gram, labels } = problem;
      const model = trainSvc({ gram, labels, rows: upTo(labels.length), C, settings });
      assert.ok(model.converged);
      for (const { rows, beta, positive } of model.machines) {
        const sign = (k: number) => (labels[rows[k]!] === positive ? 1 : -1);
        assert.ok(Math.abs(beta.reduce((sum, value) => sum + value, 0)) <= 1e-12 * C * rows.length);
        let greatest = -Infinity;
        let least = Infinity;
        for (const [k, row] of rows.entries()) {
          const alpha = sign(k) * beta[k]!;
          assert.ok(alpha >= 0 && alpha <= C);
          const output = rows.reduce(
            (sum, other, t) => sum + beta[t]! * gram.values[row * gram.columns + other]!,
            0,
          );
          const g = sign(k) - output;
          if (sign(k) > 0 ? alpha < C : alpha > 0) greatest = Math.max(greatest, g);
          if (sign(k) > 0 ? alpha > 0 : alpha < C) least = Math.min(least, g);
        }
        // 1e-9: rounding of the running g against the g that is computed afresh here
        assert.ok(greatest - least < settings.tolerance + 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

const twoClusters: SvcOptions = {
  gram: gramOfPoints([[2], [3], [-2], [-3]]),
  labels: Int32Array.of(0, 0, 1, 1),
  rows: upTo(4),
  C: 1,
  settings: { tolerance: 1e-9, gramPrecision: "float64" },
};

test("four points on a line: the inner two are the support vectors, the middle is the boundary", () => {
  const model = trainSvc(twoClusters);
  assert.deepEqual([...model.supportVectors], [0, 2]);
  const [machine] = model.machines;
  assert.deepEqual([...machine!.beta], [0.125, 0, -0.125, 0]);
  assert.equal(machine!.dualObjective, -0.125); // -1 / (2 margin^2) with margin 2
  assert.equal(machine!.rho, 0);
  const K = matrix([[2], [3], [-2], [-3]]); // against the point 1
  assert.equal(decisionValues(model, K, upTo(1)).values[0], 0.5);
});

test("a part with one class predicts that class throughout", () => {
  const model = trainSvc({ ...twoClusters, rows: Int32Array.of(2, 3) });
  assert.deepEqual(model.machines, []);
  assert.equal(model.supportVectors.length, 0);
  assert.ok(model.converged);
  assert.deepEqual([...predict(model, twoClusters.gram, upTo(4))], [1, 1, 1, 1]);
});

test("equal votes go to the lowest class", () => {
  const machine = (row: number, positive: number, negative: number): Machine => ({
    positive,
    negative,
    rows: Int32Array.of(row),
    beta: Float64Array.of(1),
    rho: 0,
    dualObjective: 0,
    iterations: 0,
    converged: true,
  });
  const model = modelOf([2, 5, 7], [machine(0, 2, 5), machine(1, 2, 7), machine(2, 5, 7)]);
  const decisions = matrix([
    [1, -1, 1, 0],
    [-1, 1, -1, 0],
    [1, -1, -1, 0],
  ]);
  assert.deepEqual([...predict(model, decisions, upTo(4))], [2, 2, 7, 7]);
});

test("a run that reaches the cap on iterations says so", () => {
  const model = trainSvc({
    ...twoClusters,
    settings: { ...twoClusters.settings, maxIterations: 1 },
  });
  assert.equal(model.iterations, 1);
  assert.equal(model.converged, false);
});

test("what cannot be trained with is refused in a sentence", () => {
  const { gram, settings } = twoClusters;
  const holding = (value: number): Matrix => ({ ...gram, values: gram.values.with(6, value) });
  const refused: [Partial<SvcOptions>, RegExp][] = [
    [{ gram: holding(Number.NaN) }, /Entry \(1, 2\) of the training Gram is NaN/],
    [{ gram: holding(-Infinity) }, /Entry \(1, 2\) of the training Gram is -Infinity/],
    [{ gram: { ...gram, columns: 3 } }, /training Gram is 4 × 3, expected 4 × 4/],
    [{ gram: { ...gram, values: gram.values.slice(1) } }, /training Gram/],
    [{ labels: Int32Array.of(0, 1) }, /training Gram is 4 × 4, expected 2 × 2/],
    [{ labels: new Int32Array(0) }, /no training cases/],
    [{ labels: Int32Array.of(0, 0, -1, 1) }, /Label 2 is -1/],
    [{ C: 0 }, /C is 0, expected a positive number/],
    [{ C: -1 }, /C is -1/],
    [{ C: Number.NaN }, /C is NaN/],
    [{ C: Infinity }, /C is Infinity/],
    [{ settings: { ...settings, tolerance: 0 } }, /tolerance is 0/],
    [{ settings: { ...settings, maxIterations: 0 } }, /cap on iterations is 0/],
    [{ settings: { ...settings, maxIterations: 1.5 } }, /cap on iterations is 1.5/],
  ];
  for (const [changes, message] of refused) {
    assert.throws(
      () => trainSvc({ ...twoClusters, ...changes }),
      (error) => error instanceof HarnessError && message.test(error.message),
      String(message),
    );
  }
});
