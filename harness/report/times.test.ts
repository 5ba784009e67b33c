import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TaskTime } from "./plots/times.ts";
import { machineText, methodsTable, timesTable, writeTimes } from "./times.tsx";

const machine = {
  workers: 2,
  node: "v20.20.2",
  processor: "Example",
  cores: 2,
  peakMegabytes: 200,
};

const times: readonly TaskTime[] = [
  { dataset: "Coffee", label: "RBF", seconds: { search: 1.25, test: 0.5 }, ...machine },
  { dataset: "Coffee", label: "RNTK", seconds: { search: 20, inspect: 0.25 }, ...machine },
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

test("where hours would read 0.00 the methods' times are seconds, and every title has its unit", () => {
  const { columns, rows, caption } = methodsTable(times, ["search", "test"]);
  assert.deepEqual(
    columns.slice(2).map(({ title }) => title),
    ["search (s)", "test (s)", "Total (s)"],
  );
  assert.match(caption, /^Seconds/);
  assert.deepEqual(
    rows.at(-1)!.map(({ text }) => text),
    ["all", "2", "21.3", "0.5", "21.8"],
  );
});

test("methods are added up in hours by stage, all of them last", () => {
  const hours = times.map((time) => ({ ...time, seconds: { search: 3600, test: 1800 } }));
  const { rows } = methodsTable([...hours, { ...hours[0]!, dataset: "Beef" }], ["search", "test"]);
  assert.deepEqual(
    rows.map((row) => row.map(({ value }) => value)),
    [
      ["RBF", 2, 2, 1, 3],
      ["RNTK", 1, 1, 0.5, 1.5],
      ["all", 3, 3, 1.5, 4.5],
    ],
  );
});

test("the machine is told once, with the largest memory of all tasks", () => {
  const later = { ...times[1]!, peakMegabytes: 300 };
  assert.match(
    machineText([times[0]!, later]),
    /^2 workers on 2 cores of Example, Node v20\.20\.2; at most 300 MB/,
  );
});
