import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { type RidgeModel, ridgeClasses, ridgeScores, trainRidge } from "./ridge-classifier.ts";
import { countRidge, type RidgeSearchOptions } from "./ridge-search.ts";

function matrix(rows: readonly (readonly number[])[]): Matrix {
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    values: Float64Array.from(rows.flat()),
  };
}

interface Golden {
  readonly name: string;
  readonly labels: readonly number[];
  readonly folds: readonly number[];
  readonly gram: readonly (readonly number[])[];
  readonly cross: readonly (readonly number[])[];
  readonly fits: readonly {
    readonly ridge: number;
    readonly coefficients: readonly (readonly number[])[];
    readonly scores: readonly (readonly number[])[];
    readonly degreesOfFreedom: number;
    readonly foldCounts: readonly number[];
    readonly leftOutCount: number;
  }[];
}

const golden: readonly Golden[] = JSON.parse(
  readFileSync(new URL("./fixtures/ridge-classifier.json", import.meta.url), "utf8"),
);

/** Rounding times the condition of the worst system of the fixture, some 1e6, with room. */
const tolerance = 1e-8;

function assertClose(found: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const difference = Math.abs(found[i]! - value);
    assert.ok(difference <= tolerance, `${i}: ${found[i]}, not ${value}`);
  }
}

for (const { name, labels, folds, gram, cross, fits } of golden) {
  const options = { labels: Int32Array.from(labels), ridges: fits.map(({ ridge }) => ridge) };

  test(`${name}: coefficients, scores and degrees of freedom are scikit-learn's`, () => {
    for (const [r, model] of trainRidge(matrix(gram), options).entries()) {
      const { coefficients, scores, degreesOfFreedom } = fits[r]!;
      assertClose(model.coefficients.values, coefficients.flat());
      const found = ridgeScores(model, matrix(cross));
      assert.deepEqual([found.rows, found.columns], [scores.length, scores[0]!.length]);
      assertClose(found.values, scores.flat());
      assertClose([model.degreesOfFreedom], [degreesOfFreedom]);
      const classes = scores.map((of) => of.indexOf(Math.max(...of)));
      assert.deepEqual([...ridgeClasses(model, found)], classes);
    }
  });

  test(`${name}: counts are those of scikit-learn's machines, one for every fold and case`, () => {
    const search = (validation: RidgeSearchOptions["validation"]) =>
      countRidge([matrix(gram)], {
        ...options,
        ...{ assignments: [Int32Array.from(folds)], folds: 5, validation },
      });
    assert.deepEqual(
      [...search("folds")],
      fits.flatMap(({ foldCounts }) => foldCounts),
    );
    assert.deepEqual(
      [...search("leave-one-out")],
      fits.map(({ leftOutCount }) => leftOutCount),
    );
  });
}

test("one case has the coefficient 1 / (k + ridge) for its class", () => {
  const [model] = trainRidge(matrix([[3]]), { labels: Int32Array.of(1), ridges: [1] });
  assert.deepEqual([...model!.coefficients.values], [0, 0.25]);
  assert.equal(model!.degreesOfFreedom, 0.75);
});

