import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { HarnessError } from "../errors.ts";
import { kernels } from "../kernels/registry.ts";
import { configJsonSchema } from "./json-schema.ts";
import { loadConfig, parseConfig } from "./load.ts";

const configs = fileURLToPath(new URL("../../configs/", import.meta.url));

/** The sentences with which a text is refused. */
function faults(text: string): string[] {
  try {
    parseConfig(text, "x.yaml");
  } catch (error) {
    assert.ok(error instanceof HarnessError);
    assert.equal(error.code, "config");
    return error.message.split("\n");
  }
  return [];
}

const good = `title: T
datasets: [Coffee]
kernels:
  - kernel: rbf
    grid:
      alpha: [0.1, 1]
`;

test("every config of the project is valid", () => {
  const names = readdirSync(configs).filter((name) => name.endsWith(".yaml"));
  assert.ok(names.includes("quickstart.yaml") && names.includes("paper-table.yaml"));
  for (const name of names) assert.equal(typeof loadConfig(configs + name).config.title, "string");
});

test("the JSON schema for editors is the committed one", () => {
  const committed = JSON.parse(readFileSync(`${configs}config.schema.json`, "utf8")) as unknown;
  assert.deepEqual(committed, JSON.parse(JSON.stringify(configJsonSchema())));
});

test("defaults are filled in, a single value stands for a list, a root is exact", () => {
  const config = parseConfig(
    "title: T\ndatasets: [Coffee]\nkernels: [{kernel: rntk, grid: {sigmaW: sqrt(2)}}]\n",
    "x.yaml",
  ) as unknown as { kernels: { grid: Record<string, unknown[]> }[]; selection: { folds: number } };
  assert.deepEqual(config.kernels[0]?.grid.sigmaW, [Math.SQRT2]);
  assert.deepEqual(config.kernels[0]?.grid.layers, [1]);
  assert.equal(config.selection.folds, 10);
});

test("a good config has no faults", () => {
  assert.deepEqual(faults(good), []);
});

test("a typo in a key is named with line, column and the nearest right word", () => {
  assert.deepEqual(faults(good.replace("alpha", "alhpa")).slice(-1), [
    'x.yaml:6:7: unknown key "alhpa" in kernels[0].grid; did you mean "alpha"?',
  ]);
  assert.deepEqual(faults(`${good}selecton:\n  folds: 5\n`), [
    'x.yaml:7:1: unknown key "selecton" in the file; did you mean "selection"?',
  ]);
});

test("a wrong type is told with what was expected and found", () => {
  assert.deepEqual(faults(`${good}selection:\n  folds: ten\n`), [
    'x.yaml:8:10: selection.folds must be a number, found "ten"',
  ]);
  assert.deepEqual(faults(good.replace("[Coffee]", "Coffee")), [
    'x.yaml:2:11: datasets must be a list, found "Coffee"',
  ]);
  assert.deepEqual(faults(good.replace("[0.1, 1]", "[a, 1]")), [
    'x.yaml:6:15: kernels[0].grid.alpha[0] must be a number, or a root such as "sqrt(2)", found "a"',
  ]);
});

test("a value out of range is refused", () => {
  assert.deepEqual(faults(`${good}selection: {folds: 1}\n`), [
    "x.yaml:7:20: selection.folds must be at least 2, found 1",
  ]);
  assert.deepEqual(faults(`${good}svm: {C: [0]}\n`), [
    "x.yaml:7:11: svm.C[0] must be greater than 0, found 0",
  ]);
});

test("a value that stands twice in a list is refused where it stands the second time", () => {
  for (const [own, sentence] of [
    ["svm: {C: [1, 10, 1]}", "x.yaml:7:18: 1 stands twice in the list"],
    ["selection: {foldSeeds: [2, 2]}", "x.yaml:7:28: 2 stands twice in the list"],
    ["beside: [a.yaml, a.yaml]", 'x.yaml:7:18: "a.yaml" stands twice in the list'],
  ] as const)
    assert.deepEqual(faults(`${good}${own}\n`), [sentence]);
  assert.deepEqual(faults(good.replace("[0.1, 1]", "[sqrt(4), 2]")), [
    "x.yaml:6:24: 2 stands twice in the list",
  ]);
});

