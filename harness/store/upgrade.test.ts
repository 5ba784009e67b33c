import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import { temporaryFolder, writeInto } from "../testing/cli.ts";
import { readRecordFile } from "./records.ts";
import { upgraded } from "./upgrade.ts";

const script = fileURLToPath(new URL("./upgrade.ts", import.meta.url));
const fixtures = fileURLToPath(new URL("./fixtures/format-1", import.meta.url));
const results = fileURLToPath(new URL("../../results", import.meta.url));
const records = [
  "paper-table/Coffee/rbf.json",
  "ablation-z-norm/Coffee/polynomial.json",
  "stock/aapl-span-0-train-20/previous.json",
];

interface Old {
  readonly task: { readonly C: number[]; readonly grid: { readonly values: unknown[] }[] };
  readonly result: {
    readonly C: number[];
    readonly selections: {
      readonly validation: { readonly numerators: number[][] | null; readonly best: number };
      readonly chosen: { readonly setting: number; readonly c: number };
      readonly ties: { readonly recorded: { setting: number; c: number; testCorrect: number }[] };
      readonly test: { readonly predictions: number[]; readonly supportVectors: number };
      readonly gram: { readonly sha256: string };
    }[];
  };
}

interface New {
  readonly result: {
    readonly grid: { readonly key: string; readonly values: number[] }[];
    readonly selections: {
      readonly validation: { readonly numerators: number[] | null; readonly best: number };
      readonly chosen: number;
      readonly ties: { readonly recorded: { candidate: number; testCorrect: number }[] };
      readonly test: { readonly predictions: number[] };
      readonly fit: { readonly supportVectors: number; readonly gram: { readonly sha256: string } };
    }[];
  };
}

function run(folder: string) {
  return execFileSync(process.execPath, ["--import", "tsx", script, folder], { encoding: "utf8" });
}

test("a folder of old records becomes, byte for byte, the committed ones, and a second time changes nothing", (t) => {
  const folder = join(temporaryFolder(t), "results");
  cpSync(fixtures, folder, { recursive: true });
  assert.match(run(folder), /^3 records upgraded to format 2\n$/);
  for (const record of records) {
    const [ours, committed] = [join(folder, record), join(results, record)];
    assert.equal(readFileSync(ours, "utf8"), readFileSync(committed, "utf8"), record);
    assert.equal(readRecordFile(ours).format, 2);
  }
  assert.match(run(folder), /^0 records/);
});

test("every number of an old record is in the new one, where its pair of setting and C says", () => {
  for (const record of records.slice(0, 2)) {
    const old = JSON.parse(readFileSync(join(fixtures, record), "utf8")) as Old;
    const now = readRecordFile(join(results, record)) as unknown as New;
    const costs = old.result.C.length;
    assert.deepEqual(now.result.grid.at(-1), { key: "C", values: old.result.C });
    for (const [s, before] of old.result.selections.entries()) {
      const after = now.result.selections[s]!;
      assert.equal(after.chosen, before.chosen.setting * costs + before.chosen.c);
      assert.equal(after.validation.best, before.validation.best);
      assert.equal(after.validation.numerators === null, before.validation.numerators === null);
      for (const [setting, row] of (before.validation.numerators ?? []).entries()) {
        for (const [c, numerator] of row.entries()) {
          assert.equal(after.validation.numerators![setting * costs + c], numerator);
        }
      }
      for (const [i, tie] of before.ties.recorded.entries()) {
        const { candidate, testCorrect } = after.ties.recorded[i]!;
        assert.deepEqual(
          [Math.floor(candidate / costs), candidate % costs, testCorrect],
          [tie.setting, tie.c, tie.testCorrect],
        );
      }
      assert.deepEqual(after.test.predictions, before.test.predictions);
      assert.equal(after.fit.supportVectors, before.test.supportVectors);
      assert.equal(after.fit.gram.sha256, before.gram.sha256);
    }
  }
});

test("a record of another format and one that was changed are refused, and left as they are", (t) => {
  const newer = JSON.parse(readFileSync(join(results, records[0]!), "utf8")) as Json;
  assert.throws(() => upgraded(newer as never), HarnessError);
  const folder = temporaryFolder(t);
  const text = readFileSync(join(fixtures, records[0]!), "utf8");
  const changed = text.replace(/"best": \d+/, '"best": 0');
  assert.notEqual(changed, text);
  const path = writeInto(folder, "rbf.json", changed);
  assert.throws(() => run(folder), /rbf\.json was changed after it was written/);
  assert.equal(readFileSync(path, "utf8"), changed);
});
