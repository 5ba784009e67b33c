import assert from "node:assert/strict";
import { test } from "node:test";
import { kernels } from "../../kernels/registry.ts";
import { type Grid, gridSize } from "../../methods/grid.ts";
import type { KernelDefinition } from "../../methods/kernel/definition.ts";
import type { FoldPlan } from "../fold-plan.ts";
import { shardsOf, testBatches } from "./cost.ts";
import type { MethodTask } from "./task.ts";
import { units } from "./units.ts";

const C = { key: "C", values: [0.1, 1, 10] };

const folds: FoldPlan = {
  ...{ folds: 4, foldSeeds: [0, 1], trainChecksum: "" },
  stratification: "none",
};

function taskOf(kernel: string, grid: Grid): MethodTask {
  const spec = {
    ...{ name: "bells", generate: "cylinder-bell-funnel", trainSize: 24, testSize: 4 },
    ...{ length: 20, seed: 1 },
  };
  return {
    data: {
      status: "present",
      name: "bells",
      origin: "generated",
      source: { kind: "generated", spec },
      size: undefined,
    } as never,
    prepare: { missing: "refuse", scale: "none", length: "as-is" } as never,
    method: "svm",
    definition: {
      ...{ kernel, grid: [...grid, C] },
      settings: { tolerance: 1e-3, gramPrecision: "float64", maxIterations: null },
    } as KernelDefinition,
  };
}

const rbf: Grid = [{ key: "alpha", values: [0.01, 0.1, 0.5, 1, 2, 5, 10] }];
const deep: Grid = [
  { key: "layers", values: [1, 2, 3] },
  { key: "sigmaW", values: [1, 2] },
  { key: "sigmaB", values: [0, 0.1, 1] },
];

const small = { trainSize: 24, testSize: 4, longest: 20, dimension: 1, classes: 3 };
const large = { trainSize: 30_000, testSize: 1000, longest: 46, dimension: 1, classes: 24 };
const middling = { ...large, trainSize: 2000 };

test("shards follow each other through the whole grid, whatever the size of the set", () => {
  for (const task of [taskOf("rbf", rbf), taskOf("ntk", deep)]) {
    const count = gridSize(task.definition.grid);
    for (const size of [small, middling, large]) {
      const shards = shardsOf(task, size, folds);
      assert.equal(shards[0]!.from, 0);
      assert.equal(shards.at(-1)!.to, count);
      for (const [k, { from, to }] of shards.entries()) {
        assert.ok(to > from && from % C.values.length === 0);
        if (k > 0) assert.equal(from, shards[k - 1]!.to);
      }
    }
  }
});

test("settings that differ in the last key alone stay together until they take minutes", () => {
  assert.equal(shardsOf(taskOf("rbf", rbf), small, folds).length, 1);
  assert.equal(shardsOf(taskOf("rbf", rbf), large, folds).length, 7);
  const cuts = shardsOf(taskOf("ntk", deep), large, folds).map(({ from }) => from);
  assert.ok(cuts.length > 6 && [3, 6, 9, 12, 15].every((run) => cuts.includes(3 * run)));
});

test("a search gives the same counts however the grid is cut", () => {
  const tasks = [taskOf("rbf", rbf), taskOf("ntk", deep)];
  tasks.push(
    taskOf("polynomial", [
      { key: "degree", values: [1, 2] },
      { key: "offset", values: [0, 1, 2] },
    ]),
  );
  tasks.push(
    taskOf("rntk", [
      { key: "sigmaB", values: [0, 0.1] },
      { key: "sigmaH", values: [0, 0.5, 1] },
    ]),
  );
  assert.deepEqual(
    new Set(tasks.map(({ definition }) => (definition as KernelDefinition).kernel)),
    new Set(kernels.map(({ name }) => name)),
  );
  for (const task of tasks) {
    const count = gridSize(task.definition.grid);
    const each = C.values.length;
    const counts = (from: number, to: number) =>
      units.search({ ...task, folds, pruning: "none", from, to });
    const whole = counts(0, count);
    const single = Array.from({ length: count / each }, (_, k) =>
      counts(k * each, (k + 1) * each),
    ).flat();
    assert.deepEqual(single, whole, JSON.stringify(task.definition));
  }
});

test("what is tested goes into batches whole, each candidate once, those on one Gram together", () => {
  const task = taskOf("ntk", deep);
  const candidates = [4, 0, 53, 1, 30, 3];
  for (const size of [small, large]) {
    const batches = testBatches(task, size, candidates);
    const tested = batches.flatMap((batch) => batch.candidates);
    assert.deepEqual([...tested].sort(), [...candidates].sort());
    for (const [setting, members] of [
      [0, [0, 1]],
      [1, [4, 3]],
    ] as const) {
      const own = batches.filter((batch) =>
        batch.candidates.some((one) => Math.floor(one / C.values.length) === setting),
      );
      assert.equal(own.length, 1, `setting ${setting}`);
      assert.ok(members.every((member) => own[0]!.candidates.includes(member)));
    }
  }
  assert.equal(testBatches(task, small, candidates).length, 1);
  assert.equal(testBatches(task, large, candidates).length, 4);
  assert.deepEqual(testBatches(task, small, []), []);
});
