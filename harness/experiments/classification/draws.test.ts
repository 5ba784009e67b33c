import assert from "node:assert/strict";
import { test } from "node:test";
import { unitContext } from "../../testing/unit-context.ts";
import type { ExpandContext, ReadyTask, RunContext } from "../experiment.ts";
import type { FoldPlan } from "../fold-plan.ts";
import { classification } from "./classification.ts";
import { type ClassificationConfig, classificationSchema } from "./config.ts";
import type { ClassificationResult } from "./result.ts";

const context: ExpandContext = {
  ...{ base: ".", archive: undefined, sizes: "full", series: undefined },
};

/** The task of the first method of a config on a small generated set. */
function taskOf(methods: object): ReadyTask {
  const config = classificationSchema.parse({
    datasets: [
      {
        ...{ name: "bells", generate: "cylinder-bell-funnel", seed: 1 },
        ...{ trainSize: 15, testSize: 30, length: 12 },
      },
    ],
    selection: { folds: 3, foldSeeds: [0, 7] },
    networks: { epochs: 8, batchSize: 5 },
    ...methods,
  }) as ClassificationConfig;
  const [task] = classification.expand(config, context);
  assert.equal(task!.state.kind, "ready");
  return task!.state as ReadyTask;
}

function network(learningRate: number | readonly number[], others: object = {}): ReadyTask {
  return taskOf({ methods: [{ method: "gru", layers: 1, units: 4, learningRate }], ...others });
}

/** What a task asks for, and what comes of it. */
async function computed(task: ReadyTask) {
  const asked: { readonly unit: string; readonly payload: Record<string, unknown> }[] = [];
  const own = unitContext(classification);
  const noted: RunContext = {
    map(unit, calls) {
      for (const { payload } of calls)
        asked.push({ unit, payload: payload as Record<string, unknown> });
      return own.map(unit, calls);
    },
  };
  const outcome = await classification.run(task, noted);
  return { outcome, tests: asked.filter(({ unit }) => unit === "test"), asked };
}

async function resultOf(task: ReadyTask): Promise<ClassificationResult> {
  const { outcome } = await computed(task);
  assert.equal(outcome.status, "done");
  const { result } = outcome as { result: ClassificationResult };
  assert.deepEqual(classification.result.parse(JSON.parse(JSON.stringify(result))), result);
  return result;
}

test("a method that draws is tested once a fold seed, with the folds of that seed", async () => {
  const { outcome, tests } = await computed(network(0.01));
  const seeds = tests.map(({ payload }) => (payload.folds as FoldPlan).foldSeeds);
  assert.deepEqual(seeds, [[0], [7]]);
  const { result } = outcome as { result: ClassificationResult };
  const [first, second] = result.selections;
  assert.notDeepEqual(first!.fit.loss, second!.fit.loss);
});

test("the outcome of a fold seed is its own, whichever others there are", async () => {
  const both = await resultOf(network([0.01, 0.001]));
  const selection = { folds: 3, foldSeeds: [7] };
  const alone = await resultOf(network([0.01, 0.001], { selection }));
  assert.deepEqual(alone.selections, both.selections.slice(1));
});

test("a method that does not draw is asked for what it always was, each candidate once", async () => {
  const kernels = [{ kernel: "rbf", grid: { alpha: 1 } }];
  const { asked, tests } = await computed(taskOf({ kernels, svm: { C: [1] } }));
  assert.deepEqual(
    asked.map(({ unit }) => unit),
    ["search", "test", "inspect"],
  );
  const task = ["data", "definition", "method", "prepare"];
  assert.deepEqual(Object.keys(tests[0]!.payload).sort(), ["candidates", ...task]);
  assert.deepEqual(tests[0]!.payload.candidates, [0]);
});

test("a candidate that diverges is recorded with fold and epoch and never chosen", async () => {
  const { selections } = await resultOf(network([1e39, 0.01]));
  for (const { validation, chosen, ties } of selections) {
    assert.equal(chosen, 1);
    assert.deepEqual(
      ties.recorded.map(({ candidate }) => candidate),
      [1],
    );
    assert.equal(validation.numerators![0], null);
    assert.deepEqual(
      validation.diverged!.map(({ candidate, fold }) => [candidate, fold]),
      [
        [0, 0],
        [0, 1],
        [0, 2],
      ],
    );
    for (const { epoch } of validation.diverged!) assert.ok(epoch >= 1 && epoch <= 8);
  }
});

test("a record says nothing of divergences where there are none", async () => {
  const { selections } = await resultOf(network(0.01));
  for (const { validation } of selections) assert.equal("diverged" in validation, false);
});

test("a task whose every candidate diverges is told, with the smallest learning rate", async () => {
  const reasonOf = async (rates: readonly number[]) => {
    const { outcome, tests } = await computed(network(rates));
    assert.equal(outcome.status, "skipped");
    assert.equal(tests.length, 0);
    return (outcome as { reason: string }).reason;
  };
  assert.equal(
    await reasonOf([1e39, 2e39]),
    "with fold seed 0 the training of every one of the 2 candidates diverged in a fold; the smallest learning rate is 1e+39",
  );
  assert.match(await reasonOf([1e39]), /the training of the only candidate diverged/);
});
