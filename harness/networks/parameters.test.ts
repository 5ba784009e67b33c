import assert from "node:assert/strict";
import { test } from "node:test";
import { randomSource } from "../math/random.ts";
import type { NetworkShape } from "./network.ts";
import { type Block, blocksOf, drawParameters, filledEntries } from "./parameters.ts";
import { kinds } from "./testing/some-sequences.ts";

const base = { layers: 2, units: 30, dimension: 3, classes: 5 };

function drawn(shape: NetworkShape): (block: Block) => number[] {
  const values = drawParameters(shape, randomSource("test of first weights"));
  return (block) => Array.from(filledEntries(block), (at) => values[at]!);
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** Of the deviation of 30 × 30 draws and more, 4 of its own deviations: 4 / √1800. */
const tolerance = 0.1;

test("a network has the parameters of its kind, one after another", () => {
  const names = kinds.map((kind) =>
    blocksOf({ ...base, kind })
      .all.map(({ name }) => name)
      .join(""),
  );
  assert.deepEqual(names, ["UWUWV", "UWbUWbVc", "UWbcUWbcVc"]);
  for (const kind of kinds) {
    const { all, count } = blocksOf({ ...base, kind });
    const entries = all.flatMap((block) => [...filledEntries(block)]);
    assert.equal(new Set(entries).size, entries.length);
    assert.ok(entries.every((at) => at < count));
    const filled = new Set(entries);
    const values = drawParameters({ ...base, kind }, randomSource("x"));
    assert.ok(values.every((value, at) => filled.has(at) || value === 0));
  }
});

test("a gaussian-rnn starts from N(0, 1), and multiplies by the factors of the NTK parametrisation", () => {
  const shape = { ...base, kind: "gaussian-rnn" } as const;
  const { layers, V } = blocksOf(shape);
  const values = drawn(shape);
  assert.ok(Math.abs(deviation(values(layers[0]!.W)) - 1) < tolerance);
  assert.ok(Math.abs(deviation(values(layers[1]!.U)) - 1) < tolerance);
  const factors = layers.map(({ U, W }) => [U.factor, W.factor]);
  const sigmaW = Math.sqrt(2 / 30);
  assert.deepEqual(factors, [
    [Math.sqrt(1 / 3), sigmaW],
    [Math.sqrt(1 / 30), sigmaW],
  ]);
  assert.equal(V.factor, sigmaW);
});

test("an identity-rnn starts from the identity, biases of 0 and a thousandth of N(0, 1)", () => {
  const shape = { ...base, kind: "identity-rnn" } as const;
  const { layers, V, c } = blocksOf(shape);
  const values = drawn(shape);
  for (const { W, U, b } of layers) {
    assert.ok(values(W).every((value, k) => value === (k % 31 === 0 ? 1 : 0)));
    assert.ok(values(b!).every((value) => value === 0));
    assert.ok(deviation(values(U)) < 2e-3 && deviation(values(U)) > 5e-4);
  }
  assert.ok(Math.abs(deviation(values(V)) / 1e-3 - 1) < 3 * tolerance);
  assert.ok(values(c!).every((value) => value === 0));
});

test("a gru starts from uniform numbers, biases and read-out too", () => {
  const shape = { ...base, kind: "gru" } as const;
  const bound = 1 / Math.sqrt(30);
  const values = drawn(shape);
  for (const block of blocksOf(shape).all) {
    const own = values(block);
    assert.ok(own.every((value) => Math.abs(value) <= bound && value !== 0));
    if (own.length > 1000)
      assert.ok(Math.abs((deviation(own) / bound) * Math.sqrt(3) - 1) < tolerance);
  }
});