test("two entries of one method without names of their own are refused at the second, and settings that exclude each other at theirs", () => {
  assert.deepEqual(faults(`${good}  - kernel: rbf\n    grid: {alpha: [2]}\n`), [
    "x.yaml:7:5: the method rbf stands twice: give one of the two entries a `name`",
  ]);
  assert.deepEqual(faults(`${good}  - kernel: rbf\n    name: other\n    grid: {alpha: [2]}\n`), []);
  assert.deepEqual(
    faults(
      `${good}  - kernel: rntk\n    grid: {sigmaW: 1, arithmetic: float32, derivative: normalised-transform}\n`,
    ),
    [
      "x.yaml:7:5: the setting arithmetic float32 is there for the derivative exact alone, found normalised-transform",
    ],
  );
});

test("an empty grid is refused", () => {
  assert.deepEqual(faults(good.replace("[0.1, 1]", "[]")), [
    "x.yaml:6:14: kernels[0].grid.alpha must have at least 1 entry, found an empty list",
  ]);
});

test("an unknown kernel, experiment and word of a choice are named with the nearest", () => {
  assert.deepEqual(faults(good.replace("kernel: rbf", "kernel: rbff")), [
    `x.yaml:4:13: kernels[0].kernel must be ${kernels.map(({ name }) => name).join(" | ")}, found "rbff"; did you mean "rbf"?`,
  ]);
  assert.match(
    faults(`${good}experiment: clasification\n`)[0]!,
    /x\.yaml:7:13: .*did you mean "classification"/,
  );
  assert.match(
    faults(`${good}selection: {ties: frist}\n`)[0]!,
    /selection\.ties must be first \| last .* did you mean "first"/,
  );
});

test("an unknown data set is refused with the nearest name", () => {
  assert.deepEqual(faults(good.replace("Coffee", "Cofee")), [
    'x.yaml:2:12: the archive has no data set "Cofee"; did you mean "Coffee"?',
  ]);
});

test("a slip in the keys of own files or of a generator is told as such", () => {
  assert.deepEqual(faults(good.replace("Coffee", "{name: a, trian: a.tsv, test: b.tsv}")), [
    "x.yaml:2:12: datasets[0].train is missing: it must be a text",
    'x.yaml:2:22: unknown key "trian" in datasets[0]; did you mean "train"?',
  ]);
  const generated = "{name: a, generate: control-chart, trainSize: 6, testSize: 6, seed: 1}";
  assert.match(faults(good.replace("Coffee", generated))[0]!, /did you mean "control-charts"/);
});

test("all faults of a file are listed at once, in its order", () => {
  const text =
    good.replace("title: T", "titel: T").replace("alpha: [0.1, 1]", "alpha: []") +
    "svm: {c: [1]}\n";
  const places = faults(text).map((line) => line.split(":").slice(1, 3).join(":"));
  assert.deepEqual(places, ["1:1", "1:1", "6:14", "7:7"]);
});

test("broken YAML, a repeated key and an empty file are refused with their place", () => {
  assert.match(faults("title: [T\n")[0]!, /^x\.yaml:\d+:\d+: /);
  assert.match(faults(`title: T\n${good}`)[0]!, /^x\.yaml:2:1: .*unique/i);
  assert.match(faults("")[0]!, /^x\.yaml:1:1: /);
});

test("a folder in the place of a config is told as one", () => {
  assert.throws(
    () => loadConfig("configs"),
    /^HarnessError: cannot read the config configs: it is a folder$/,
  );
});

test("a config that does not exist is one sentence", () => {
  assert.throws(
    () => loadConfig("configs/nowhere.yaml"),
    /cannot read the config configs\/nowhere\.yaml: there is no such file/,
  );
});
