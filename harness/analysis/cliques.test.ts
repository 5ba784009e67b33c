import assert from "node:assert/strict";
import { test } from "node:test";
import { cliques } from "./cliques.ts";

const within = (width: number) => (a: number, b: number) => b - a >= width;

test("bars overlap, are as long as they can be, and need two members", () => {
  assert.deepEqual(cliques([1, 2, 3, 6], within(2.5)), [[1, 2, 3]]);
  assert.deepEqual(cliques([1, 2, 3, 4, 8], within(2.5)), [
    [1, 2, 3],
    [2, 3, 4],
  ]);
  assert.deepEqual(cliques([1, 2, 3], within(10)), [[1, 2, 3]]);
  assert.deepEqual(cliques([1, 2, 3], within(1)), []);
});

test("a bar ends before the first member that differs from anyone in it", () => {
  const differ = (a: string, b: string) => `${a}${b}` === "ac" || `${a}${b}` === "bd";
  assert.deepEqual(cliques(["a", "b", "c", "d"], differ), [
    ["a", "b"],
    ["b", "c"],
    ["c", "d"],
  ]);
});

test("no ranking, or one of a single method, has no bars", () => {
  assert.deepEqual(
    cliques([], () => false),
    [],
  );
  assert.deepEqual(
    cliques(["a"], () => false),
    [],
  );
});
