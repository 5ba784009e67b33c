import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { contentKey } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import type { HarnessRecord } from "./record.ts";
import { readRecord, readRecordFile, readRecords, recordPath, writeRecord } from "./records.ts";

const folder = mkdtempSync(join(tmpdir(), "records-"));
after(() => rmSync(folder, { recursive: true }));

function record(dataset: string, method: string): HarnessRecord {
  const task = { dataset, method, sigmaW: Math.SQRT2 };
  return {
    format: 2,
    key: contentKey(task),
    config: "example",
    experiment: "classification",
    dataset,
    method,
    task,
    status: "done",
    result: { z: [1, 2.5], a: "ü" },
  };
}

function refuses(path: string, sentence: RegExp): void {
  assert.throws(
    () => readRecordFile(path),
    (error) =>
      error instanceof HarnessError && error.code === "data" && sentence.test(error.message),
  );
}

test("a record reads back as it was written, whatever the order of its keys", () => {
  const results = join(folder, "round");
  const path = writeRecord(results, record("Coffee", "rbf"));
  assert.equal(path, recordPath(results, "Coffee", "rbf"));
  assert.deepEqual(readRecord(results, "Coffee", "rbf"), record("Coffee", "rbf"));
  const text = readFileSync(path, "utf8");
  const reversed = Object.fromEntries(Object.entries(record("Coffee", "rbf")).reverse());
  writeRecord(results, reversed as HarnessRecord);
  assert.equal(readFileSync(path, "utf8"), text);
  assert.deepEqual(readdirSync(dirname(path)), ["rbf.json"]);
});

test("records come sorted by data set and method, without what else lies there", () => {
  const results = join(folder, "many");
  for (const [dataset, method] of [
    ["b", "y"],
    ["a", "z"],
    ["b", "x"],
  ] as const) {
    writeRecord(results, record(dataset, method));
  }
  writeFileSync(join(results, "b", "x.run.json"), "{}");
  writeFileSync(join(results, "b", "x.partial.jsonl"), "{");
  assert.deepEqual(
    readRecords(results).map(({ dataset, method }) => `${dataset}/${method}`),
    ["a/z", "b/x", "b/y"],
  );
});

test("where there is nothing, nothing is read", () => {
  assert.deepEqual(readRecords(join(folder, "none")), []);
  assert.equal(readRecord(folder, "none", "none"), undefined);
});

test("a record that was changed by hand is refused, in its result and in its task", () => {
  const path = writeRecord(join(folder, "changed"), record("Coffee", "rbf"));
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace("2.5", "2.6"));
  refuses(path, /was changed after it was written/);
  writeFileSync(path, text.replace("1.4142135623730951", "1.41"));
  refuses(path, /was changed after it was written/);
  writeFileSync(path, text.replace(/"digest": ".*?",\n/, ""));
  refuses(path, /was changed after it was written/);
});

test("what is no record is refused with what is wrong", () => {
  const path = join(folder, "wrong", "file.json");
  mkdirSync(dirname(path));
  writeFileSync(path, '{"format": 1');
  refuses(path, /is no JSON/);
  for (const text of ["null", "[]", "3", '"text"', "{}"]) {
    writeFileSync(path, text);
    refuses(path, /file\.json is no record/);
  }
  const unknownStatus = { ...record("a", "b"), status: "perhaps" };
  writeFileSync(path, JSON.stringify(unknownStatus));
  refuses(path, /is no record: status/);
});
