import assert from "node:assert/strict";
import { test } from "node:test";
import golden from "./fixtures/golden.json" with { type: "json" };
import { friedman } from "./friedman.ts";

/** Relative error of the distribution functions of lib-r-math.js against scipy's. */
const tolerance = 1e-8;

function near(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected);
  assert.ok(
    error <= tolerance * Math.max(1e-3, Math.abs(expected)),
    `${what}: ${actual}, ${expected}`,
  );
}

test("statistic, p and mean ranks are scipy's, with and without ties", () => {
  for (const [name, expected] of Object.entries(golden.friedman)) {
    const found = friedman(expected.table);
    near(found.statistic, expected.statistic, `${name} statistic`);
    near(found.p, expected.p, `${name} p`);
    near(found.imanDavenport.p, expected.fP, `${name} p of F`);
    if (expected.f !== null) near(found.imanDavenport.statistic, expected.f, `${name} F`);
    for (const [j, rank] of expected.meanRanks.entries()) near(found.meanRanks[j]!, rank, name);
  }
});

test("Demšar's example: mean ranks, chi-squared 9.28 and F 3.69 without the correction for ties", () => {
  // the paper ranks the two .975 of the data set voting 2 and 3
  const table = golden.friedman.demsar.table.map((row, i) =>
    i === 12 ? row.with(2, row[2]! + 1e-4) : row,
  );
  const { meanRanks } = friedman(table);
  assert.deepEqual(
    meanRanks.map((rank) => rank.toFixed(3)),
    ["3.143", "2.000", "2.893", "1.964"],
  );
  const [n, k] = [14, 4];
  const squares = meanRanks.reduce((sum, rank) => sum + rank * rank, 0);
  const chi2 = ((12 * n) / (k * (k + 1))) * (squares - (k * (k + 1) ** 2) / 4);
  assert.equal(chi2.toFixed(2), "9.28");
  assert.equal((((n - 1) * chi2) / (n * (k - 1) - chi2)).toFixed(2), "3.69");
  assert.ok(friedman(table).statistic > chi2);
});

test("methods that rank alike everywhere have an infinite F, methods that tie everywhere none", () => {
  const unanimous = friedman([
    [3, 2, 1],
    [6, 5, 4],
    [9, 8, 7],
  ]);
  assert.equal(unanimous.imanDavenport.statistic, Number.POSITIVE_INFINITY);
  assert.equal(unanimous.imanDavenport.p, 0);
  const tied = friedman([
    [1, 1],
    [2, 2],
  ]);
  assert.deepEqual([tied.statistic, tied.p], [0, 1]);
  assert.deepEqual([tied.imanDavenport.statistic, tied.imanDavenport.p], [0, 1]);
});

test("fewer than two methods or data sets are refused, and so are gaps", () => {
  assert.throws(() => friedman([]), /at least 2 methods on 2 data sets, found 0 on 0/);
  assert.throws(() => friedman([[1], [2]]), /found 1 on 2/);
  assert.throws(() => friedman([[1, 2]]), /found 2 on 1/);
  assert.throws(
    () =>
      friedman([
        [1, 2],
        [Number.NaN, 1],
      ]),
    /an accuracy of every method everywhere/,
  );
  assert.throws(() => friedman([[1, 2], [1]]), /an accuracy of every method everywhere/);
});
