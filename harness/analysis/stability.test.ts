import assert from "node:assert/strict";
import { test } from "node:test";
import { classificationResults } from "./classification.ts";
import { commonVariations, selectionVariations } from "./stability.ts";
import { done, failed, selection } from "./testing/records.ts";

const chosen = { ...selection().test };

/** Four test cases; seed 0 chose a tie with 1 right of three ties, seed 1 one with 4 right. */
const rntk = done("A", "rntk", {
  grid: [
    { key: "sigmaW", values: [1, 2] },
    { key: "C", values: [0.1, 1, 10] },
  ],
  selections: [
    selection({
      test: { ...chosen, correct: 1 },
      ties: {
        count: 3,
        recorded: [
          { candidate: 1, testCorrect: 1 },
          { candidate: 2, testCorrect: 4 },
          { candidate: 3, testCorrect: 2 },
        ],
      },
    }),
    selection({
      foldSeed: 1,
      test: { ...chosen, correct: 4 },
      ties: { count: 1, recorded: [{ candidate: 0, testCorrect: 4 }] },
    }),
  ],
});
const one = selection({ test: { ...chosen, correct: 3 } });
const rbf = done("A", "rbf", { selections: [one, { ...one, foldSeed: 1 }] });

const accuracies = (variations: ReturnType<typeof selectionVariations>) =>
  Object.fromEntries(
    variations.map(({ label, scores }) => [label, scores.map(({ mean }) => mean)]),
  );

test("each fold seed and each tie rule gives the accuracies worked out by hand", () => {
  const variations = selectionVariations(classificationResults([rntk, rbf], []));
  assert.deepEqual(accuracies(variations), {
    "as selected, mean over fold seeds": [62.5, 75],
    "fold seed 0": [25, 75],
    "fold seed 1": [100, 75],
    "first tie in the grid": [62.5, 75],
    "last tie": [75, 75],
    "tie with the smallest C": [75, 75],
    "tie with the largest C": [100, 75],
    "mean over ties": [(100 * (7 / 3 + 4)) / 8, 75].map((value) => Number(value.toFixed(9))),
    "worst tie on the test set": [62.5, 75],
    "best tie on the test set": [100, 75],
  });
  assert.deepEqual(
    variations[1]!.scores.map(({ rank }) => rank),
    [2, 1],
  );
});

test("with one fold seed the seeds are no rows of their own", () => {
  const results = classificationResults([done("A", "rntk"), done("A", "rbf")], []);
  assert.ok(selectionVariations(results).every(({ label }) => !/^fold seed/.test(label)));
});

test("a data set on which a method failed, or lacks a seed, is left out of the rows it lacks", () => {
  const lone = done("B", "rbf", { selections: [one] });
  const results = classificationResults(
    [
      rntk,
      rbf,
      done("B", "rntk", { selections: [one] }),
      lone,
      done("C", "rbf"),
      failed("C", "rntk", "x"),
    ],
    [],
  );
  const sets = Object.fromEntries(
    selectionVariations(results).map(({ label, cases }) => [label, cases.datasets]),
  );
  assert.deepEqual(sets["as selected, mean over fold seeds"], ["A", "B"]);
  assert.deepEqual(sets["fold seed 1"], ["A"]);
});

test("results are compared over the data sets and methods that all of them have", () => {
  const named = (label: string, records: Parameters<typeof classificationResults>[0]) => ({
    label,
    results: classificationResults(records, []),
  });
  const variations = commonVariations([
    named("plain", [rntk, rbf, done("A", "ntk"), done("B", "rntk"), done("B", "rbf")]),
    named("scaled", [done("A", "rntk"), rbf, done("B", "rntk"), failed("B", "rbf", "x")]),
  ]);
  assert.deepEqual(
    variations.map(({ label, cases, scores }) => [
      label,
      cases.datasets,
      scores.map(({ method, mean, rank }) => [method, mean, rank]),
    ]),
    [
      [
        "plain",
        ["A"],
        [
          ["rntk", 62.5, 2],
          ["rbf", 75, 1],
        ],
      ],
      [
        "scaled",
        ["A"],
        [
          ["rntk", 75, 1],
          ["rbf", 75, 1],
        ],
      ],
    ],
  );
});

test("results without a method or a data set in common have no scores", () => {
  const results = (records: Parameters<typeof classificationResults>[0]) =>
    classificationResults(records, []);
  const variations = commonVariations([
    { label: "a", results: results([rntk]) },
    { label: "b", results: results([rbf]) },
  ]);
  assert.deepEqual(
    variations.map(({ scores }) => scores),
    [[], []],
  );
});
