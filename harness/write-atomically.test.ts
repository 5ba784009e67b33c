import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "./testing/cli.ts";
import { writeAtomically } from "./write-atomically.ts";

test("texts, bytes and pieces are written whole, into folders that are made, and nothing is left over", (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "a", "b.txt");
  for (const content of ["one", Buffer.from("two"), ["th", "re", "e"]]) {
    writeAtomically(path, content);
    const expected = Array.isArray(content) ? content.join("") : String(content);
    assert.equal(readFileSync(path, "utf8"), expected);
  }
  assert.deepEqual(readdirSync(join(folder, "a")), ["b.txt"]);
});

test("a writer that fails in the middle leaves the old file and nothing else", (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "a.txt");
  writeAtomically(path, "old");
  function* failing(): Generator<string> {
    yield "new";
    throw new Error("no more");
  }
  assert.throws(() => writeAtomically(path, failing()), /no more/);
  assert.equal(readFileSync(path, "utf8"), "old");
  assert.deepEqual(readdirSync(folder), ["a.txt"]);
});

test("a folder in the place of the file is an error, and nothing is left over", (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "a.txt", "inside"), { recursive: true });
  assert.throws(() => writeAtomically(join(folder, "a.txt"), "text"), /EISDIR|ENOTEMPTY|EEXIST/);
  assert.deepEqual(readdirSync(folder), ["a.txt"]);
});
