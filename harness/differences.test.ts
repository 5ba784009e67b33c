import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { differences, shortText } from "./differences.ts";

test("each differing path is named with both values", () => {
  assert.deepEqual(
    differences(
      { a: [1, { b: "x" }], only: null, same: 1 },
      { a: [2, { b: "y" }], same: 1, added: true },
      "result",
    ),
    [
      { path: "result.a[0]", before: "1", after: "2" },
      { path: "result.a[1].b", before: '"x"', after: '"y"' },
      { path: "result.added", before: "nothing", after: "true" },
      { path: "result.only", before: "null", after: "nothing" },
    ],
  );
});

test("lists of different lengths are one difference, and values of different kinds, too", () => {
  const [difference, ...rest] = differences([1, 2], [1]);
  assert.deepEqual(rest, []);
  assert.equal(difference?.before, "2 entries [1,2]");
  assert.equal(differences({ a: [] }, { a: {} }).length, 1);
  assert.equal(differences("1", 1).length, 1);
});

test("what goes into a file alike is alike: -0 and 0, keys in any order", () => {
  assert.deepEqual(differences({ a: 0, b: 1 }, { b: 1, a: -0 }), []);
});

test("a key is not taken for what every object inherits", () => {
  assert.deepEqual(differences({ toString: 1 }, {}), [
    { path: "toString", before: "1", after: "nothing" },
  ]);
});

test("long values are cut", () => {
  assert.equal(shortText("x".repeat(1000)).length, 60);
});

test("a value differs from itself nowhere, and from another one somewhere", () => {
  // through JSON, as everything in a file: -0 becomes 0
  const value = fc.jsonValue().map((one): unknown => JSON.parse(JSON.stringify(one)));
  fc.assert(
    fc.property(value, value, (a, b) => {
      assert.deepEqual(differences(a, a), []);
      assert.equal(differences(a, b).length > 0, !isDeepStrictEqual(a, b));
    }),
  );
});
