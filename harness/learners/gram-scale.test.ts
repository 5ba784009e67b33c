import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import { gramScales, gramStatistics, scaleCrossGram, scaleTrainingGram } from "./gram-scale.ts";
import { gramOfPoints, problems } from "./testing/problems.ts";

/** K of the points 1 and -3 under x z, and against 4 and 0. */
const gram: Matrix = { rows: 2, columns: 2, values: Float64Array.of(1, -3, -3, 9) };
const cross: Matrix = { rows: 2, columns: 2, values: Float64Array.of(4, 0, -12, 0) };
const testDiagonal = Float64Array.of(16, 0);
const statistics = gramStatistics(gram);

const expected = {
  none: [
    [1, -3, -3, 9],
    [4, 0, -12, 0],
  ],
  "largest-entry": [
    [1 / 9, -3 / 9, -3 / 9, 1],
    [4 / 9, 0, -12 / 9, 0],
  ],
  "mean-diagonal": [
    [0.2, -0.6, -0.6, 1.8],
    [0.8, 0, -2.4, 0],
  ],
  // Cosines of the angle between numbers: their signs; 0 has none.
  cosine: [
    [1, -1, -1, 1],
    [1, 0, -1, 0],
  ],
  // With the mean -1 taken away the points are 2 and -2, against 5 and 1.
  centred: [
    [4, -4, -4, 4],
    [10, 2, -10, -2],
  ],
} as const;

test("each scale on a case worked by hand, for training and test cases", () => {
  for (const scale of gramScales) {
    const [training, tested] = expected[scale];
    assert.deepEqual([...scaleTrainingGram(scale, statistics, gram).values], training, scale);
    const scaled = scaleCrossGram(scale, statistics, cross, testDiagonal);
    assert.deepEqual(
      [...scaled.values].map((value) => value + 0),
      tested,
      scale,
    );
    assert.deepEqual([scaled.rows, scaled.columns], [2, 2]);
  }
});

test("statistics are those of the training Gram", () => {
  assert.deepEqual(statistics, {
    largestEntry: 9,
    diagonal: Float64Array.of(1, 9),
    meanDiagonal: 5,
    rowMeans: Float64Array.of(-1, 3),
    grandMean: 1,
  });
  const negative = { rows: 2, columns: 2, values: Float64Array.of(1, -7, -7, 2) };
  assert.equal(gramStatistics(negative).largestEntry, 7);
});

test("training Grams stay exactly symmetric, and test cases that are the training cases get the same bits", () => {
  fc.assert(
    fc.property(
      problems({ min: 1, max: 15 }, 2),
      fc.constantFrom(...gramScales),
      (problem, scale) => {
        const { rows: n, values } = problem.gram;
        const shifted = { ...problem.gram, values: values.map((value) => value / 3 + 0.1) };
        const of = gramStatistics(shifted);
        const scaled = scaleTrainingGram(scale, of, shifted);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            assert.equal(scaled.values[i * n + j], scaled.values[j * n + i]);
        assert.deepEqual(scaleCrossGram(scale, of, shifted, of.diagonal), scaled);
      },
    ),
    { numRuns: 60 },
  );
});

test("cosine has ones on the diagonal, and zeros where a case has no positive kernel with itself", () => {
  const points = gramOfPoints([
    [0.1, 0.7],
    [0, 0],
    [3, -0.3],
    [1e80, 1e80],
  ]);
  const { values } = scaleTrainingGram("cosine", gramStatistics(points), points);
  assert.deepEqual([values[0], values[5], values[10]], [1, 0, 1]);
  assert.ok(Math.abs(values[15]! - 1) < 1e-15, "though the square of its kernel overflows");
  assert.deepEqual([...values.subarray(4, 8)], [0, 0, 0, 0]);
  const indefinite = { rows: 2, columns: 2, values: Float64Array.of(-1, 2, 2, 4) };
  const scaled = scaleTrainingGram("cosine", gramStatistics(indefinite), indefinite);
  assert.deepEqual([...scaled.values], [0, 0, 0, 1]);
});

test("centred Grams have rows that add up to nothing", () => {
  const points = gramOfPoints([
    [1, 2],
    [0.5, 0],
    [3, -1],
    [0, 7],
  ]);
  const { values } = scaleTrainingGram("centred", gramStatistics(points), points);
  for (let i = 0; i < 4; i++) {
    const sum = values.subarray(4 * i, 4 * i + 4).reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum) < 1e-12);
  }
});

test("a Gram of zeros stays one under every scale", () => {
  const zeros = { rows: 2, columns: 2, values: new Float64Array(4) };
  for (const scale of gramScales) {
    const of = gramStatistics(zeros);
    assert.deepEqual(scaleTrainingGram(scale, of, zeros), zeros);
    assert.deepEqual(scaleCrossGram(scale, of, zeros, new Float64Array(2)), zeros);
  }
});

test("the given Grams are left as they are, and the copy stands where it is asked to", () => {
  const before = gram.values.slice();
  for (const scale of gramScales) {
    const into = new Float64Array(4);
    const scaled = scaleTrainingGram(scale, statistics, gram, into);
    assert.equal(scaled.values, scale === "none" ? gram.values : into);
    assert.deepEqual(gram.values, before);
  }
});

test("Grams of other sizes are refused", () => {
  const oblong: Matrix = { rows: 2, columns: 3, values: new Float64Array(6) };
  const three = gramOfPoints([[1], [2], [3]]);
  assert.throws(() => gramStatistics(oblong), /training Gram is 2 × 3, expected 2 × 2/);
  assert.throws(() => scaleTrainingGram("centred", statistics, three), /3 × 3, expected 2 × 2/);
  assert.throws(() => scaleCrossGram("centred", statistics, three), /3 × 3, expected 2 × 3/);
  assert.throws(
    () => scaleCrossGram("cosine", statistics, cross, Float64Array.of(1)),
    /diagonal of the test cases is 1 × 1, expected 2 × 1/,
  );
});
