import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { compareValues, shortText } from "./compare-values.ts";

test("each differing place is named with both values", () => {
  assert.deepEqual(
    compareValues(
      { a: [1, { b: "x" }], only: null, same: 1 },
      { a: [2, { b: "y" }], same: 1, added: true },
      "result",
    ),
    [
      { where: "result.a[0]", committed: "1", recomputed: "2" },
      { where: "result.a[1].b", committed: '"x"', recomputed: '"y"' },
      { where: "result.added", committed: "nothing", recomputed: "true" },
      { where: "result.only", committed: "null", recomputed: "nothing" },
    ],
  );
});

test("lists of different lengths are one difference, and values of different kinds, too", () => {
  const [difference, ...rest] = compareValues([1, 2], [1]);
  assert.deepEqual(rest, []);
  assert.equal(difference?.committed, "2 entries [1,2]");
  assert.equal(compareValues({ a: [] }, { a: {} }).length, 1);
  assert.equal(compareValues("1", 1).length, 1);
});

test("what goes into a file alike is alike: -0 and 0, keys in any order", () => {
  assert.deepEqual(compareValues({ a: 0, b: 1 }, { b: 1, a: -0 }), []);
});

test("long values are cut", () => {
  assert.equal(shortText("x".repeat(1000)).length, 60);
});

test("a value differs from itself nowhere, and from another one somewhere", () => {
  // through JSON, as everything in a file: -0 becomes 0
  const value = fc.jsonValue().map((one): unknown => JSON.parse(JSON.stringify(one)));
  fc.assert(
    fc.property(value, value, (a, b) => {
      assert.deepEqual(compareValues(a, a), []);
      assert.equal(compareValues(a, b).length > 0, !isDeepStrictEqual(a, b));
    }),
  );
});
