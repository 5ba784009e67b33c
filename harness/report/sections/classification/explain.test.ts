import assert from "node:assert/strict";
import { test } from "node:test";
import { done, selection } from "../../../analysis/testing/records.ts";
import { passagesText } from "../../passages.ts";
import { explainClassification } from "./explain.ts";

type Parts = Parameters<typeof done>[2];

function explained(parts: Parts = {}, dataset = "Coffee", method = "rntk"): string {
  const record = done(dataset, method, parts);
  if (record.status !== "done") throw new Error("not done");
  return passagesText(explainClassification(record));
}

test("the accuracy stands beside the paper's, which is named for what it is", () => {
  const text = explained();
  assert.match(
    text,
    /fold seed 0: 75\.00 % \(3 of 4\) test cases right, binomial standard error 21\.65/,
  );
  assert.match(text, /the paper: 100\.00 % \(as transcribed, unverified\)/);
  assert.doesNotMatch(explained({}, "NoSuchSet"), /the paper/);
});

test("a doubtful number of the paper says why", () => {
  assert.match(
    explained({}, "MiddlePhalanxOutlineCorrect"),
    /unverified; the row .* holds values of/,
  );
});

test("the chosen candidate is told with every key", () => {
  const chosen = selection({ chosen: 3 });
  assert.match(explained({ selections: [chosen] }), /alpha = 1, C = 10\n/);
  assert.match(explained({ selections: [chosen] }), /candidate 3 in grid order/);
});

test("ties are listed with their test accuracy and the chosen one is marked", () => {
  const recorded = [
    { candidate: 0, testCorrect: 3 },
    { candidate: 3, testCorrect: 1 },
  ];
  const text = explained({ selections: [selection({ ties: { count: 7, recorded } })] });
  assert.match(
    text,
    /7 candidates share .* of 2 of them, drawn: 25\.00 % \(1 of 4\) to 75\.00 % \(3 of 4\)/,
  );
  assert.match(text, /75\.00 % \(3 of 4\) +α 0\.1 C 1 +← chosen/);
});

test("the validation surface is a table, or unknown after pruning", () => {
  const numerators = [1, 2, 3, 9];
  const whole = selection({ validation: { denominator: 10, best: 9, numerators } });
  assert.match(
    explained({ selections: [whole] }),
    /α +C 1 +C 10\n.*\n +0\.1 +10\.0 +20\.0\n +1 +30\.0 +90\.0/,
  );
  assert.match(explained(), /left unknown by pruning/);
});

test("a search over one candidate has no surface, over one key a list", () => {
  const numerators = [9, 5];
  const one = selection({ validation: { denominator: 10, best: 9, numerators } });
  const alpha = { key: "alpha", values: [0.1, 1] };
  const text = explained({ grid: [alpha], selections: [one] });
  assert.match(text, /Validation accuracy over α \(.*\n +α 0\.1: 90\.00\n +α 1: 50\.00/);
  const single = explained({
    grid: [{ key: "alpha", values: [1] }],
    selections: [selection({ validation: { denominator: 10, best: 9, numerators: [9] } })],
  });
  assert.doesNotMatch(single, /Validation accuracy over/);
});

test("confusions and misclassified cases are named", () => {
  const text = explained();
  assert.match(text, /class +as 1 +as 2\n.*\n +1 +2 +0\n +2 +1 +1/);
  assert.match(text, /numbered from 1 \(fold seed 0\)\n +4 \(2 as 1\)/);
});

test("with many classes only the confusions are told, the most frequent first", () => {
  const classes = Array.from({ length: 13 }, (_, i) => `c${i}`);
  const data = { ...baseData, classes, trainClassCounts: classes.map(() => 1) };
  const test = { ...selection().test, correct: 1, predictions: [0, 5, 5, 3] };
  const text = explained({ data, testLabels: [0, 1, 1, 2], selections: [selection({ test })] });
  assert.match(text, /class c1 taken for c5: 2\n +class c2 taken for c3: 1/);
});

test("a result of another form is refused by name", () => {
  const record = { ...done("Coffee", "rntk"), result: {} };
  if (record.status !== "done") throw new Error("not done");
  assert.throws(
    () => explainClassification(record),
    /the record of rntk on Coffee is no classification/,
  );
});

const baseData = {
  classes: ["1", "2"],
  trainSize: 10,
  testSize: 4,
  dimension: 1,
  shortest: 7,
  longest: 7,
  trainClassCounts: [5, 5],
  notes: [],
};
