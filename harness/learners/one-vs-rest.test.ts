import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Matrix } from "../math/matrix.ts";
import { type FitOptions, fitAndPredict } from "./fit.ts";
import { makeFolds } from "./folds.ts";
import {
  countCorrectOneVsRest,
  fitAndPredictOneVsRest,
  oneVsRestDecisionValues,
  trainOneVsRest,
} from "./one-vs-rest.ts";
import { countCorrect, type SearchOptions } from "./search.ts";
import { classesOf, decisionValues, trainSvc } from "./svc.ts";
import { gramOfPoints, type Problem, problems } from "./testing/problems.ts";

interface ReferenceCase {
  readonly name: string;
  readonly labels: number[];
  readonly folds: number[];
  readonly gram: number[][];
  readonly crossGram: number[][]; // (training cases, test cases)
  readonly fits: {
    readonly C: number;
    readonly decisions: number[][];
    readonly predictions: number[];
    readonly foldCounts: number[];
  }[];
}

const reference: readonly ReferenceCase[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures/one-vs-rest.json"), "utf8"),
);

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
});

/** scikit-learn holds the Gram in float32; both stop at 1e-8. */
const precise = { tolerance: 1e-8, gramPrecision: "float32" } as const;

test("predictions, decision values and counts of folds are those of scikit-learn's OneVsRestClassifier", () => {
  for (const given of reference) {
    const gram = matrix(given.gram);
    const crossGram = matrix(given.crossGram);
    const labels = Int32Array.from(given.labels);
    // Out of order, so that each outcome must find its C.
    const fits = [1, 2, 0].map((fit) => given.fits[fit]!);
    const options: FitOptions = {
      ...{ gram, labels, crossGrams: [crossGram], svc: precise },
      C: fits.map(({ C }) => C),
    };
    const outcomes = fitAndPredictOneVsRest(options);
    const counts = countCorrectOneVsRest([gram], {
      ...{ labels, C: options.C, svc: precise, pruning: "none", folds: 5 },
      assignments: [Int32Array.from(given.folds)],
    });
    for (const [c, model] of trainOneVsRest(options).entries()) {
      const where = `${given.name}, C = ${fits[c]!.C}`;
      assert.deepEqual([...outcomes[c]!.predictions], fits[c]!.predictions, where);
      assert.deepEqual([...counts.subarray(c * 5, (c + 1) * 5)], fits[c]!.foldCounts, where);
      const found = oneVsRestDecisionValues(model, crossGram).values;
      const expected = fits[c]!.decisions.flat();
      assert.equal(found.length, expected.length);
      for (const [at, value] of expected.entries()) {
        assert.ok(Math.abs(found[at]! - value) < 1e-5, `${where}: ${found[at]} and ${value}`);
      }
    }
  }
});

/** Counts by machines of the plain solver, one part and class after another. */
function plainCounts(
  { gram, labels, settings }: Problem,
  assignment: Int32Array,
  folds: number,
  C: number,
): number[] {
  return Array.from({ length: folds }, (_, fold) => {
    const all = labels.map((_, i) => i);
    const rows = all.filter((i) => assignment[i] !== fold);
    const held = all.filter((i) => assignment[i] === fold);
    const classes = classesOf(labels, rows);
    const decisions = classes.map((label) => {
      if (classes.length === 1) return new Float64Array(held.length);
      const binary = labels.map((other) => (other === label ? 0 : 1));
      const model = trainSvc({ gram, labels: binary, rows, C, settings });
      return decisionValues(model, gram, held).values;
    });
    return held.filter((i, h) => {
      const of = decisions.map((values) => values[h]!);
      const oneVsOne = of[0]! > 0 ? classes[0] : classes[1];
      const winner = classes.length === 2 ? oneVsOne : classes[of.indexOf(Math.max(...of))];
      return winner === labels[i];
    }).length;
  });
}

const costs = [1, 0.01, 10];

test("the counts are those of a plain loop, with classes that a fold leaves out", () => {
  fc.assert(
    fc.property(problems({ min: 2, max: 20 }, 4), (problem) => {
      const { gram, labels, settings } = problem;
      const seeds = ["a", "b"].map((seed) =>
        makeFolds({ labels, folds: 4, seed, stratification: "none" }),
      );
      const folds = seeds[0]!.count;
      const doubled = { ...gram, values: gram.values.map((value) => 2 * value + 1) };
      const found = countCorrectOneVsRest([gram, doubled], {
        ...{ labels, folds, C: costs, svc: settings, pruning: "none" },
        assignments: seeds.map(({ assignment }) => assignment),
      });
      const expected = [gram, doubled].flatMap((one) =>
        costs.flatMap((C) =>
          seeds.flatMap(({ assignment }) =>
            plainCounts({ ...problem, gram: one }, assignment, folds, C),
          ),
        ),
      );
      assert.deepEqual([...found], expected);
    }),
    { numRuns: 10 },
  );
});

