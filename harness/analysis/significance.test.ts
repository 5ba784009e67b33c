import assert from "node:assert/strict";
import { test } from "node:test";
import { paperMethods } from "../reference/paper.ts";
import { paperAccuracy, paperDatasets } from "../reference/paper-table.ts";
import { completeCases } from "./complete-cases.ts";
import golden from "./fixtures/golden.json" with { type: "json" };
import { significance } from "./significance.ts";

function cases(table: readonly (readonly number[])[]) {
  return completeCases(
    table.flatMap((row, i) =>
      row.map((percent, j) => ({ dataset: `d${i}`, method: `m${j + 1}`, percent })),
    ),
  );
}

const demsar = cases(golden.friedman.demsar.table.map((row) => row.map((auc) => 100 * auc)));

test("Demšar's example: the ranking, and at level .10 the methods 4 and 2 differ from method 1", () => {
  const found = significance(demsar, 0.1);
  assert.deepEqual(
    found.ranking.map(({ method }) => method),
    ["m4", "m2", "m3", "m1"],
  );
  assert.ok(Math.abs(found.nemenyi.criticalDifference - 1.12) < 0.005);
  assert.deepEqual(found.nemenyi.cliques, [
    ["m4", "m2", "m3"],
    ["m3", "m1"],
  ]);
});

test("every pair is tested once, with counts that add up and p-values that Holm only raises", () => {
  const { pairs } = significance(demsar).wilcoxonHolm;
  assert.equal(pairs.length, 6);
  for (const pair of pairs) {
    assert.equal(pair.wins + pair.draws + pair.losses, 14);
    assert.ok(pair.adjustedP >= pair.wilcoxon.p);
  }
  const [first] = pairs.filter(({ a, b }) => a === "m4" && b === "m1");
  const expected = golden.wilcoxon["normal, n = 14 with zeros and ties"];
  assert.equal(first!.wilcoxon.statistic, expected.statistic);
  assert.ok(Math.abs(first!.wilcoxon.p - expected.p) < 1e-9);
});

test("on the paper's table the RNTK ranks first and the kernels beat the Gaussian RNN", () => {
  const paper = completeCases(
    paperDatasets.flatMap(({ name }) =>
      paperMethods.map(({ id }) => ({
        dataset: name,
        method: id,
        percent: paperAccuracy(name, id)!.percent,
      })),
    ),
  );
  const found = significance(paper);
  assert.equal(found.datasets, 56);
  assert.equal(found.ranking[0]!.method, "rntk");
  assert.ok(found.friedman.p < 1e-10);
  const lastBar = found.nemenyi.cliques.find((bar) => bar.includes("gaussian-rnn"));
  for (const kernel of ["rntk", "ntk", "rbf", "polynomial"]) {
    assert.ok(!lastBar?.includes(kernel), kernel);
  }
});

test("methods that tie everywhere stand under one bar in both diagrams", () => {
  const found = significance(
    cases([
      [50, 50],
      [60, 60],
      [70, 70],
    ]),
  );
  assert.deepEqual(found.nemenyi.cliques, [["m1", "m2"]]);
  assert.deepEqual(found.wilcoxonHolm.cliques, [["m1", "m2"]]);
});

test("one method, or one common data set, is refused", () => {
  assert.throws(() => significance(cases([[50], [60]])), /found 1 on 2/);
  assert.throws(() => significance(cases([[50, 60]])), /found 2 on 1/);
  assert.throws(() => significance(completeCases([])), /found 0 on 0/);
});
