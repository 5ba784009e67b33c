import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { OrderedQueue } from "./ordered-queue.ts";

test("values leave in order, equal ones as they came", () => {
  const value = fc.record({ rank: fc.integer({ min: 0, max: 3 }), name: fc.nat() });
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const queue = new OrderedQueue<(typeof values)[number]>((a, b) => a.rank - b.rank);
      for (const one of values) queue.push(one);
      assert.equal(queue.size, values.length);
      const left = values.map(() => queue.pop());
      assert.deepEqual(
        left,
        values.toSorted((a, b) => a.rank - b.rank),
      ); // a stable sort
    }),
  );
});

test("what comes while others leave takes its turn", () => {
  const queue = new OrderedQueue<number>((a, b) => a - b);
  queue.push(2);
  queue.push(3);
  assert.equal(queue.pop(), 2);
  queue.push(1);
  assert.deepEqual([queue.pop(), queue.pop(), queue.pop()], [1, 3, undefined]);
  assert.equal(queue.size, 0);
});