test("with the identity as Gram a case predicts itself alone, less the larger the ridge is", () => {
  const identity = matrix([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const models = trainRidge(identity, { labels: Int32Array.of(0, 2, 0), ridges: [1, 3] });
  assert.deepEqual([...models[0]!.coefficients.values], [0.5, 0, 0, 0, 0, 0.5, 0.5, 0, 0]);
  assert.deepEqual([...models[1]!.coefficients.values], [0.25, 0, 0, 0, 0, 0.25, 0.25, 0, 0]);
  assert.deepEqual(
    models.map(({ degreesOfFreedom }) => degreesOfFreedom),
    [1.5, 0.75],
  );
});

function modelOf(sizes: readonly number[]): RidgeModel {
  const coefficients = { rows: 0, columns: sizes.length, values: new Float64Array() };
  return { coefficients, sizes: Int32Array.from(sizes), degreesOfFreedom: 0 };
}

test("equal scores give the lowest class", () => {
  const scores = matrix([
    [0, 0, 0],
    [-1, 2, 2],
    [3, 1, 3],
    [-0, 0, -1],
  ]);
  assert.deepEqual([...ridgeClasses(modelOf([2, 1, 3]), scores)], [0, 1, 0, 0]);
});

test("a class without training cases is never chosen, wherever it stands", () => {
  const scores = matrix([
    [-1, 0, -2],
    [-3, 0, -2],
  ]);
  assert.deepEqual([...ridgeClasses(modelOf([1, 0, 1]), scores)], [0, 2]);
  assert.deepEqual([...ridgeClasses(modelOf([0, 0, 1]), scores)], [2, 2]);
});

test("scores that overflow are refused", () => {
  const [model] = trainRidge(matrix([[1e-320]]), { labels: Int32Array.of(0), ridges: [1e-310] });
  assert.throws(() => ridgeScores(model!, matrix([[1]])), /scores .* is -?Infinity|NaN/);
});

test("the model of a ridge has the same bits whatever the other ridges are", () => {
  const { gram, labels } = golden[2]!;
  const fit = (ridges: number[]) =>
    trainRidge(matrix(gram), { labels: Int32Array.from(labels), ridges });
  const [alone] = fit([0.3]);
  assert.deepEqual(fit([10, 0.3, 0.3, 1e-3])[1], alone);
  assert.deepEqual(fit([10, 0.3, 0.3, 1e-3])[2], alone);
});

const two = matrix([
  [1, 0],
  [0, 1],
]);

const refusals: readonly (readonly [string, () => unknown, RegExp])[] = [
  [
    "no training case",
    () => trainRidge(matrix([]), { labels: Int32Array.of(), ridges: [1] }),
    /^There are no training cases\.$/,
  ],
  [
    "no ridge",
    () => trainRidge(two, { labels: Int32Array.of(0, 1), ridges: [] }),
    /^There is no ridge\.$/,
  ],
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(
    (ridge) =>
      [
        `a ridge of ${ridge}`,
        () => trainRidge(two, { labels: Int32Array.of(0, 1), ridges: [1, ridge] }),
        new RegExp(`^A ridge is ${ridge}, expected a positive number\\.$`),
      ] as const,
  ),
  [
    "a negative label",
    () => trainRidge(two, { labels: Int32Array.of(0, -1), ridges: [1] }),
    /^Label 1 is -1, expected the index of a class, 0 or more\.$/,
  ],
  [
    "a Gram of another size",
    () => trainRidge(two, { labels: Int32Array.of(0, 1, 0), ridges: [1] }),
    /^The training Gram is 2 × 2, expected 3 × 3\.$/,
  ],
  [
    "a Gram with NaN",
    () =>
      trainRidge(
        matrix([
          [1, 0],
          [Number.NaN, 1],
        ]),
        { labels: Int32Array.of(0, 1), ridges: [1] },
      ),
    /^Entry \(1, 0\) of the training Gram is NaN, expected a finite number\.$/,
  ],
  [
    "a Gram that the ridge does not make positive definite",
    () =>
      trainRidge(
        matrix([
          [1, 2],
          [2, 1],
        ]),
        { labels: Int32Array.of(0, 1), ridges: [4, 0.5] },
      ),
    /^The training Gram plus 0\.5 on its diagonal is not positive definite\.$/,
  ],
  [
    "test cases that do not fit the model",
    () => {
      const [model] = trainRidge(two, { labels: Int32Array.of(0, 1), ridges: [1] });
      return ridgeScores(model!, matrix([[1, 2, 3]]));
    },
    /^The Gram of training and test cases is 1 × 3, expected 2 × 3\.$/,
  ],
  [
    "test cases with an infinite entry",
    () => {
      const [model] = trainRidge(two, { labels: Int32Array.of(0, 1), ridges: [1] });
      return ridgeScores(model!, matrix([[1], [Number.POSITIVE_INFINITY]]));
    },
    /^Entry \(1, 0\) of the Gram of training and test cases is Infinity, expected a finite number\.$/,
  ],
];

for (const [what, run, message] of refusals)
  test(`${what} is refused in one sentence`, () => {
    assert.throws(run, (error) => error instanceof HarnessError && message.test(error.message));
  });
