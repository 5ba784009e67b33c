import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadConfig } from "../config/load.ts";
import { makePlan } from "./plan.ts";

const root = join(import.meta.dirname, "../..");

function recordCount(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => /(?<!\.run)\.json$/.test(file)).length;
}

for (const name of readdirSync(join(root, "results")).sort())
  test(`every committed record of ${name} is one that its config asks for as it stands`, () => {
    const results = join(root, "results", name);
    const { tasks } = makePlan(loadConfig(join(root, `configs/${name}.yaml`)), {
      ...{ results, archive: undefined, sizes: "full", series: undefined },
      ...{ only: { dataset: [], method: [] }, existing: "keep" },
    });
    const left = tasks.filter(({ status }) => status.kind === "stale");
    assert.deepEqual(left, []);
    assert.equal(tasks.filter(({ status }) => status.kind === "done").length, recordCount(results));
  });
