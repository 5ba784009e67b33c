import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { contentKey } from "../../canonical-json.ts";
import { parseConfig } from "../../config/load.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { unitContext } from "../../testing/unit-context.ts";
import { classification } from "../classification/classification.ts";
import type { ClassificationResult } from "../classification/result.ts";
import type { ExpandContext, ReadyTask, Task } from "../experiment.ts";
import { conventions } from "./conventions.ts";
import type { ConventionsResult } from "./result.ts";
import { majority } from "./units.ts";

const configs = join(dirname(fileURLToPath(import.meta.url)), "../../../configs");
const context: ExpandContext = {
  base: configs,
  archive: undefined,
  sizes: "full",
  series: undefined,
};

/** Sixty series of three classes, the same on every machine. */
const bells = `{ name: bells, generate: cylinder-bell-funnel, trainSize: 40, testSize: 60, length: 12, seed: 3 }`;
const grid = "{ sigmaW: [1.34, 1.47], sigmaU: 1, sigmaB: [0, 0.3], sigmaH: [0, 1] }";

function configOf(own: string): string {
  return [
    "title: conventions",
    "experiment: conventions",
    `diagnostics: [${bells}]`,
    "controls: [{ name: charts, generate: control-charts, trainSize: 12, testSize: 6, seed: 1 }]",
    `grid: ${grid}`,
    "selection: { folds: 5, foldSeeds: [0, 1] }",
    own,
  ].join("\n");
}

function tasksOf(text: string): Task[] {
  const config = parseConfig(text, "conventions.yaml");
  return conventions.expand(config, context);
}

async function resultOf(task: Task, order?: "forward" | "backward"): Promise<ConventionsResult> {
  const outcome = await conventions.run(task.state as ReadyTask, unitContext(conventions, order));
  assert.equal(outcome.status, "done");
  return (outcome as { readonly result: ConventionsResult }).result;
}

test("the paper's protocol comes to what a classification with the same grid comes to", async () => {
  const [task] = tasksOf(configOf("conventions: [{ name: paper }]"));
  const { conventions: outcomes, settings, testSize } = await resultOf(task!);
  const config = parseConfig(
    [
      "title: the same",
      `datasets: [${bells}]`,
      `kernels: [{ kernel: rntk, grid: ${grid} }]`,
      "selection: { folds: 5, foldSeeds: [0, 1], tiesRecorded: 1000 }",
    ].join("\n"),
    "classification.yaml",
  );
  const [other] = classification.expand(config, context);
  const outcome = await classification.run(other!.state as ReadyTask, unitContext(classification));
  const { selections } = (outcome as { readonly result: ClassificationResult }).result;

  const [paper] = outcomes;
  assert.equal(settings, 8);
  assert.equal(testSize, 60);
  assert.deepEqual(
    paper!.selections,
    selections.map(({ validation, ties, test }) => {
      const right = ties.recorded.map(({ testCorrect }) => testCorrect);
      return {
        best: validation.best,
        denominator: validation.denominator,
        ties: ties.count,
        first: test.correct,
        least: Math.min(...right),
        most: Math.max(...right),
      };
    }),
  );
  assert.equal(
    paper!.reached.reduce((sum, { candidates }) => sum + candidates, 0),
    8 * 5,
  );
});

const many = `conventions:
  - { name: paper }
  - { name: nngp, output: nngp }
  - { name: cosine, gramScale: cosine }
  - { name: centred, gramScale: centred, learner: ridge }
  - { name: rest, learner: svm-one-vs-rest, C: [1, 10] }
  - { name: models, prediction: fold-models, C: [1] }
  - { name: vote, prediction: vote-of-ties }
  - { name: listed, folds: as-listed }
  - { name: hold-out, folds: hold-out }
  - { name: one-out, folds: leave-one-out, C: [1] }
  - { name: z, scale: z-norm }
  - { name: reverse, direction: reverse }
  - { name: few, upTo: 20 }
  - { name: own-grid, grid: { sigmaW: 1, sigmaB: 0, sigmaH: 0 } }`;

