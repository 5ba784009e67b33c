import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { HarnessError } from "../errors.ts";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import { paperDatasets } from "./paper-table.ts";
import { readPublished } from "./published.ts";

const folder = mkdtempSync(join(tmpdir(), "published-"));
after(() => rmSync(folder, { recursive: true }));

function file(content: string): string {
  const path = join(folder, "published.csv");
  writeFileSync(path, content);
  return path;
}

function refuses(content: string, sentence: RegExp): void {
  assert.throws(
    () => readPublished(file(content)),
    (error) =>
      error instanceof HarnessError && error.code === "data" && sentence.test(error.message),
  );
}

test("accuracies come back in percent, and unknown ones as undefined", () => {
  const published = readPublished(
    file("\uFEFFdataset,1NN-DTW,ROCKET\r\nCoffee,1,0.75\r\nBeef,,0.8\r\n"),
  );
  assert.deepEqual(published.classifiers, ["1NN-DTW", "ROCKET"]);
  assert.deepEqual(published.datasets, ["Coffee", "Beef"]);
  assert.equal(published.percent("Coffee", "ROCKET"), 75);
  assert.equal(published.percent("Beef", "1NN-DTW"), undefined);
  assert.equal(published.percent("Trace", "ROCKET"), undefined);
  assert.equal(published.percent("Coffee", "HC2"), undefined);
});

test("a file that is no such table is refused with its line", () => {
  refuses("", /:1: the first column is "", expected "dataset"/);
  refuses("name,A\nCoffee,1\n", /:1: the first column is "name"/);
  refuses("dataset,A,A\nCoffee,1,1\n", /:1: the column "A" stands there twice/);
  refuses("dataset,A\nCoffee,1\nBeef\n", /:3: 1 columns, expected the header's 2/);
  refuses("dataset,A\nCoffee,1\nCoffee,1\n", /:3: Coffee has a row already/);
  refuses("dataset,A\nCoffee,97.5\n", /:2: A has "97.5", expected an accuracy from 0 to 1/);
  refuses("dataset,A\nCoffee,NaN\n", /:2: A has "NaN"/);
  refuses("dataset,A\nCoffee,good\n", /:2: A has "good"/);
});

test("a file that is not there is named", () => {
  assert.throws(() => readPublished(join(folder, "none.csv")), /cannot be read from .*none\.csv/);
});

test("the reference file has 1NN-DTW, ROCKET and HC2 on every data set of the paper", {
  skip: withoutSharedFolder,
}, () => {
  const published = readPublished(join(sharedFolder!, "reference/classifiers-official-split.csv"));
  assert.equal(published.classifiers.length, 40);
  for (const { name } of paperDatasets) {
    for (const classifier of ["1NN-DTW", "ROCKET", "HC2"]) {
      assert.ok(published.percent(name, classifier)! > 20, `${name} ${classifier}`);
    }
  }
});
