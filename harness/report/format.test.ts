import assert from "node:assert/strict";
import { test } from "node:test";
import {
  counted,
  countText,
  decimalText,
  groupedText,
  megabytesText,
  percentText,
  probabilityText,
  shortNumber,
  signedText,
  spanText,
} from "./format.ts";

test("decimals are fixed, minus is typeset, what rounds to nothing has no sign, and nothing is a dash", () => {
  assert.deepEqual(
    [1.005, -0.5, -0.001, 0, Number.NaN, undefined].map((value) => decimalText(value, 2)),
    ["1.00", "−0.50", "0.00", "0.00", "–", "–"],
  );
  assert.equal(decimalText(-12.6, 0), "−13");
  assert.equal(percentText(97.3214), "97.32");
});

test("a difference has its sign, but for one that rounds to nothing", () => {
  assert.deepEqual(
    [1.2, -0.345, 0.004, -0.004, 0].map((value) => signedText(value)),
    ["+1.20", "−0.34", "0.00", "0.00", "0.00"],
  );
  assert.equal(signedText(-3.25, 1), "−3.3");
});

test("spans, counts and means of counts", () => {
  assert.equal(spanText(78.26, 93.34), "78.3–93.3");
  assert.equal(spanText(1, 2, 2), "1.00–2.00");
  assert.deepEqual([{ fewest: 12, most: 12 }, { fewest: 1, most: 250 }, undefined].map(countText), [
    "12",
    "1–250",
    "–",
  ]);
  assert.equal(counted(1, "data set"), "1 data set");
  assert.equal(counted(0, "task"), "0 tasks");
});

test("large counts are in groups of three digits, bytes in millions", () => {
  assert.deepEqual([0, 999, 1000, 1234567].map(groupedText), ["0", "999", "1 000", "1 234 567"]);
  assert.equal(megabytesText(12_345_678), "12.3 MB");
});

test("a probability has two digits, and a bound where it is not to be trusted further", () => {
  assert.deepEqual([0.142, 0.0123, 1e-4, 9e-5, 0].map(probabilityText), [
    "= 0.14",
    "= 0.012",
    "= 0.00010",
    "< 0.0001",
    "< 0.0001",
  ]);
});

test("a short number is a number still", () => {
  assert.equal(shortNumber(2 / 3), 0.66667);
  assert.equal(shortNumber(123456.7, 3), 123000);
});