test("conventions that differ only after the recursion are one task, and each has its own definition", () => {
  const tasks = tasksOf(configOf(many));
  assert.deepEqual(
    tasks.filter(({ dataset }) => dataset === "bells").map(({ method }) => method),
    ["unit-norm", "z-norm", "unit-norm-reverse", "unit-norm-own-grid"],
  );
  assert.deepEqual(
    tasks.filter(({ dataset }) => dataset === "charts").map(({ method }) => method),
    ["unit-norm", "z-norm", "unit-norm-reverse", "unit-norm-up-to-20", "unit-norm-own-grid"],
  );
  const keys = tasks.map(({ state }) => contentKey((state as ReadyTask).definition));
  assert.equal(new Set(keys).size, tasks.length);
});

test("results do not depend on the order of the units, and every convention has its own", async () => {
  const [task] = tasksOf(configOf(many));
  const forward = await resultOf(task!);
  assert.deepEqual(await resultOf(task!, "backward"), forward);
  assert.deepEqual(conventions.result.parse(forward), forward);
  const byName = new Map(forward.conventions.map((outcome) => [outcome.name, outcome]));
  assert.deepEqual([...byName.keys()].slice(0, 3), ["paper", "nngp", "cosine"]);
  const draws = (name: string) => byName.get(name)!.selections.length;
  assert.deepEqual(["paper", "vote", "hold-out", "listed", "one-out"].map(draws), [2, 2, 2, 1, 1]);
  assert.equal(byName.get("one-out")!.selections[0]!.denominator, 40 * 1);
  assert.equal(byName.get("hold-out")!.selections[0]!.denominator, 8);
  assert.notDeepEqual(byName.get("nngp")!.reached, byName.get("paper")!.reached);
  assert.deepEqual(byName.get("listed")!.reached, byName.get("paper")!.reached);
  for (const { selections } of forward.conventions)
    for (const { best, denominator, ties, first, least, most } of selections) {
      assert.ok(best > 0 && best <= denominator);
      assert.ok(ties >= 1 && least <= first && first <= most);
    }
  const vote = byName.get("vote")!.selections;
  assert.ok(vote.every(({ least, most }) => least === most));
});

test("a setting with which a kernel overflows cannot be chosen, and the others can", async () => {
  const own = "grid: { sigmaW: [1.4, 1e6], sigmaB: 0, sigmaH: 0 }";
  const [task] = tasksOf(
    configOf(
      `conventions: [{ name: narrow, arithmetic: float32, C: [1], ${own} }, { name: paper }]`,
    ),
  );
  const { settings, conventions: outcomes } = await resultOf(task!);
  assert.equal(settings, 2);
  assert.equal(outcomes[0]!.reached.length, 1);
  assert.equal(outcomes[0]!.reached[0]!.candidates, 1);
  assert.deepEqual(
    outcomes[0]!.selections.map(({ ties }) => ties),
    [1, 1],
  );
});

test("where every setting overflows nothing is reached and nothing chosen, by a vote neither", async () => {
  const own = "arithmetic: float32, grid: { sigmaW: 1e6, sigmaB: 0, sigmaH: 0 }";
  const both = `{ name: a, ${own} }, { name: b, prediction: vote-of-ties, ${own} }`;
  const [task, ...others] = tasksOf(configOf(`conventions: [${both}, { name: paper }]`));
  assert.equal(others.length, 3);
  const result = await resultOf(task!);
  assert.deepEqual(result.conventions, [
    { name: "a", reached: [], selections: [] },
    { name: "b", reached: [], selections: [] },
  ]);
  assert.deepEqual(conventions.result.parse(result), result);
});

test("a ridge that vanishes beside a singular Gram is no candidate, and the others are", async () => {
  // without recurrent weights the pre-activation's kernel is the product of the last values, of rank 1
  const own = "output: preactivation-nngp, grid: { sigmaW: 0, sigmaB: 0, sigmaH: 0 }";
  const [task] = tasksOf(
    configOf(
      `conventions: [{ name: singular, learner: ridge, C: [1e-40, 1], ${own} }, { name: paper }]`,
    ),
  );
  const { conventions: outcomes } = await resultOf(task!);
  assert.equal(
    outcomes[0]!.reached.reduce((sum, { candidates }) => sum + candidates, 0),
    1,
  );
});

