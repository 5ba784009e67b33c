import assert from "node:assert/strict";
import { test } from "node:test";
import { classificationSchema } from "../../experiments/classification/config.ts";
import { makeFolds } from "../../learners/folds.ts";
import { randomSource } from "../../math/random.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import { divergenceEpoch, type FoldDraw, type LabelledSet, type SearchRange } from "../method.ts";
import { methodNamed } from "../registry.ts";
import type { NetworkDefinition } from "./definition.ts";
import { trainFinally, trainWithoutFold } from "./fits.ts";

const kinds = ["gaussian-rnn", "identity-rnn", "gru"] as const;
type Kind = (typeof kinds)[number];

/** Series that rise, of class 1, or fall, of class 0, of these lengths. */
function slopes(lengths: readonly number[], seed = "slopes"): LabelledSet {
  const random = randomSource(seed);
  const labels = Int32Array.from(lengths, (_, i) => i % 2);
  const series = lengths.map((length, i) =>
    Array.from({ length }, (_, t) => [(labels[i]! - 0.5) * t * 0.3 + 0.1 * random.normal()]),
  );
  return { sequences: sequencesFrom(series), labels };
}

const lengthsOf = (count: number, length = 6) => Array.from({ length: count }, () => length);
const train = slopes(lengthsOf(24));
const tested = slopes(lengthsOf(10), "test");

function definitionOf(kind: Kind, entry: object, group: object = {}) {
  const method = methodNamed(kind);
  assert.ok(method.entry.list === "methods");
  const small = { layers: 1, units: 6, learningRate: 0.01 };
  const keys = method.entry.keys.parse({ ...small, ...entry });
  return method.define(keys, method.settings!.schema.parse({ epochs: 30, ...group }));
}

function rangeOf(set: LabelledSet, to: number, folds = 4): SearchRange {
  const { assignment } = makeFolds({
    ...{ labels: set.labels, folds, seed: "folds", stratification: "none" },
  });
  return { from: 0, to, assignments: [assignment], seeds: ["a"], folds, pruning: "none" };
}

function drawOf(set: LabelledSet): FoldDraw {
  const { assignments, folds } = rangeOf(set, 1);
  return { seed: "a", assignment: assignments[0]!, folds };
}

for (const kind of kinds) {
  const method = methodNamed(kind);

  test(`${kind}: what rises is told from what falls, in the search and on test cases`, () => {
    const definition = definitionOf(kind, { units: 10 }, { batchSize: 4 });
    const counts = method.search(definition, train, rangeOf(train, 1));
    assert.ok(counts.reduce((sum, right) => sum + right, 0) >= 22, String(counts));
    const [{ predictions, fit }] = method.test(definition, train, tested, [0], drawOf(train)) as [
      ReturnType<typeof method.test>[number],
    ];
    assert.ok(predictions.filter((label, i) => label === tested.labels[i]).length >= 8);
    assert.deepEqual([fit.validationSize, fit.outcome], [0, "epochs"]);
    assert.equal(fit.bestEpoch, fit.epochs);
  });

  test(`${kind}: a training that diverges is counted with its epoch, others of the grid as usual`, () => {
    const definition = definitionOf(kind, { learningRate: [1e39, 0.001] });
    const counts = [...method.search(definition, train, rangeOf(train, 2))];
    for (const count of counts.slice(0, 4)) assert.ok(divergenceEpoch(count)! >= 1, String(count));
    for (const count of counts.slice(4)) assert.ok(count >= 0 && count <= 6);
    assert.match(method.whenAllDiverge!(definition.grid), /smallest learning rate is 0\.001$/);
  });

  test(`${kind}: a final training that diverges predicts by what it had, and says so`, () => {
    const definition = definitionOf(kind, { learningRate: 1e39 });
    const [one] = method.test(definition, train, tested, [0], drawOf(train));
    const { fit, predictions } = one!;
    assert.deepEqual(method.fit.parse(fit), fit);
    assert.equal(fit.outcome, "diverged");
    assert.ok((fit.epochs as number) >= 1 && (fit.bestEpoch as number) < (fit.epochs as number));
    assert.ok(predictions.every((label) => label === 0 || label === 1));
    const [training] = method.facts(fit);
    assert.match(
      training!.join(": "),
      /^Training: diverged in epoch \d+; the (untrained )?network/,
    );
  });

  test(`${kind}: a test case is classified whatever the lengths of those beside it`, () => {
    const definition = definitionOf(kind, {}, { batchSize: 4 });
    const mixed = slopes([3, 9, 6, 5, 12, 4, 8, 7, 3, 10, 6, 6]);
    const of = (lengths: readonly number[]) =>
      method.test(definition, mixed, slopes(lengths, "other"), [0], drawOf(mixed))[0]!.predictions;
    const alone = of([5, 4, 7]);
    assert.deepEqual(of([5, 4, 7, 40, 1]).subarray(0, 3), alone);
  });

  test(`${kind}: classes without training cases and labels beyond them are no error`, () => {
    const definition = definitionOf(kind, {});
    const gap = { ...train, labels: train.labels.map((label) => 2 * label) };
    const [one] = method.test(
      definition,
      gap,
      { ...tested, labels: new Int32Array(10).fill(7) },
      [0],
      drawOf(gap),
    );
    assert.ok(one!.predictions.every((label) => label >= 0 && label <= 2));
    const only = { ...train, labels: new Int32Array(24) };
    const counts = method.search(definition, only, rangeOf(only, 1));
    assert.deepEqual([...counts], [6, 6, 6, 6]);
  });
}

