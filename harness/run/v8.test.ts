import assert from "node:assert/strict";
import { test } from "node:test";
import { newBytes, newFloats } from "../memory.ts";
import { prepareThread } from "./v8.ts";

prepareThread();

/** Around what malloc is left to give, and well beyond. */
const lengths = [0, 1, 2 ** 15 - 1, 2 ** 15, 2 ** 15 + 1, 2 ** 20 + 3];

test("arrays in pages of their own have their length, are zeros, and share nothing", () => {
  for (const length of lengths)
    for (const create of [newFloats, newBytes]) {
      const [a, b] = [create(length), create(length)];
      assert.equal(a.length, length);
      assert.ok(a.every((value) => value === 0));
      a.fill(1);
      assert.ok(b.every((value) => value === 0));
    }
});

test("arrays that nothing refers to are given back while new ones are made", () => {
  const before = process.memoryUsage.rss();
  for (let made = 0; made < 200; made++) newFloats(2 ** 19).fill(1); // 4 MiB each
  assert.ok(process.memoryUsage.rss() - before < 200 * 2 ** 20);
});

test("a negative length is refused", () => {
  assert.throws(() => newFloats(-1), RangeError);
});
