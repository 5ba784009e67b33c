import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { DoneRecord } from "./analysis/parsed-results.ts";
import { experiments } from "./experiments/registry.ts";
import { resultPassages } from "./report/passages.ts";
import { sections } from "./report/sections/registry.ts";
import { samplers } from "./verify/samplers.ts";

const root = dirname(fileURLToPath(import.meta.url));
const names = experiments.map(({ name }) => name);

test("every experiment has its section of the report, its explanation and its sampler, and these have no others", () => {
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(Object.keys(sections), names);
  assert.deepEqual(Object.keys(samplers), names);
  for (const [name, { build, terminal, explain }] of Object.entries(sections)) {
    for (const member of [build, terminal, explain]) assert.equal(typeof member, "function", name);
  }
  for (const [name, sampler] of Object.entries(samplers)) {
    assert.ok(sampler === "whole" || typeof sampler === "function", name);
  }
});

test("a config that names no experiment is of one alone", () => {
  assert.equal(experiments.filter((experiment) => experiment.default).length, 1);
});

test("the files of an experiment have the same names in every folder", () => {
  const folders = readdirSync(join(root, "experiments"), { withFileTypes: true });
  const lacking = folders
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => ["config", "units", "run", "result"].map((file) => `${name}/${file}.ts`))
    .filter((path) => !existsSync(join(root, "experiments", path)));
  assert.deepEqual(lacking, []);
});

test("a result that has nothing else to say is told value by value", () => {
  const record = { result: { snr: [1.5, 2], chosen: null } } as DoneRecord;
  assert.deepEqual(resultPassages(record), [
    { title: "Result", lines: ["snr: [1.5, 2]", "chosen: null"] },
  ]);
});
