import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";

/** A module in WebAssembly and its plain form, with a call of each of its functions. */
export interface Twins<Memory, Call, Shape> {
  /** `undefined` where the machine cannot run it: the tests are then skipped. */
  readonly wasm: Memory | undefined;
  readonly plain: Memory;
  readonly calls: Readonly<Record<string, Call>>;
  readonly shape: fc.Arbitrary<Shape>;
  /** How many shapes each function is tried on. */
  readonly runs: number;
  /** The memory after a call of the function of that name, or after none, bit by bit. */
  after(lent: Memory, call: Call | undefined, shape: Shape, name: string): string;
}

/** Tests that both forms leave the same bytes and that each function changes some, and that none is left out. */
export function testTwins<Memory extends { readonly functions: object }, Call, Shape>(
  twins: Twins<Memory, Call, Shape>,
): void {
  const { wasm, plain, calls, shape, runs, after } = twins;
  const skip = wasm === undefined && "this machine has no SIMD";
  for (const [name, call] of Object.entries(calls))
    test(`${name}: WebAssembly and TypeScript leave the same bytes`, { skip }, () => {
      let changed = 0;
      fc.assert(
        fc.property(shape, (shape) => {
          const found = after(wasm!, call, shape, name);
          assert.equal(found, after(plain, call, shape, name));
          if (found !== after(wasm!, undefined, shape, name)) changed++;
        }),
        { numRuns: runs },
      );
      assert.ok(changed > 0);
    });

  test("every exported function of the module is held against its plain form", { skip }, () => {
    const exported = Object.entries(wasm!.functions)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name);
    assert.deepEqual(exported.sort(), Object.keys(calls).sort());
  });
}
