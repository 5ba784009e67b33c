import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { paperMethods } from "../reference/paper.ts";
import { paperSummary, paperSummaryDoubts } from "../reference/paper-summary.ts";
import { paperAccuracy, paperDatasets } from "../reference/paper-table.ts";
import { type Accuracy, completeCases } from "./complete-cases.ts";
import { scores } from "./scores.ts";

function accuracies(table: Readonly<Record<string, readonly number[]>>): Accuracy[] {
  return Object.entries(table).flatMap(([method, percents]) =>
    percents.map((percent, i) => ({ dataset: `d${i}`, method, percent })),
  );
}

const paper = completeCases(
  paperDatasets.flatMap(({ name }) =>
    paperMethods.map(({ id }) => ({
      dataset: name,
      method: id,
      percent: paperAccuracy(name, id)!.percent,
    })),
  ),
);

test("the paper's summary follows from its table: means within .02, ranks within .06", () => {
  const recomputed = scores(paper);
  assert.deepEqual(
    recomputed.map(({ method }) => method),
    paperMethods.map(({ id }) => id),
  );
  const tolerances = { mean: 0.02, std: 0.02, p90: 0.01, p95: 0.01, pma: 0.02, rank: 0.06 };
  for (const row of recomputed) {
    const printed = paperSummary(row.method)!;
    for (const [name, tolerance] of Object.entries(tolerances)) {
      const metric = name as keyof typeof tolerances;
      const doubted = paperSummaryDoubts.some(
        (doubt) => doubt.method === row.method && doubt.metric === metric,
      );
      const off = Math.abs(row[metric] - printed[metric]);
      assert.equal(off > tolerance, doubted, `${row.method} ${metric} ${row[metric]}`);
    }
  }
});

test("the two doubtful entries of the paper's summary are 49 and 44 of 56 data sets in its table", () => {
  const recomputed = scores(paper);
  assert.equal(recomputed.find(({ method }) => method === "rbf")!.p90, (100 * 49) / 56);
  assert.equal(recomputed.find(({ method }) => method === "rntk")!.p95, (100 * 44) / 56);
});

test("with average ranks for ties the paper's ranks do not come out", () => {
  const row = scores(paper).find(({ method }) => method === "rntk")!;
  assert.ok(Math.abs(row.averageRank - paperSummary("rntk")!.rank) > 0.06);
});

test("scores of a table that one can check by hand", () => {
  const rows = scores(completeCases(accuracies({ a: [100, 80, 50], b: [90, 80, 40] })));
  assert.deepEqual(
    rows.map(({ mean, p90, p95, rank, averageRank }) => [mean, p90, p95, rank, averageRank]),
    [
      [230 / 3, 100, 100, 1, 3.5 / 3],
      [70, (100 * 2) / 3, 100 / 3, 5 / 3, 5.5 / 3],
    ],
  );
  assert.ok(Math.abs(rows[0]!.std - Math.sqrt(1900 / 3)) < 1e-12);
  assert.ok(Math.abs(rows[1]!.pma - (100 * (0.9 + 1 + 0.8)) / 3) < 1e-12);
});

test("a method that always fails and one data set alone have defined scores", () => {
  const [row] = scores(completeCases(accuracies({ a: [0], b: [0] })));
  assert.deepEqual(row, {
    method: "a",
    mean: 0,
    std: Number.NaN,
    p90: 100,
    p95: 100,
    pma: 100,
    rank: 1,
    averageRank: 1.5,
  });
});

test("a data set enters only if every method has an accuracy on it", () => {
  const cases = completeCases([
    { dataset: "x", method: "a", percent: 50 },
    { dataset: "y", method: "a", percent: 60 },
    { dataset: "x", method: "b", percent: 70 },
  ]);
  assert.deepEqual(cases.datasets, ["x"]);
  assert.deepEqual(cases.incomplete, [{ dataset: "y", missing: ["b"] }]);
  assert.equal(scores(cases)[0]!.mean, 50);
});

test("nothing in common gives no scores", () => {
  const cases = completeCases([
    { dataset: "x", method: "a", percent: 50 },
    { dataset: "y", method: "b", percent: 60 },
  ]);
  assert.deepEqual(cases.datasets, []);
  assert.deepEqual(scores(cases), []);
  assert.deepEqual(scores(completeCases([])), []);
});

test("what is no percentage, or stands there twice, is refused with its place", () => {
  const refused = [Number.NaN, Number.POSITIVE_INFINITY, -1, 100.5];
  for (const percent of refused) {
    const one = { dataset: "Coffee", method: "rntk", percent };
    assert.throws(() => completeCases([one]), /the accuracy of rntk on Coffee is .*, expected a/);
  }
  const one = { dataset: "Coffee", method: "rntk", percent: 50 };
  assert.throws(() => completeCases([one, one]), /rntk has two accuracies on Coffee/);
});

test("the same k / n computed in two ways is a tie", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.nat(), (n, draw) => {
      const k = draw % (n + 1);
      const rows = scores(completeCases(accuracies({ a: [(100 * k) / n], b: [100 * (k / n)] })));
      assert.deepEqual(
        rows.map(({ rank }) => rank),
        [1, 1],
      );
    }),
    { numRuns: 50 },
  );
});

test("scores do not depend on the order of the methods", () => {
  const percent = fc.integer({ min: 0, max: 20 }).map((k) => 5 * k);
  fc.assert(
    fc.property(fc.array(fc.tuple(percent, percent, percent), { minLength: 2 }), (table) => {
      const [a, b, c] = [0, 1, 2].map((j) => table.map((row) => row[j]!));
      const forward = scores(completeCases(accuracies({ a: a!, b: b!, c: c! })));
      const backward = scores(completeCases(accuracies({ c: c!, b: b!, a: a! })));
      assert.deepEqual(forward, backward.toReversed());
    }),
    { numRuns: 50 },
  );
});
