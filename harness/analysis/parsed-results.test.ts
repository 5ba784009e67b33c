import assert from "node:assert/strict";
import { test } from "node:test";
import { classificationResultSchema } from "../experiments/classification/result.ts";
import { regressionResultSchema } from "../experiments/regression/result.ts";
import { parsedResults, recordsWith } from "./parsed-results.ts";
import { done, failed } from "./testing/records.ts";

const record = done("Coffee", "rntk");
const others = ["synthetic", "stock", "of another version"].map((experiment) => ({
  ...done("span-0", "rntk"),
  experiment,
}));

test("records are told apart by the form of their experiment's result", () => {
  const all = [...others, record];
  assert.deepEqual(recordsWith(classificationResultSchema, all), [record]);
  assert.deepEqual(
    recordsWith(regressionResultSchema, all).map(({ experiment }) => experiment),
    ["synthetic", "stock"],
  );
});

test("a result of another form is refused by its place, and a failed record has none", () => {
  assert.deepEqual(parsedResults([failed("Beef", "rntk", "no")], regressionResultSchema), []);
  assert.throws(
    () => parsedResults([others[0]!], regressionResultSchema),
    /the record of rntk on span-0 is no synthetic result: snr: /,
  );
});
