import assert from "node:assert/strict";
import { test } from "node:test";
import { randomSource } from "../math/random.ts";
import { sequencesFrom } from "../math/sequences.ts";
import type { Setting } from "./kernel.ts";
import { ntk } from "./ntk.ts";

const axes = sequencesFrom([
  [[1], [0]],
  [[0], [1]],
]);

function grams(settings: readonly Setting[]): number[][] {
  return Array.from(ntk.grams(axes, settings), ({ values }) => [...values]);
}

/** What the arc cosine of the fast path may be off, relative: 1e-13, and some for the arithmetic. */
const tolerance = 2e-13;

function assertNear(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance * expected, `${found}, not ${expected}`);
}

test("one layer by hand: two orthogonal unit vectors with σw² = 2", () => {
  const [gram] = grams([{}]);
  // Diagonal: k = 2, F = 1, Θ = 2 + 2 (1/2) 2. Between: k = 0, F = 1/π, G = 1/4, Θ = 2/π.
  assertNear(gram![0]!, 4);
  assertNear(gram![1]!, 2 / Math.PI);
});

test("the input scaling `fan-in` divides the inner product by the length of the input", () => {
  const [whole, divided] = grams([{}, { inputScaling: "fan-in" }]);
  assertNear(divided![0]!, whole![0]! / 2);
  assertNear(divided![1]!, whole![1]! / 2);
});

test("depths give the same Grams in any order, to the last bit", () => {
  const depths = [1, 2, 3, 7].map((layers) => ({ layers, sigmaB: 0.3, sigmaW: 1.2 }));
  assert.deepEqual(grams([...depths].reverse()), grams(depths).reverse());
  assert.deepEqual(grams([depths[2]!]), [grams(depths)[2]]);
});

test("a time series is one vector: channels and steps in any shape give the same kernel", () => {
  const source = randomSource("shapes");
  const values = Array.from({ length: 3 }, () => Array.from({ length: 6 }, source.normal));
  const shaped = (m: number) =>
    sequencesFrom(
      values.map((flat) => Array.from({ length: 6 / m }, (_, t) => flat.slice(t * m, (t + 1) * m))),
    );
  const gramOf = (m: number) => [...ntk.grams(shaped(m), [{ layers: 3, inputScaling: "fan-in" }])];
  assert.deepEqual(gramOf(2), gramOf(1));
  assert.deepEqual(gramOf(3), gramOf(1));
});

test("steps count a depth once where it continues the one before", () => {
  const size = { pairs: 10, length: 4, dimension: 1 };
  const inputs = 2 * 10 * 4;
  const depths = (sigmaW: number) => [1, 2, 3].map((layers) => ({ sigmaW, layers }));
  assert.equal(ntk.cost.steps(size, depths(1)), inputs + 480);
  assert.equal(ntk.cost.steps(size, [...depths(1), ...depths(2)]), inputs + 960);
  assert.equal(ntk.cost.steps(size, depths(1).reverse()), inputs + 960);
});
