import assert from "node:assert/strict";
import { test } from "node:test";
import type { Matrix } from "../math/matrix.ts";
import { randomSource } from "../math/random.ts";
import { fitAndPredict } from "./fit.ts";
import { type FoldModelsOptions, predictByFoldModels } from "./fold-models.ts";
import { makeFolds } from "./folds.ts";
import { classesOf, decisionValues, pairsOf, trainSvc } from "./svc.ts";

const svc = { tolerance: 1e-8, gramPrecision: "float64" } as const;

/** Points of some classes around corners of a square, and the Grams <x, z> + 1 of n of them and the rest. */
function points(count: number, n: number, classes: number, noise: number, seed: string) {
  const random = randomSource(seed);
  const all = Array.from({ length: count }, (_, i) => {
    const corner = [i % 2, Math.floor((i % 4) / 2)].map((side) => 4 * side - 2);
    return { label: (i % 4) % classes, x: corner.map((side) => side + noise * random.normal()) };
  });
  const gramOf = (columns: typeof all): Matrix => ({
    rows: n,
    columns: columns.length,
    values: Float64Array.from(
      all
        .slice(0, n)
        .flatMap(({ x }) => columns.map(({ x: z }) => x[0]! * z[0]! + x[1]! * z[1]! + 1)),
    ),
  });
  return {
    gram: gramOf(all.slice(0, n)),
    cross: gramOf(all.slice(n)),
    labels: Int32Array.from(all.slice(0, n), ({ label }) => label),
  };
}

function foldsFor(labels: Int32Array, folds: number) {
  const { assignment, count } = makeFolds({ labels, folds, seed: "", stratification: "none" });
  return { assignment, folds: count };
}

/** Model after model, pair after pair, case after case. */
function plainPredictions(options: FoldModelsOptions, cross: Matrix, C: number): number[] {
  const { gram, labels, assignment, folds } = options;
  const all = labels.map((_, i) => i);
  const columns = Int32Array.from({ length: cross.columns }, (_, z) => z);
  const models = Array.from({ length: folds }, (_, fold) => {
    const rows = all.filter((i) => assignment[i] !== fold);
    const model = trainSvc({ gram, labels, rows, C, settings: svc });
    return { model, values: decisionValues(model, cross, columns) };
  });
  const classes = classesOf(labels, all);
  return [...columns].map((z) => {
    const votes = new Map<number, number>(classes.map((label) => [label, 0]));
    for (const [a, b] of pairsOf(classes)) {
      const own = models.flatMap(({ model: { machines }, values }) => {
        const m = machines.findIndex((one) => one.positive === a && one.negative === b);
        return m < 0 ? [] : [values.values[z * values.columns + m]!];
      });
      if (own.length === 0) continue;
      const winner = own.reduce((sum, value) => sum + value, 0) / own.length > 0 ? a : b;
      votes.set(winner, votes.get(winner)! + 1);
    }
    return [...votes].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
  });
}

const costs = [10, 0.01, 1];

test("the predictions are those of a plain loop over the models of the folds", () => {
  let unlike = 0;
  for (const [classes, noise, folds] of [
    [2, 3, 5],
    [3, 2, 4],
    [4, 2.5, 10],
  ] as const) {
    const { gram, cross, labels } = points(120, 40, classes, noise, `${classes}`);
    const options = {
      gram,
      crossGrams: [cross],
      labels,
      C: costs,
      svc,
      ...foldsFor(labels, folds),
    };
    const found = predictByFoldModels(options);
    for (const [c, C] of costs.entries())
      assert.deepEqual([...found[c]!], plainPredictions(options, cross, C), `${classes}, ${C}`);
    const refit = fitAndPredict(options);
    unlike += refit.filter((of, c) => of.predictions.some((own, z) => own !== found[c]![z])).length;
  }
  assert.ok(unlike > 0, "and not always those of a refit");
});

test("where the classes lie far apart the predictions are those of a refit", () => {
  const { gram, cross, labels } = points(60, 24, 4, 0.2, "apart");
  const options = { gram, crossGrams: [cross], labels, C: costs, svc, ...foldsFor(labels, 6) };
  for (const [c, { predictions }] of fitAndPredict(options).entries())
    assert.deepEqual(predictByFoldModels(options)[c], predictions);
});

test("a fold without one of the classes has no say in their pair", () => {
  // Class 2 has one case, which is held out in one of the folds.
  const { gram, cross, labels: four } = points(60, 20, 2, 1, "rare");
  const labels = four.map((label, i) => (i === 7 ? 2 : label));
  const options = { gram, crossGrams: [cross], labels, C: [1], svc, ...foldsFor(labels, 5) };
  const [found] = predictByFoldModels(options);
  assert.deepEqual([...found!], plainPredictions(options, cross, 1));
});

test("test cases may come in blocks, and a single class is predicted throughout", () => {
  const { gram, cross, labels } = points(44, 40, 3, 2, "blocks");
  const options = { gram, labels, C: [1], svc, ...foldsFor(labels, 4) };
  const [whole] = predictByFoldModels({ ...options, crossGrams: [cross] });
  const [twice] = predictByFoldModels({ ...options, crossGrams: [cross, cross] });
  assert.deepEqual([...twice!], [...whole!, ...whole!]);
  const single = { ...options, labels: labels.map(() => 3), crossGrams: [cross] };
  assert.deepEqual([...predictByFoldModels(single)[0]!], [3, 3, 3, 3]);
});

test("what does not fit is refused in a sentence", () => {
  const { gram, cross, labels } = points(12, 8, 2, 1, "refused");
  const options: FoldModelsOptions = {
    ...{ gram, crossGrams: [cross], labels, C: [1], svc },
    ...foldsFor(labels, 4),
  };
  const refused: [Partial<FoldModelsOptions>, RegExp][] = [
    [{ folds: 3 }, /in fold 3: expected 8 of them, from 0 to 2/],
    [{ assignment: Int32Array.of(0, 1) }, /2 fold assignments/],
    [{ gram: cross }, /training Gram is 8 × 4, expected 8 × 8/],
    [{ crossGrams: [{ ...cross, rows: 7 }] }, /is 7 × 4, expected 8 × 4/],
    [{ crossGrams: [{ ...cross, values: cross.values.with(5, Infinity) }] }, /Entry \(1, 1\)/],
    [{ C: [0] }, /C is 0/],
    [{ labels: labels.map((label) => label - 1) }, /Label 0 is -1/],
  ];
  for (const [changes, message] of refused)
    assert.throws(() => predictByFoldModels({ ...options, ...changes }), message);
});
