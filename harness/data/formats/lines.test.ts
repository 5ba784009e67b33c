import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { linesOf } from "./lines.ts";

test("lines are the same whatever the pieces in which they are read, and however each ends", () => {
  const part = fc.constantFrom("a", "été", "", "\n", "\r\n", "\r");
  const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 8 }), (text, size) => {
      const lines = [...linesOf(Buffer.from(text), size)];
      const expected = text.split(/\r\n|\n|\r/);
      // Breaks at the end may or may not begin further, empty lines.
      const filled = (all: string[]) => all.slice(0, all.findLastIndex((line) => line !== "") + 1);
      assert.deepEqual(filled(lines), filled(expected));
    }),
    { numRuns: 3000 },
  );
});
