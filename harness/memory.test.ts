import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { collectGarbage, copyOf, newBytes, newFloats, setMemorySource } from "./memory.ts";

const lengths = [0, 1, 2 ** 15 + 1];

afterEach(() => setMemorySource());

test("new arrays have their length, are zeros, and share nothing", () => {
  for (const length of lengths)
    for (const create of [newFloats, newBytes]) {
      const [a, b] = [create(length), create(length)];
      assert.equal(a.length, length);
      assert.ok(a.every((value) => value === 0));
      a.fill(1);
      assert.ok(b.every((value) => value === 0));
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

test("arrays lie in the room that the source gives, which may be larger than they are", () => {
  const given: ArrayBuffer[] = [];
  let collections = 0;
  setMemorySource({
    allocate(bytes) {
      given.push(new ArrayBuffer(bytes + 8));
      return given.at(-1)!;
    },
    collect: () => collections++,
  });
  const [floats, bytes] = [newFloats(3), newBytes(3)];
  assert.deepEqual([floats.buffer, bytes.buffer], given);
  assert.deepEqual([floats.length, bytes.length], [3, 3]);
  collectGarbage();
  assert.equal(collections, 1);
});

test("without a source of its own a thread has nothing to collect with", () => {
  collectGarbage();
  assert.equal(newFloats(2).buffer.byteLength, 16);
});

test("a negative length is refused", () => {
  assert.throws(() => newFloats(-1), RangeError);
});
