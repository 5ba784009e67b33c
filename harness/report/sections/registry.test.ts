import assert from "node:assert/strict";
import { test } from "node:test";
import { experiments } from "../../experiments/registry.ts";
import { sections } from "./registry.ts";

test("every experiment has its section of the report, and every section its experiment", () => {
  assert.deepEqual(
    sections.map(({ experiment }) => experiment).sort(),
    experiments.map(({ name }) => name).sort(),
  );
});
