import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { loadConfig } from "../../config/load.ts";
import { makePlan } from "../../plan/plan.ts";
import { classification } from "./classification.ts";
import { type ClassificationConfig, classificationSchema } from "./config.ts";

const root = resolve(import.meta.dirname, "../../..");

const minimal = {
  datasets: ["Coffee"],
  kernels: [
    { kernel: "rbf", grid: { alpha: 1 } },
    { kernel: "rbf", learner: "ridge", grid: { alpha: 1 } },
  ],
};

/** The definitions of a config on an embedded set. */
function definitionsOf(changes: object): readonly Record<string, unknown>[] {
  const config = classificationSchema.parse({ ...minimal, ...changes }) as ClassificationConfig;
  const context = { base: root, archive: undefined, sizes: "full", series: undefined } as const;
  return classification.expand(config, context).map(({ state }) => {
    assert.equal(state.kind, "ready");
    return (state as { definition: Record<string, unknown> }).definition;
  });
}

test("the committed records have the definitions that their configs give now", () => {
  for (const name of ["learners", "paper-table", "ablation-stratified", "rntk-variants"]) {
    const { tasks } = makePlan(loadConfig(join(root, "configs", `${name}.yaml`)), {
      // A folder without data sets: of those that are not embedded the checksums are known, no more.
      ...{
        results: join(root, "results", name),
        archive: join(root, "configs"),
        series: undefined,
      },
      ...{ sizes: "full", existing: "keep", only: { dataset: [], method: [] } },
    });
    const done = tasks.filter(({ status }) => status.kind === "done").length;
    assert.ok(done >= 20, `${name}: ${done} done`);
    for (const { task, status } of tasks) {
      const where = `${name}: ${task.dataset} / ${task.method}`;
      assert.ok(status.kind === "done" || status.kind === "unavailable", where);
    }
  }
});

test("a key that has its default stands in no definition where older records lack it", () => {
  const plain = definitionsOf({});
  assert.deepEqual(
    definitionsOf({
      selection: { order: "shuffled" },
      svm: { multiClass: "one-vs-one", gramScale: "none" },
      ridge: { gramScale: "none" },
    }),
    plain,
  );
  assert.doesNotMatch(JSON.stringify(plain), /order|multiClass|gramScale/);
});

test("a key that has another value stands in the definitions that it decides", () => {
  const [svm, ridge] = definitionsOf({
    selection: { order: "as-listed" },
    svm: { multiClass: "one-vs-rest" },
    ridge: { gramScale: "centred" },
  });
  assert.match(JSON.stringify(svm), /"order":"as-listed"/);
  assert.match(JSON.stringify(svm), /"multiClass":"one-vs-rest"/);
  assert.match(JSON.stringify(ridge), /"order":"as-listed"/);
  assert.match(JSON.stringify(ridge), /"gramScale":"centred"/);
  assert.doesNotMatch(JSON.stringify(ridge), /multiClass/);
  assert.doesNotMatch(JSON.stringify(svm), /gramScale/);
});

test("unknown orders of folds, ways to tell classes and scales of Grams are refused", () => {
  for (const wrong of [
    { selection: { order: "listed" } },
    { selection: { order: true } },
    { svm: { multiClass: "ovr" } },
    { svm: { gramScale: "center" } },
    { ridge: { gramScale: 2 } },
    { ridge: { multiClass: "one-vs-rest" } },
  ])
    assert.equal(classificationSchema.safeParse({ ...minimal, ...wrong }).success, false);
});

test("settings of an entry's own take the place of its group's, key by key, for it alone", () => {
  const entry = { kernel: "rbf", name: "far", svm: { C: [1, 1000] }, grid: { alpha: 1 } };
  const kernels = [entry, { kernel: "rbf", grid: { alpha: 1 } }];
  const svm = { C: [5], tolerance: 0.01 };
  const [far, usual] = definitionsOf({ kernels, svm });
  const same = { kernels: [{ kernel: "rbf", grid: { alpha: 1 } }] };
  assert.deepEqual([far], definitionsOf({ ...same, svm: { ...svm, C: [1, 1000] } }));
  assert.deepEqual([usual], definitionsOf({ ...same, svm }));
});

test("settings of an entry's own are refused of another learner, and with unknown keys and values", () => {
  const kernel = { kernel: "rbf", grid: { alpha: 1 } };
  for (const [own, message] of [
    [{ ridge: { ridges: [1] } }, /an entry whose learner is svm/],
    [{ learner: "ridge", svm: { C: [1] } }, /an entry whose learner is ridge/],
    [{ svm: { c: [1] } }, /"c"/],
    [{ svm: { C: [0] } }, /Too small/],
    [{ svm: { C: [] } }, /Too small/],
  ] as const) {
    const { success, error } = classificationSchema.safeParse({
      ...minimal,
      kernels: [{ ...kernel, ...own }],
    });
    assert.ok(!success, JSON.stringify(own));
    assert.match(error.message, message);
  }
});