test("with two classes counts and outcomes are those of one-vs-one, to the last bit", () => {
  fc.assert(
    fc.property(problems({ min: 2, max: 24 }, 2), ({ gram, labels, settings }) => {
      const { assignment, count } = makeFolds({
        ...{ labels, folds: 5, seed: "", stratification: "none" },
      });
      const search: SearchOptions = {
        ...{ labels, assignments: [assignment], folds: count, C: costs },
        ...{ svc: settings, pruning: "none" },
      };
      assert.deepEqual(countCorrectOneVsRest([gram], search), countCorrect([gram], search));
      const fit = { gram, crossGrams: [gram, gram], labels, C: costs, svc: settings };
      assert.deepEqual(fitAndPredictOneVsRest(fit), fitAndPredict(fit));
    }),
    { numRuns: 25 },
  );
});

/** Three clusters on a circle, two points each; labels leave out class 1. */
const circle: FitOptions = {
  gram: gramOfPoints([
    [2, 0],
    [3, 0],
    [-1, 2],
    [-1, 3],
    [-1, -2],
    [-1, -3],
  ]),
  crossGrams: [],
  labels: Int32Array.of(0, 0, 2, 2, 3, 3),
  C: [10],
  svc: { tolerance: 1e-6, gramPrecision: "float64" },
};

test("the largest decision value wins, and a class without a training case is never predicted", () => {
  const [outcome] = fitAndPredictOneVsRest({ ...circle, crossGrams: [circle.gram] });
  assert.deepEqual([...outcome!.predictions], [0, 0, 2, 2, 3, 3]);
  assert.equal(outcome!.converged, true);
  const [model] = trainOneVsRest(circle);
  assert.deepEqual(model!.classes, [0, 2, 3]);
  assert.equal(model!.machines.length, 3);
  assert.equal(oneVsRestDecisionValues(model!, circle.gram).columns, 3);
});

test("among equal decision values the lowest class wins", () => {
  // All cases are the same point: every machine decides by its offset alone, the same for each class.
  const values = new Float64Array(36);
  const fit = { ...circle, gram: { rows: 6, columns: 6, values } };
  const crossGrams = [{ rows: 6, columns: 1, values: new Float64Array(6) }];
  const [outcome] = fitAndPredictOneVsRest({ ...fit, crossGrams });
  assert.deepEqual([...outcome!.predictions], [0]);
  const search: SearchOptions = {
    ...{ labels: circle.labels, folds: 2, C: [10], svc: circle.svc, pruning: "none" },
    assignments: [Int32Array.of(0, 1, 0, 1, 0, 1)],
  };
  assert.deepEqual([...countCorrectOneVsRest([fit.gram], search)], [1, 1]);
});

test("a single class is predicted throughout, and its decision values are 0", () => {
  const options: FitOptions = {
    ...{ gram: gramOfPoints([[1], [2]]), labels: Int32Array.of(3, 3), C: [1], svc: circle.svc },
    crossGrams: [{ rows: 2, columns: 3, values: new Float64Array(6) }],
  };
  const [outcome] = fitAndPredictOneVsRest(options);
  assert.deepEqual([...outcome!.predictions], [3, 3, 3]);
  assert.equal(outcome!.supportVectors, 0);
  const [model] = trainOneVsRest(options);
  assert.deepEqual([...oneVsRestDecisionValues(model!, options.gram).values], [0, 0]);
});

test("what cannot be trained with is refused in a sentence", () => {
  const { gram } = circle;
  const refused: [Partial<FitOptions>, RegExp][] = [
    [{ gram: { ...gram, values: gram.values.with(7, Number.NaN) } }, /Entry \(1, 1\).*NaN/],
    [{ gram: gramOfPoints([[1], [2]]) }, /2 × 2, expected 6 × 6/],
    [{ labels: Int32Array.of(0, 0, 2, 2, 3, -3) }, /Label 5 is -3/],
    [{ C: [] }, /no value of C/],
    [{ C: [-1] }, /C is -1/],
    [{ crossGrams: [gramOfPoints([[1]])] }, /training and test cases is 1 × 1, expected 6 × 1/],
  ];
  for (const [changes, message] of refused)
    assert.throws(() => fitAndPredictOneVsRest({ ...circle, ...changes }), message);
  const search: SearchOptions = {
    ...{ labels: circle.labels, folds: 2, C: [1], svc: circle.svc, pruning: "none" },
    assignments: [Int32Array.of(0, 1, 0, 1, 0, 1)],
  };
  const wrong = { ...search, assignments: [Int32Array.of(0, 1, 2, 1, 0, 1)] };
  assert.throws(() => countCorrectOneVsRest([gram], wrong), /case 2 in fold 2/);
  assert.throws(() => countCorrectOneVsRest([gramOfPoints([[1]])], search), /expected 6 × 6/);
  assert.equal(countCorrectOneVsRest([], search).length, 0);
});
