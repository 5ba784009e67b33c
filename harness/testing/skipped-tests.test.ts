import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { writeInto } from "./cli.ts";

const reporter = fileURLToPath(new URL("skipped-tests-entry.cjs", import.meta.url));

/** What the reporter prints of test files, by name. */
function printed(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "skipped-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, body] of Object.entries(files)) {
    writeInto(folder, name, `import { describe, test } from "node:test";\n${body}\n`);
  }
  // what a test run tells its children would make this one report to it
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = ["--test", `--test-reporter=${reporter}`, ...Object.keys(files)];
  return execFileSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
}

test("a reason is told once, with the files and how many tests of them were skipped", (t) => {
  const output = printed(t, {
    "a.test.mjs": `
      test("one", { skip: "needs a thing" }, () => {});
      test("two", (t) => t.skip("needs a thing"));
      test("three", () => {});`,
    "b.test.mjs": `
      describe("all", { skip: "needs a thing" }, () => { test("inside", () => {}); });
      describe("some", () => { test.skip("inside", () => {}); });`,
  });
  assert.deepEqual(output.trim().split("\n").sort(), [
    "skipped, needs a thing: a.test.mjs (2), b.test.mjs",
    "skipped, no reason given: b.test.mjs",
  ]);
});

test("where everything runs, nothing is said", (t) => {
  assert.equal(printed(t, { "a.test.mjs": `test("one", () => {});` }), "");
});
