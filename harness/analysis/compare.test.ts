import assert from "node:assert/strict";
import { test } from "node:test";
import { paperDatasets } from "../reference/paper-table.ts";
import { compareMethods, compareSources } from "./compare.ts";
import { type Contestant, paperContestants } from "./contestant.ts";
import { tolerances } from "./tolerance.ts";

const [testCase, standardError, exact] = tolerances;

/** A contestant from accuracies on data sets d0, d1, … of 100 test cases each. */
function contestant(method: string, percents: readonly number[]): Contestant {
  return {
    source: "test",
    method,
    rounding: 0,
    entries: new Map(
      percents.map((percent, i) => [`d${i}`, { percent, testSize: 100, doubt: undefined }]),
    ),
  };
}

test("one test case is a draw, two are a win or a loss", () => {
  const a = contestant("m", [90, 91, 92, 88]);
  const b = contestant("m", [90, 90, 90, 90]);
  const { rows, counts, means } = compareMethods(a, b, testCase);
  assert.deepEqual(
    rows.map(({ verdict }) => verdict),
    ["draw", "draw", "win", "loss"],
  );
  assert.deepEqual(counts, { wins: 1, draws: 2, losses: 1 });
  assert.deepEqual(means, { a: 90.25, b: 90 });
  assert.deepEqual(
    rows.map(({ difference, tolerance }) => [difference, tolerance]),
    [
      [0, 1],
      [1, 1],
      [2, 1],
      [-2, 1],
    ],
  );
});

test("the binomial standard error of 50 % on 100 cases is 5 points, of 100 % none", () => {
  assert.equal(standardError.points({ a: 50, b: 50, testSize: 100 }), 5);
  assert.equal(standardError.points({ a: 100, b: 100, testSize: 100 }), 0);
  const found = compareMethods(contestant("m", [52, 56]), contestant("m", [48, 44]), standardError);
  assert.deepEqual(
    found.rows.map(({ verdict }) => verdict),
    ["draw", "win"],
  );
});

test("exactly means to the last test case", () => {
  const found = compareMethods(contestant("m", [91, 90]), contestant("m", [90, 90]), exact);
  assert.deepEqual(found.counts, { wins: 1, draws: 1, losses: 0 });
});

test("the paper's rounding is no difference: 279 of 370 against its 75.4 is a draw", () => {
  const paper = paperContestants().find(({ method }) => method === "identity-rnn")!;
  const percent = (100 * 279) / 370;
  const ours: Contestant = {
    source: "ours",
    method: "identity-rnn",
    rounding: 0,
    entries: new Map([["Strawberry", { percent, testSize: 370, doubt: undefined }]]),
  };
  const found = compareMethods(ours, paper, exact);
  assert.equal(found.rows[0]!.verdict, "draw");
  assert.equal(found.wilcoxon?.method, "all-zero");
  assert.equal(found.only.b.length, paperDatasets.length - 1);
});

test("the paper against itself draws wherever its numbers can be trusted", () => {
  const paper = paperContestants();
  for (const { a, rows, counts } of compareSources(paper, paper, "same-method", exact)) {
    const doubtful = rows.filter(({ doubt }) => doubt !== undefined);
    assert.deepEqual(
      counts,
      { wins: 0, draws: rows.length - doubtful.length, losses: 0 },
      a.method,
    );
  }
});

test("doubtful numbers are shown with the reason and not counted", () => {
  const paper = paperContestants().find(({ method }) => method === "rntk")!;
  const { rows, counts } = compareMethods(paper, paper, testCase);
  const row = rows.find(({ dataset }) => dataset === "MiddlePhalanxOutlineCorrect")!;
  assert.equal(row.verdict, "not counted");
  assert.match(row.doubt!, /holds values of MiddlePhalanxOutlineAgeGroup/);
  // it and Adiac; MiddlePhalanxOutlineAgeGroup counts in its stead
  assert.equal(counts.draws, 55);
});

test("test sets of different size are not compared", () => {
  const a = contestant("m", [90]);
  const b: Contestant = {
    ...a,
    entries: new Map([["d0", { percent: 90, testSize: 99, doubt: undefined }]]),
  };
  const { rows, counts, means, wilcoxon } = compareMethods(a, b, testCase);
  assert.match(rows[0]!.doubt!, /the test sets differ: 100 and 99 cases/);
  assert.deepEqual(counts, { wins: 0, draws: 0, losses: 0 });
  assert.equal(means, undefined);
  assert.equal(wilcoxon, undefined);
});

test("what only one side has is named", () => {
  const a = contestant("m", [90, 80]);
  const b: Contestant = { ...a, entries: new Map([...a.entries].slice(1)) };
  assert.deepEqual(compareMethods(a, b, testCase).only, { a: ["d0"], b: [] });
  assert.deepEqual(compareMethods(b, a, testCase).only, { a: [], b: ["d0"] });
});

test("methods of the same name are paired, or every pair where names have nothing in common", () => {
  const ours = [contestant("rntk", [90]), contestant("rbf", [80])];
  const theirs = [contestant("ROCKET", [95]), contestant("rntk", [90])];
  assert.equal(compareSources(ours, theirs, "same-method", testCase).length, 1);
  assert.equal(compareSources(ours, theirs, "every-pair", testCase).length, 4);
});
