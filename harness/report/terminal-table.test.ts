import assert from "node:assert/strict";
import { test } from "node:test";
import { classificationResults } from "../analysis/classification.ts";
import { done, failed, planned, selection, unavailable } from "../analysis/testing/records.ts";
import { terminalTable } from "./terminal-table.ts";
import { paperSizedRecords } from "./testing/paper-sized.ts";

const control = "\u001b";
const better = selection({
  test: { ...selection().test, correct: 4 },
  ties: {
    count: 2,
    recorded: [
      { candidate: 0, testCorrect: 2 },
      { candidate: 1, testCorrect: 4 },
    ],
  },
});
const { rows } = classificationResults(
  [
    done("Coffee", "rntk"),
    done("Coffee", "rbf", { selections: [better] }),
    failed("Beef", "rntk", "row 3 of Beef_TRAIN.tsv has 4 values,\n  expected 5"),
  ],
  [
    planned("Coffee", "rntk", "RNTK"),
    planned("Coffee", "rbf", "RBF"),
    planned("Beef", "rntk", "RNTK"),
    unavailable("Beef", "rbf", "RBF"),
  ],
);

test("a plain table has a line for each data set and kernel, names once, reasons where there is nothing", () => {
  assert.equal(
    terminalTable(rows, { width: 100, style: "plain" }),
    [
      "data set  method  accuracy   paper  valid.  ties   over ties  chosen",
      "───────────────────────────────────────────────────────────────────────",
      "Coffee    RNTK       75.00  100.00   90.00     1              α 0.1 C 1",
      "          RBF       100.00   92.86   90.00     2  50.0–100.0  α 0.1 C 1",
      "Beef      RNTK    failed: data: row 3 of Beef_TRAIN.tsv has 4 values, expected 5",
      "          RBF     missing: Beef is not on this machine",
    ].join("\n"),
  );
});

test("there is no column of the paper where it has none of the data sets", () => {
  const own = classificationResults(
    [done("sensors", "rntk")],
    [planned("sensors", "rntk", "RNTK")],
  ).rows;
  assert.equal(
    terminalTable(own, { width: 100, style: "plain" }),
    [
      "data set  method  accuracy  valid.  ties  over ties  chosen",
      "──────────────────────────────────────────────────────────────",
      "sensors   RNTK       75.00   90.00     1             α 0.1 C 1",
    ].join("\n"),
  );
});

test("colours only where they are asked for, and they change no letter", () => {
  const plain = terminalTable(rows, { width: 100, style: "plain" });
  const painted = terminalTable(rows, { width: 100, style: "ansi" });
  assert.ok(!plain.includes(control));
  assert.ok(painted.includes(`  ${control}[1m100.00${control}[22m`));
  assert.equal(painted.replaceAll(new RegExp(`${control}\\[\\d+m`, "g"), ""), plain);
});

test("no line of the paper's whole table is longer than the terminal", () => {
  const { records, planned: tasks } = paperSizedRecords();
  const all = classificationResults(records, tasks).rows;
  for (const width of [100, 120]) {
    const lines = terminalTable(all, { width, style: "plain" }).split("\n");
    assert.equal(lines.length, 2 + 4 * 56);
    assert.ok(lines.every((line) => line.length <= width));
  }
});

test("a table without rows is its heading", () => {
  assert.equal(terminalTable([], { width: 80, style: "plain" }).split("\n").length, 2);
});
