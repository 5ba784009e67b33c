import assert from "node:assert/strict";
import { test } from "node:test";
import { withNetworkMemory } from "./lend.ts";

test("a computation within another one has a memory of its own, and an error gives it back", () => {
  withNetworkMemory((outer) => {
    withNetworkMemory((inner) => assert.notEqual(inner, outer));
    assert.throws(() =>
      withNetworkMemory(() => {
        throw new Error("within");
      }),
    );
  });
  const first = withNetworkMemory((memory) => memory);
  assert.equal(
    withNetworkMemory((memory) => memory),
    first,
  );
});

test("a large memory is not kept", () => {
  const large = withNetworkMemory((memory) => {
    memory.reserve(17 * 2 ** 20);
    return memory;
  });
  assert.notEqual(
    withNetworkMemory((memory) => memory),
    large,
  );
});
