import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { compareSources } from "../analysis/compare.ts";
import { paperContestants } from "../analysis/contestant.ts";
import { done } from "../analysis/testing/records.ts";
import { tolerances } from "../analysis/tolerance.ts";
import { writeRecord } from "../store/records.ts";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";
import { compareCommand } from "./compare.ts";
import { comparisonsText } from "./compare-text.ts";

const publishedText = "dataset,1NN-DTW,ROCKET\nCoffee,1,0.5\nBeef,0.25,\n";

test("two folders: a line a data set, what only one has, then win/draw/loss and Wilcoxon", async (t) => {
  const folder = temporaryFolder(t);
  for (const [results, dataset] of [
    ["a", "Coffee"],
    ["a", "Beef"],
    ["b", "Coffee"],
  ] as const) {
    writeRecord(join(folder, results), done(dataset, "rbf"));
  }
  const { status, stdout, stderr } = await harness(folder, "compare", "a", "b");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /Coffee +75\.00 +75\.00 +0\.00 +0\.0 +25\.00 +draw\n/);
  assert.match(stdout, /Only in a: Beef\n/);
  assert.match(stdout, /tolerance of a draw: one test case: 100 \/ n points/);
  assert.match(stdout, /rbf +1 +75\.00 +75\.00 +0\/1\/0 +no difference at all/);
});

test("published classifiers are set against every method, as JSON too", async (t) => {
  const folder = temporaryFolder(t);
  writeRecord(join(folder, "a"), done("Coffee", "rbf"));
  writeInto(folder, "published.csv", publishedText);
  const flags = ["--published", "published.csv", "--classifiers", "ROCKET", "1NN-DTW"];
  const { status, stdout, stderr } = await harness(
    folder,
    ...["compare", "a", "published", ...flags],
    ...["--tolerance", "exact", "--json"],
  );
  assert.equal(status, 0, stderr);
  const { tolerance, comparisons } = JSON.parse(stdout) as {
    tolerance: { name: string };
    comparisons: { b: { method: string }; rows: { verdict: string; difference: number }[] }[];
  };
  assert.equal(tolerance.name, "exact");
  assert.deepEqual(
    comparisons.map(({ b, rows }) => [b.method, rows[0]?.verdict, rows[0]?.difference]),
    [
      ["ROCKET", "win", 25],
      ["1NN-DTW", "loss", -25],
    ],
  );
});

test("a wrong name ends with status 2 and one sentence", async (t) => {
  const { status, stderr } = await harness(temporaryFolder(t), "compare", "papr", "paper");
  assert.equal(status, 2);
  assert.match(stderr, /^there is no folder of results papr; did you mean "paper"\?\n/);
  assert.doesNotMatch(stderr, /\bat \S+:\d+/);
});

test("what cannot be compared is refused", (t) => {
  const folder = temporaryFolder(t);
  const file = writeInto(folder, "published.csv", publishedText);
  const wrong: [object, RegExp][] = [
    [{ a: "published" }, /published can only stand second/],
    [{ b: "published" }, /need a file: --published/],
    [{ method: ["rnkt"] }, /which neither side has; did you mean "rntk"\?/],
    [{ a: folder }, /holds no record of the classification experiment that is done/],
    [
      { b: "published", published: file, classifiers: ["ROKET"] },
      /no classifier "ROKET"; did you mean "ROCKET"\?/,
    ],
  ];
  const right = {
    a: "paper",
    b: "paper",
    tolerance: "exact",
    classifiers: [],
    method: [],
    json: true,
  };
  for (const [flags, sentence] of wrong) {
    assert.throws(
      () => compareCommand.handler({ ...right, ...flags, _: [], $0: "" } as never),
      sentence,
    );
  }
});

test("the paper's doubtful numbers say why they do not count", () => {
  const [tolerance] = tolerances;
  const rntk = paperContestants().slice(0, 1);
  const text = comparisonsText(compareSources(rntk, rntk, "same-method", tolerance), tolerance);
  assert.match(text, /MiddlePhalanxOutlineCorrect .* not counted: the row .* holds values of/);
  assert.match(text, /and 0\.02 points for a source's own rounding/);
});
