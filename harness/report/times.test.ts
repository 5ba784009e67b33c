import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type TaskTime, timesTable, writeTimes } from "./times.tsx";

const times: readonly TaskTime[] = [
  { dataset: "Coffee", label: "RBF", seconds: { search: 1.25, test: 0.5 } },
  { dataset: "Coffee", label: "RNTK", seconds: { search: 20, inspect: 0.25 } },
];

test("the table of times has the longest task first and a total", () => {
  const { rows } = timesTable(times, ["search", "test", "inspect"]);
  assert.deepEqual(
    rows.map((row) => row.map(({ text }) => text)),
    [
      ["Coffee", "RNTK", "20.00", "–", "0.25", "20.25"],
      ["Coffee", "RBF", "1.25", "0.50", "–", "1.75"],
    ],
  );
});

test("the page of times says what all took, and shows it by method and stage", async () => {
  const folder = mkdtempSync(join(tmpdir(), "times-"));
  try {
    const path = await writeTimes("Quickstart", times, folder);
    assert.equal(path, join(folder, "time.html"));
    const page = readFileSync(path, "utf8");
    assert.match(page, /2 tasks took 22\.0 seconds of workers/);
    assert.match(page, /data-tip="RNTK, search: 20\.0 s"/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
