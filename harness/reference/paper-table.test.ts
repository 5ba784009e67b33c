import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import { paperMethods } from "./paper.ts";
import { paperSummary, paperSummaryDoubts } from "./paper-summary.ts";
import { paperAccuracy, paperDatasets } from "./paper-table.ts";

/** The table has two decimals, some rounded and some cut off. */
const twoDecimals = 0.01 + 1e-9;

function onGrid(percent: number, cases: number): boolean {
  const exact = (percent * cases) / 100;
  return [Math.floor(exact), Math.ceil(exact)].some(
    (correct) => Math.abs((100 * correct) / cases - percent) < twoDecimals,
  );
}

test("the table has 56 data sets and seven methods, with every cell a percentage", () => {
  assert.equal(paperDatasets.length, 56);
  assert.equal(new Set(paperDatasets.map(({ name }) => name)).size, 56);
  for (const { name, trainSize, testSize, classes, length } of paperDatasets) {
    for (const size of [trainSize, testSize, classes, length]) assert.ok(size >= 2, name);
    for (const { id } of paperMethods) {
      const percent = paperAccuracy(name, id)!.percent;
      assert.ok(percent >= 0 && percent <= 100, `${name} ${id} ${percent}`);
    }
  }
});

test("a known cell reads as in the table", () => {
  assert.deepEqual(paperAccuracy("PowerCons", "rntk"), {
    percent: 97.22,
    doubt: undefined,
    note: undefined,
  });
  assert.equal(paperAccuracy("ChlorineConcentration", "polynomial")?.percent, 91.54);
});

test("unknown names have no accuracy and no summary", () => {
  assert.equal(paperAccuracy("Coffee", "POLY"), undefined);
  assert.equal(paperAccuracy("NoSuchSet", "rntk"), undefined);
  assert.equal(paperSummary("svm"), undefined);
  assert.equal(paperSummary("toString"), undefined);
});

test("of the 315 cells with at most 1000 test cases, the 304 without doubt lie on the grid k / n", () => {
  const cells = paperDatasets
    .filter(({ testSize }) => testSize <= 1000)
    .flatMap(({ name, testSize }) =>
      paperMethods.map(({ id }) => ({ testSize, entry: paperAccuracy(name, id)! })),
    );
  assert.equal(cells.length, 315);
  assert.equal(cells.filter(({ entry }) => entry.doubt === undefined).length, 304);
  for (const { testSize, entry } of cells) {
    assert.equal(onGrid(entry.percent, testSize), entry.doubt === undefined, String(entry.percent));
  }
});

test("the kernels' values of MiddlePhalanxOutlineCorrect are on the grid of MiddlePhalanxOutlineAgeGroup", () => {
  for (const method of ["rntk", "ntk", "rbf", "polynomial"]) {
    const printed = paperAccuracy("MiddlePhalanxOutlineCorrect", method)!;
    const meant = paperAccuracy("MiddlePhalanxOutlineAgeGroup", method)!;
    assert.equal(printed.doubt, "other-data-set");
    assert.equal(meant.doubt, undefined);
    assert.equal(meant.percent, printed.percent);
    assert.ok(onGrid(meant.percent, 154));
  }
  assert.equal(paperAccuracy("MiddlePhalanxOutlineCorrect", "gru")?.doubt, undefined);
  assert.equal(paperAccuracy("MiddlePhalanxOutlineAgeGroup", "gru"), undefined);
});

test("the slip of Meat is marked as one", () => {
  const entry = paperAccuracy("Meat", "gaussian-rnn")!;
  assert.equal(entry.percent, 0.55);
  assert.equal(entry.doubt, "decimal-slip");
});

test("every doubt about the summary quotes what the summary says", () => {
  for (const { method, metric, printed } of paperSummaryDoubts) {
    assert.equal(paperSummary(method)![metric], printed);
  }
});

test("the table is the reference file, byte for byte", {
  skip: withoutSharedFolder,
}, () => {
  const own = fileURLToPath(new URL("paper-table.csv", import.meta.url));
  const reference = join(sharedFolder!, "reference/paper-table.csv");
  assert.deepEqual(readFileSync(own), readFileSync(reference));
});