test("weights are counted: those of every gate, layer, bias and of the read-out", () => {
  const counted = kinds.map((kind) => {
    const definition = definitionOf(kind, { layers: 2, units: 5 }, { epochs: 1 });
    return methodNamed(kind).test(definition, train, tested, [0], drawOf(train))[0]!.fit.parameters;
  });
  // 5 + 25, 25 + 25, and 10 of the read-out; with two biases of 5 and one of 2; three gates with two of each
  assert.deepEqual(counted, [90, 102, 3 * 80 + 2 * 2 * 15 + 10 + 2]);
});

test("the share that stops a final training leaves every class a case, and is one case at least", () => {
  const fit = {
    kind: "gru",
    seed: "a",
    candidate: { layers: 1, units: 3, learningRate: 0.01 },
    training: {
      ...{ epochs: 1, patience: 5, batchSize: 32, decay: 0.99, epsilon: 1e-8, clipNorm: null },
      ...{ final: "held-out-share" as const, validationShare: 0.5 },
    },
  } as const;
  const sizeOf = (labels: readonly number[], validationShare = 0.5) => {
    const set = { ...slopes(lengthsOf(labels.length)), labels: Int32Array.from(labels) };
    const training = { ...fit.training, validationShare };
    return trainFinally({ ...fit, training }, set, drawOf(slopes(lengthsOf(8)))).validationSize;
  };
  assert.equal(sizeOf([0, 0, 0, 0, 1, 1, 1, 1]), 4);
  assert.equal(sizeOf([0, 0, 0, 0, 1, 1, 1, 1], 0.01), 1);
  assert.equal(sizeOf([0, 0, 1], 0.99), 1);
  assert.equal(sizeOf([0, 1, 2, 3]), 0);
  assert.equal(sizeOf([0]), 0);
});

test("a final training on the whole training set takes the mean number of epochs that were best in the folds", () => {
  const draw = drawOf(train);
  const candidate = { layers: 1, units: 6, learningRate: 0.01 };
  const { training } = definitionOf("gru", {}, { batchSize: 4 }) as NetworkDefinition;
  const fit = { kind: "gru", seed: "a", candidate, training } as const;
  const best = Array.from(
    { length: draw.folds },
    (_, fold) => trainWithoutFold(fit, train, draw.assignment, fold).bestEpoch,
  );
  const mean = best.reduce((sum, epoch) => sum + epoch, 0) / best.length;
  assert.ok(new Set(best).size > 1, String(best));
  assert.equal(trainFinally(fit, train, draw).training.epochs, Math.round(mean));
});

test("how a final training goes is told in words, whichever ends it", () => {
  const words = (group: object) => {
    const method = methodNamed("gru");
    const [one] = method.test(definitionOf("gru", {}, group), train, tested, [0], drawOf(train));
    return method.facts(one!.fit)[0]![1];
  };
  assert.match(
    words({}),
    /^ran \d+ epochs? on the whole training set, the mean of those that were best in the folds; the network of epoch \d+ predicts; /,
  );
  assert.match(
    words({ final: "held-out-share" }),
    /; the network of epoch \d+ predicts, which has \d of the 5 cases right that stop the training; /,
  );
});

test("clipping, batches and the order of what is drawn change a network; what does not decide changes nothing", () => {
  const method = methodNamed("gru");
  const all = { learningRate: [0.01, 0.001] };
  const lossOf = (group: object, candidate = 0, entry: object = all) =>
    method.test(definitionOf("gru", entry, group), train, tested, [candidate], drawOf(train))[0]!
      .fit.loss;
  const usual = lossOf({});
  assert.notEqual(lossOf({ clipNorm: 0.01 }), usual);
  assert.notEqual(lossOf({ batchSize: 5 }), usual);
  assert.notEqual(lossOf({ decay: 0.9 }), usual);
  assert.equal(lossOf({}, 0, { learningRate: [0.01] }), usual);
  assert.equal(lossOf({}, 1, { learningRate: [0.001, 0.01] }), usual);
});

test("wrong values of a network and of its training are refused", () => {
  const check = (entry: object, networks: object = {}) =>
    classificationSchema.safeParse({
      datasets: ["Coffee"],
      methods: [{ method: "gru", ...entry }],
      networks,
    });
  assert.ok(check({ layers: 2, units: [7, 50], learningRate: 0.5 }, { clipNorm: 1 }).success);
  for (const entry of [
    { layers: 0 },
    { layers: 1.5 },
    { units: [50, 50] },
    { units: [] },
    { units: 5000 },
    { learningRate: 0 },
    { learningRate: "fast" },
    { epochs: 3 },
    { networks: { epochs: 3 } },
  ])
    assert.ok(!check(entry).success, JSON.stringify(entry));
  for (const networks of [
    { epochs: 0 },
    { patience: 0 },
    { batchSize: 0 },
    { decay: 1 },
    { epsilon: 0 },
    { clipNorm: 0 },
    { validationShare: 1 },
    { validationShare: 0 },
    { final: "folds" },
    { momentum: 0.9 },
  ])
    assert.ok(!check({}, networks).success, JSON.stringify(networks));
});
