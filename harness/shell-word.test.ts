import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { shellWord } from "./shell-word.ts";

test("words without a meaning to the shell stay as they are", () => {
  for (const word of ["configs/a-b.yaml", "dataset=own,method=rbf", "user@host:7", "50%"]) {
    assert.equal(shellWord(word), word);
  }
});

test("other words are put into quotes, the empty one too", () => {
  assert.equal(shellWord(""), "''");
  assert.equal(shellWord("a b"), "'a b'");
  assert.equal(shellWord("it's"), "'it'\\''s'");
});

test("a shell reads any texts back as they were", () => {
  const word = fc.string({ unit: fc.constantFrom(...`ab'"\\$\`!*?[]{}()<>|&;#~ \n\tü`) });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
      const command = `printf '%s\\0' ${words.map(shellWord).join(" ")}`;
      const printed = execFileSync("sh", ["-c", command], { encoding: "utf8" });
      assert.deepEqual(printed.split("\0").slice(0, -1), words);
    }),
    { numRuns: 30 },
  );
});
