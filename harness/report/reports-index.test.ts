import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { verdictFile, writeReportsIndex } from "./reports-index.tsx";

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "index-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function addReport(folder: string, name: string, verdict?: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "index.html"), "page");
  if (verdict !== undefined) writeFileSync(join(folder, name, verdictFile), verdict);
}

const verdict = (title: string, answer: string) =>
  JSON.stringify({ title, answer, progress: "4 of 4 tasks done." });

test("the index has a line a report with its verdict, and whoever has no verdict is linked to", (t) => {
  const folder = folderOf(t);
  addReport(folder, "b", verdict("The <b>", "RNTK leads by 1.00."));
  addReport(folder, "a");
  addReport(folder, "torn", '{"title": "half');
  mkdirSync(join(folder, "no-report"));
  const page = readFileSync(writeReportsIndex(folder), "utf8");
  const links = [...page.matchAll(/<a href="([^"#]+)">([^<]*)</g)].map(([, to, text]) => [
    to,
    text,
  ]);
  assert.deepEqual(links, [
    ["a/index.html", "a"],
    ["b/index.html", "The &lt;b>"],
    ["torn/index.html", "torn"],
  ]);
  assert.match(page, /RNTK leads by 1\.00\./);
  assert.match(page, /3 reports in this folder/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith(".tmp")),
    [],
  );
});

test("processes that write at once leave an index with all of their reports", async (t) => {
  const folder = folderOf(t);
  const module = pathToFileURL(join(import.meta.dirname, "reports-index.tsx")).href;
  const write = (name: string) => {
    addReport(folder, name, verdict(name, `the answer of ${name}`));
    const code = `import(${JSON.stringify(module)}).then((index) => index.writeReportsIndex(${JSON.stringify(folder)}));`;
    return promisify(execFile)(process.execPath, ["--import", "tsx", "-e", code]);
  };
  const names = ["one", "two", "three"];
  await Promise.all(names.map(write));
  const page = readFileSync(join(folder, "index.html"), "utf8");
  for (const name of names) assert.ok(page.includes(`the answer of ${name}`), name);
});
