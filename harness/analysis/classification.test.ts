import assert from "node:assert/strict";
import { test } from "node:test";
import { classificationResults } from "./classification.ts";
import { done, failed, planned, selection, skipped, unavailable } from "./testing/records.ts";

const tied = selection({
  foldSeed: 1,
  validation: { denominator: 10, best: 8, numerators: null },
  chosen: 3,
  ties: {
    count: 7,
    recorded: [
      { candidate: 0, testCorrect: 1 },
      { candidate: 3, testCorrect: 2 },
      { candidate: 2, testCorrect: 4 },
    ],
  },
  test: { ...selection().test, correct: 2 },
});

test("a row holds what can be computed from its record by hand", () => {
  const [row] = classificationResults(
    [done("Coffee", "rbf", { selections: [tied] })],
    [planned("Coffee", "rbf", "RBF")],
  ).rows;
  assert.deepEqual(row, {
    dataset: "Coffee",
    method: "rbf",
    label: "RBF",
    status: "done",
    reason: undefined,
    accuracy: 50,
    paper: 92.86,
    paperNote: undefined,
    difference: 50 - 92.86,
    settings: "α 1 C 10",
    validation: 80,
    ties: { fewest: 7, most: 7 },
    tiesMeasured: { fewest: 3, most: 3 },
    lowest: 25,
    highest: 100,
    seedsLowest: 50,
    seedsHighest: 50,
    paperWithin: true,
  });
});

test("several fold seeds give means, all their settings, and the span over all their ties", () => {
  const [row] = classificationResults(
    [done("Coffee", "rbf", { selections: [selection(), tied] })],
    [],
  ).rows;
  assert.equal(row!.accuracy, 62.5);
  assert.equal(row!.settings, "α 0.1 C 1 | α 1 C 10");
  assert.equal(row!.validation, 85);
  assert.deepEqual(row!.ties, { fewest: 1, most: 7 });
  assert.deepEqual(row!.tiesMeasured, { fewest: 1, most: 3 });
  assert.deepEqual([row!.lowest, row!.highest], [25, 100]);
});

test("what has no result says why: failed, skipped, not on this machine, not computed", () => {
  const { rows, results } = classificationResults(
    [failed("A", "rbf", "row 3 is ragged"), skipped("B", "rbf", "lengths differ")],
    [
      planned("A", "rbf"),
      planned("B", "rbf"),
      unavailable("C", "rbf", "RBF", "harness fetch C"),
      unavailable("D", "rbf"),
      planned("E", "rbf"),
    ],
  );
  assert.deepEqual(
    rows.map(({ dataset, status, reason }) => [dataset, status, reason]),
    [
      ["A", "failed", "data: row 3 is ragged"],
      ["B", "skipped", "lengths differ"],
      ["C", "missing", "C is not on this machine; harness fetch C"],
      ["D", "missing", "D is not on this machine"],
      ["E", "missing", "not computed yet"],
    ],
  );
  assert.ok(rows.every(({ accuracy }) => accuracy === undefined));
  assert.equal(results.size, 0);
});

test("rows come in the order of the plan, what is only recorded at the end", () => {
  const { datasets, methods, rows } = classificationResults(
    [done("A", "ntk"), done("Z", "rbf")],
    [planned("Z", "rntk", "RNTK"), planned("Z", "rbf", "RBF"), planned("A", "rntk", "RNTK")],
  );
  assert.deepEqual(datasets, ["Z", "A"]);
  assert.deepEqual(methods, [
    { id: "rntk", label: "RNTK" },
    { id: "rbf", label: "RBF" },
    { id: "ntk", label: "ntk" },
  ]);
  assert.deepEqual(
    rows.map(({ dataset, method }) => `${dataset}/${method}`),
    ["Z/rntk", "Z/rbf", "A/rntk", "A/ntk"],
  );
});

test("the paper's doubtful numbers keep their note, and its gaps stay gaps", () => {
  const { rows } = classificationResults(
    [],
    [planned("MiddlePhalanxOutlineCorrect", "rntk"), planned("MyOwn", "rntk")],
  );
  assert.match(rows[0]!.paperNote!, /MiddlePhalanxOutlineAgeGroup/);
  assert.equal(rows[1]!.paper, undefined);
});

test("a done record without a classification result is refused with its name and place", () => {
  const broken = { ...done("Coffee", "rbf"), result: { data: 1 } } as ReturnType<typeof done>;
  assert.throws(
    () => classificationResults([broken], []),
    /the record of rbf on Coffee is no classification result: data: /,
  );
});

test("counts that are no whole numbers, or no list, are refused with their place", () => {
  for (const wrong of [[0, 0.5], [-1], [Number.NaN], ["1"], [2 ** 53], 1, null]) {
    const record = structuredClone(done("Coffee", "rbf"));
    assert.ok(record.status === "done");
    Object.assign(record.result as object, { testLabels: wrong });
    assert.throws(
      () => classificationResults([record], []),
      /rbf on Coffee is no classification result: testLabels: must be a list of whole numbers/,
    );
  }
});

test("no records and no plan give no rows", () => {
  const { rows } = classificationResults([], []);
  assert.deepEqual(rows, []);
});