test("a majority is that of most votes, the lowest class among equals", () => {
  const votes = [
    [2, 1, 0],
    [2, 0, 0],
    [1, 1, 2],
    [1, 2, 2],
  ].map((vote) => Int32Array.from(vote));
  assert.deepEqual([...majority(votes)], [1, 1, 0]);
  assert.deepEqual([...majority(votes.slice(0, 1))], [2, 1, 0]);
});

for (const [what, own, message] of [
  ["an unknown output", "conventions: [{ name: a, output: ntk }]", /output/],
  [
    "a name twice",
    "conventions: [{ name: a }, { name: a, layers: 2 }]",
    /7:36: the name a stands twice/,
  ],
  [
    "a convention under two names",
    "conventions: [{ name: a }, { name: b, layers: 1 }]",
    /7:28: the convention b is the same as a/,
  ],
  [
    "no protocol",
    "conventions: [{ name: a, layers: 2 }]",
    /7:14: none of the conventions is the paper's protocol/,
  ],
  ["an unknown key", "conventions: [{ name: a, readOut: sum }]", /readOut/],
  ["no convention", "conventions: []", /conventions/],
  ["a C of 0", "conventions: [{ name: a, C: [0] }]", /C/],
  [
    "a value of C twice",
    "conventions: [{ name: a, C: [1, 1] }]",
    /7:\d+: 1 stands twice in the list/,
  ],
  [
    "settings that the kernel refuses together",
    "conventions: [{ name: p }, { name: a, arithmetic: float32, derivative: normalised-transform }]",
    /7:28: the convention a: the setting arithmetic float32/,
  ],
  [
    "a grid with such settings",
    "conventions: [{ name: p }, { name: a, initialWeight: none, grid: { sigmaW: 0, sigmaH: 1 } }]",
    /the convention a: the setting initialWeight none/,
  ],
  [
    "a convention that every data set is too large for",
    "conventions: [{ name: a }, { name: b, upTo: 11 }]",
    /the convention b is left out everywhere: no data set has as few as 11 training cases/,
  ],
  ["a scale of no kernel", "conventions: [{ name: a, scale: max }]", /scale/],
] as const)
  test(`${what} is refused`, () => {
    assert.throws(() => tasksOf(configOf(own)), message);
  });

test("a data set that is a diagnostic and a control is refused, and so is a fold seed twice", () => {
  const text = configOf("conventions: [{ name: a }]");
  assert.throws(
    () => tasksOf(text.replace(/^controls: .*$/m, `controls: [${bells}]`)),
    /the data set bells stands twice among `diagnostics` and `controls`/,
  );
  assert.throws(
    () => tasksOf(text.replace("foldSeeds: [0, 1]", "foldSeeds: [1, 1]")),
    /1 stands twice in the list/,
  );
});

test("a task names the conventions of its record, and another nonlinearity makes a record of its own", () => {
  const text = configOf(
    "conventions: [{ name: a }, { name: b, C: [1] }, { name: c, nonlinearity: erf }]",
  );
  const named = tasksOf(text).map(({ method, parts }) => [method, ...(parts ?? [])]);
  assert.deepEqual(named.slice(0, 2), [
    ["unit-norm", "a", "b"],
    ["unit-norm-erf", "c"],
  ]);
});

test("without a grid the scales are the kernel's defaults", () => {
  const [task] = tasksOf(configOf("conventions: [{ name: a }]").replace(/^grid: .*$/m, ""));
  const { grid } = (task!.state as ReadyTask).definition as { readonly grid: unknown };
  assert.deepEqual(grid, [
    { key: "sigmaW", values: [Math.SQRT2] },
    { key: "sigmaU", values: [1] },
    { key: "sigmaB", values: [0] },
    { key: "sigmaH", values: [0] },
  ]);
});

test("the keys of a convention that are the kernel's own have its defaults", () => {
  const [task] = tasksOf(configOf("conventions: [{ name: paper }]"));
  const definition = (task!.state as ReadyTask).definition as {
    readonly recursion: Readonly<Record<string, unknown>>;
    readonly conventions: readonly Readonly<Record<string, unknown>>[];
  };
  const { setting } = kernelNamed("rntk");
  for (const [key, value] of Object.entries(definition.recursion))
    assert.equal(value, setting[key]!.default, key);
  for (const key of ["output", "readout"])
    assert.equal(definition.conventions[0]![key], setting[key]!.default, key);
});
