import assert from "node:assert/strict";
import { test } from "node:test";
import { copyOf, newBytes, newFloats } from "./memory.ts";

/** Around what malloc is left to give, and well beyond. */
const lengths = [0, 1, 2 ** 15 - 1, 2 ** 15, 2 ** 15 + 1, 2 ** 20 + 3];

test("new arrays have their length, are zeros, and share nothing", () => {
  for (const length of lengths) {
    const [a, b] = [newFloats(length), newFloats(length)];
    assert.equal(a.length, length);
    assert.ok(a.every((value) => value === 0));
    a.fill(1);
    assert.ok(b.every((value) => value === 0));
    const bytes = newBytes(length);
    assert.equal(bytes.length, length);
    assert.ok(bytes.every((value) => value === 0));
  }
});

test("a copy has the values and leaves the original alone", () => {
  for (const length of lengths) {
    const values = Float64Array.from({ length }, (_, i) => i + 0.5);
    const copy = copyOf(values.subarray(0));
    assert.deepEqual(copy, values);
    copy.fill(0);
    assert.ok(values.every((value, i) => value === i + 0.5));
  }
});

test("arrays that nobody holds are given back while new ones are made", () => {
  const before = process.memoryUsage.rss();
  for (let made = 0; made < 200; made++) newFloats(2 ** 19).fill(1); // 4 MiB each
  assert.ok(process.memoryUsage.rss() - before < 200 * 2 ** 20);
});

test("a negative length is refused", () => {
  assert.throws(() => newFloats(-1), RangeError);
});
