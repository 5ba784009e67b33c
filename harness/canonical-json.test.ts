import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson, canonicalJsonFile, contentKey, type Json } from "./canonical-json.ts";

test("keys are sorted, numbers are the shortest that read back, -0 is 0", () => {
  assert.equal(
    canonicalJson({ b: [0.1, -0], a: { d: null, c: "x" } }),
    '{"a":{"c":"x","d":null},"b":[0.1,0]}',
  );
});

test("a file holds an entry a line and plain lists on one line", () => {
  assert.equal(
    canonicalJsonFile({ b: [[1, 2], [3]], a: {} }),
    '{\n  "a": {},\n  "b": [\n    [1,2],\n    [3]\n  ]\n}\n',
  );
});

test("NaN and infinity are refused", () => {
  assert.throws(() => canonicalJson({ a: Number.NaN }), /NaN cannot stand in a record/);
  assert.throws(() => canonicalJson([Number.POSITIVE_INFINITY]), RangeError);
});

test("both forms read back as the value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as Json;
      assert.deepEqual(JSON.parse(canonicalJson(plain)), JSON.parse(JSON.stringify(plain)));
      assert.deepEqual(JSON.parse(canonicalJsonFile(plain)), JSON.parse(canonicalJson(plain)));
    }),
  );
});

test("the key depends on the values and not on the order of keys", () => {
  assert.equal(contentKey({ a: 1, b: 2 }), contentKey({ b: 2, a: 1 }));
  assert.notEqual(contentKey({ a: 1 }), contentKey({ a: 2 }));
});
