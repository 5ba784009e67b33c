import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFolds } from "../../learners/folds.ts";
import { randomSource } from "../../math/random.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import type { LabelledSet, Method } from "../method.ts";
import { methodNamed } from "../registry.ts";

const ridge: Method = methodNamed("ridge");

/** Noisy sinusoids of 12 steps, a frequency a class. */
function series(count: number, classes: number, seed: string): LabelledSet {
  const source = randomSource(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  const values = Array.from(labels, (label) =>
    Array.from({ length: 12 }, (_, t) => [Math.sin((label + 1) * t) + source.normal()]),
  );
  return { sequences: sequencesFrom(values), labels };
}

const train = series(41, 3, "ridge method, training");
const test_ = series(23, 3, "ridge method, test");

function definitionOf(validation: string, ridges = [0.01, 1, 100]) {
  const settings = ridge.settings!.schema.parse({ ridges, validation });
  return ridge.define({ kernel: "rbf", grid: { alpha: [0.01, 0.1] } }, settings);
}

function assignmentsOf(seeds: number): Int32Array[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const options = { labels: train.labels, folds: 5, stratification: "none" } as const;
    return makeFolds({ ...options, seed: `${seed}` }).assignment;
  });
}

function search(definition: ReturnType<typeof definitionOf>, from: number, to: number, seeds = 2) {
  const range = {
    from,
    to,
    assignments: assignmentsOf(seeds),
    seeds: Array.from({ length: seeds }, String),
    folds: 5,
    pruning: "exact",
  } as const;
  return [...ridge.search(definition, train, range)];
}

test("the grid is the kernel's with the ridge as the last axis, and the id says so", () => {
  const definition = definitionOf("folds");
  assert.deepEqual(definition.grid, [
    { key: "alpha", values: [0.01, 0.1] },
    { key: "ridge", values: [0.01, 1, 100] },
  ]);
  assert.deepEqual(ridge.identity(definition), { id: "rbf-ridge", label: "RBF ridge" });
});

test("the search of a range is that part of the whole search, with no candidate left out", () => {
  const definition = definitionOf("folds");
  const whole = search(definition, 0, 6);
  assert.equal(whole.length, 6 * 2 * 5);
  assert.ok(whole.every((count) => count >= 0));
  assert.ok(new Set(whole).size > 1);
  assert.deepEqual([...search(definition, 0, 3), ...search(definition, 3, 6)], whole);
});

test("leave-one-out counts one number a seed, and takes no notice of folds", () => {
  const definition = definitionOf("leave-one-out");
  assert.equal(ridge.leaveOneOut!(definition), true);
  assert.equal(ridge.leaveOneOut!(definitionOf("folds")), false);
  const counts = search(definition, 0, 6, 3);
  assert.equal(counts.length, 6 * 3);
  for (const [at, count] of counts.entries()) {
    assert.ok(count > 0 && count <= train.labels.length);
    assert.equal(count, counts[at - (at % 3)]);
  }
});

test("a test of a candidate gives the classes of the scores that inspecting it records", () => {
  const definition = definitionOf("folds");
  for (let candidate = 0; candidate < 6; candidate++) {
    const [tested] = ridge.test(definition, train, test_, [candidate]);
    const { scores, fit } = ridge.inspect!(definition, train, test_, candidate);
    assert.equal(scores!.length, test_.labels.length);
    assert.deepEqual(
      [...tested!.predictions],
      scores!.map((of) => of.indexOf(Math.max(...of))),
    );
    const facts = { ...tested!.fit, ...fit };
    assert.deepEqual(ridge.fit.parse(facts), facts);
    assert.match(
      ridge.facts(facts)[0]!.join(": "),
      /^Ridge: \d+\.\d effective degrees of freedom$/,
    );
  }
});

test("candidates that are tested together have the results of each alone, in the order asked for", () => {
  const definition = definitionOf("folds");
  const asked = [5, 0, 4, 2];
  assert.deepEqual(
    ridge.test(definition, train, test_, asked),
    asked.map((candidate) => ridge.test(definition, train, test_, [candidate])[0]),
  );
});

test("a smaller ridge takes more degrees of freedom and is the stronger one", () => {
  const definition = definitionOf("folds");
  const freedom = ridge
    .test(definition, train, test_, [0, 1, 2])
    .map(({ fit }) => fit.degreesOfFreedom as number);
  assert.ok(freedom[0]! > freedom[1]! && freedom[1]! > freedom[2]! && freedom[2]! > 0);
  assert.ok(freedom[0]! < train.labels.length);
  const strength = ridge.strength!(definition.grid)!;
  assert.ok(strength(0) > strength(1) && strength(1) > strength(2));
});

for (const [what, group] of [
  ["a ridge of 0", { ridges: [0] }],
  ["a negative ridge", { ridges: [1, -1] }],
  ["no ridge", { ridges: [] }],
  ["an unknown validation", { validation: "bootstrap" }],
  ["an unknown key", { C: [1] }],
] as const)
  test(`${what} is refused by the schema of the group`, () => {
    assert.equal(ridge.settings!.schema.safeParse(group).success, false);
  });
