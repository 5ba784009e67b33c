import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type RandomSource, randomSource } from "./random.ts";

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

/** Samples of 40 000: a mean or proportion may be five standard errors off, one time in a million. */
const samples = 40_000;
const standardErrors = 5;

function assertNear(found: number, expected: number, standardDeviation: number): void {
  const allowed = (standardErrors * standardDeviation) / Math.sqrt(samples);
  assert.ok(Math.abs(found - expected) <= allowed, `${found}, expected ${expected} ± ${allowed}`);
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test("a seed text gives the same numbers for ever", () => {
  const source = randomSource("golden");
  // The uniform values were confirmed by a second implementation of xoroshiro128+ (Python integers).
  assert.deepEqual(
    draw(3, source.uniform),
    [0.47271531164712954, 0.4560129184805525, 0.4656280319308026],
  );
  assert.equal(source.uniformInteger(10), 4);
  assert.equal(source.uniformInteger(1000), 948);
  assert.equal(source.uniformInteger(4294967296), 2210287728);
  assert.deepEqual(
    draw(3, source.normal),
    [-0.1793061301720584, -0.5164265717649396, -1.0259960466153801],
  );
  const values = Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  source.shuffle(values);
  assert.deepEqual([...values], [6, 1, 9, 0, 8, 2, 5, 3, 7, 4]);
});

test("two sources of one text agree, those of two texts do not", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const numbers = (text: string) => draw(4, randomSource(text).uniform);
      assert.deepEqual(numbers(a), numbers(a));
      if (a !== b) assert.notDeepEqual(numbers(a), numbers(b));
    }),
  );
});

test("uniform lies in [0, 1) and is a multiple of 2^-53", () => {
  const source = randomSource("range");
  for (const value of draw(1000, source.uniform)) {
    assert.ok(value >= 0 && value < 1);
    assert.ok(Number.isInteger(value * 9007199254740992));
  }
});

test("uniform has the mean and the variance of the uniform distribution", () => {
  const values = draw(samples, randomSource("uniform").uniform);
  assertNear(mean(values), 0.5, Math.sqrt(1 / 12));
  assertNear(mean(values.map((u) => (u - 0.5) * (u - 0.5))), 1 / 12, Math.sqrt(1 / 180));
});

test("uniformInteger gives every value equally often", () => {
  const source: RandomSource = randomSource("integers");
  for (const bound of [1, 2, 3, 7, 16]) {
    const counts = new Array<number>(bound).fill(0);
    for (const value of draw(samples, () => source.uniformInteger(bound))) counts[value]! += 1;
    const proportion = 1 / bound;
    for (const count of counts)
      assertNear(count / samples, proportion, Math.sqrt(proportion * (1 - proportion)));
  }
});

test("uniformInteger rejects a bound that is no integer from 1 to 2^32", () => {
  const source = randomSource("bounds");
  for (const bound of [0, -1, 1.5, Number.NaN, 4294967297])
    assert.throws(() => source.uniformInteger(bound), RangeError);
});

test("normal has the first four moments of the normal distribution", () => {
  const values = draw(samples, randomSource("normal").normal);
  assertNear(mean(values), 0, 1);
  assertNear(mean(values.map((x) => x * x)), 1, Math.sqrt(2));
  assertNear(mean(values.map((x) => x * x * x)), 0, Math.sqrt(15));
  assertNear(mean(values.map((x) => x * x * x * x)), 3, Math.sqrt(96));
});

test("consecutive normals are uncorrelated", () => {
  const values = draw(samples, randomSource("pairs").normal);
  assertNear(mean(values.map((x, i) => x * values[(i + 1) % samples]!)), 0, 1);
});

test("shuffle permutes, and every order of three is as likely", () => {
  const source = randomSource("orders");
  const counts = new Map<string, number>();
  for (let i = 0; i < samples; i++) {
    const values = Int32Array.of(1, 2, 3);
    source.shuffle(values);
    const order = values.join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assertNear(count / samples, 1 / 6, Math.sqrt(5 / 36));
});
