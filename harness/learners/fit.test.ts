import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import { type FitOptions, fitAndPredict } from "./fit.ts";
import { predict, trainSvc } from "./svc.ts";
import { gramOfPoints, problems } from "./testing/problems.ts";

/** Columns `from` up to `to` of a matrix. */
function columnsOf(K: Matrix, from: number, to: number): Matrix {
  const columns = to - from;
  const values = Float64Array.from({ length: K.rows * columns }, (_, at) => {
    return K.values[Math.floor(at / columns) * K.columns + from + (at % columns)]!;
  });
  return { rows: K.rows, columns, values };
}

test("each outcome is that of the plain solver with its C, in the order of the list", () => {
  fc.assert(
    fc.property(problems({ min: 1, max: 25 }, 4), ({ gram, labels, settings }) => {
      const C = [10, 0.1, 100, 1];
      const all = labels.map((_, i) => i);
      const middle = labels.length >> 1;
      const blocks = [columnsOf(gram, 0, middle), columnsOf(gram, middle, labels.length)];
      const found = fitAndPredict({ gram, crossGrams: blocks, labels, C, svc: settings });
      for (const [c, outcome] of found.entries()) {
        const model = trainSvc({ gram, labels, rows: all, C: C[c]!, settings });
        assert.deepEqual(outcome, {
          predictions: predict(model, gram, all),
          supportVectors: model.supportVectors.length,
          iterations: model.iterations,
          converged: model.converged,
        });
      }
    }),
    { numRuns: 60 },
  );
});

const options: FitOptions = {
  gram: gramOfPoints([[1], [-1]]),
  crossGrams: [{ rows: 2, columns: 3, values: Float64Array.of(3, -3, 0, -3, 3, 0) }],
  labels: Int32Array.of(0, 1),
  C: [1],
  svc: { tolerance: 1e-3, gramPrecision: "float64" },
};

test("two cases classify what lies on their sides; a decision value of zero speaks for the second class", () => {
  assert.deepEqual(fitAndPredict(options), [
    { predictions: Int32Array.of(0, 1, 1), supportVectors: 2, iterations: 1, converged: true },
  ]);
});

test("a training set of one class predicts it", () => {
  const [outcome] = fitAndPredict({ ...options, labels: Int32Array.of(3, 3) });
  assert.deepEqual([...outcome!.predictions], [3, 3, 3]);
  assert.equal(outcome!.supportVectors, 0);
});

test("no block of test cases, no prediction", () => {
  assert.equal(fitAndPredict({ ...options, crossGrams: [] })[0]!.predictions.length, 0);
});

test("Grams that do not fit or are not finite are refused", () => {
  const [block] = options.crossGrams;
  assert.throws(
    () => fitAndPredict({ ...options, crossGrams: [{ ...block!, rows: 3 }] }),
    /Gram of training and test cases is 3 × 3, expected 2 × 3/,
  );
  assert.throws(
    () =>
      fitAndPredict({
        ...options,
        crossGrams: [{ ...block!, values: block!.values.with(4, Number.NaN) }],
      }),
    /Entry \(1, 1\) of the Gram of training and test cases is NaN/,
  );
  assert.throws(() => fitAndPredict({ ...options, gram: gramOfPoints([[1]]) }), /expected 2 × 2/);
  assert.throws(() => fitAndPredict({ ...options, C: [] }), /no value of C/);
});
