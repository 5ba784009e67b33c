import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { generators } from "../data/synthetic/registry.ts";
import { experiments } from "../experiments/registry.ts";
import { kernels } from "../kernels/registry.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { parseConfig } from "./load.ts";
import { configReference } from "./reference.ts";
import { rowsOf, takenBy, yamlText } from "./reference-rows.ts";

const committed = fileURLToPath(new URL("../../docs/config.md", import.meta.url));
const page = configReference();

/** The cells of every table on the page, the rows of headings and rules among them. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.slice(2, -2).split(" | "));

function under(heading: string): string {
  const from = page.indexOf(`\n${heading}\n`);
  assert.ok(from >= 0, heading);
  const level = heading.split(" ")[0]!.length;
  const next = page.slice(from + 1).search(new RegExp(`\n#{2,${level}} `));
  return page.slice(from, next < 0 ? undefined : from + 1 + next);
}

function taken(schema: z.ZodType): string {
  return takenBy(jsonSchemaOf(schema));
}

test("the committed page is the one that the schemas give", () => {
  const hint = "npx tsx harness schema --format markdown > docs/config.md";
  assert.equal(readFileSync(committed, "utf8"), page, hint);
});

test("the example on the page is a config", () => {
  const [, text] = /```yaml\n(.*?)```/s.exec(page)!;
  assert.equal(parseConfig(text!, "example").experiment, "classification");
});

test("every row has four cells, a key and a meaning", () => {
  assert.ok(rows.length > 100);
  for (const row of rows) {
    assert.equal(row.length, 4, row.join(" | "));
    assert.ok(row[0]!.trim() !== "" && row[3]!.trim() !== "", row.join(" | "));
  }
});

test("every experiment, kernel and generator of the program has its table with all its keys", () => {
  for (const { name, label, schema } of experiments) {
    const own = under(`## ${label} (\`experiment: ${name}\`)`);
    for (const key of Object.keys(schema.shape)) assert.ok(own.includes(`| \`${key}\` |`), key);
  }
  for (const { name, setting } of kernels) {
    const own = under(`#### \`kernel: ${name}\``);
    for (const key of Object.keys(setting)) assert.ok(own.includes(`\`grid.${key}\``), key);
  }
  for (const { name, parameters } of generators) {
    const own = under(`#### \`generate: ${name}\``);
    for (const key of Object.keys(parameters.shape)) assert.ok(own.includes(`\`${key}\``), key);
  }
});

test("what the paper leaves open stands in a table of its own, once each", () => {
  const open = under("## What the paper leaves open");
  for (const key of [
    "selection.foldSeeds",
    "selection.stratification",
    "selection.ties",
    "grid.inputScaling",
    "series.days",
    "padding",
    "erf",
  ]) {
    assert.equal(open.split(`| \`${key}\` |`).length, 2, key);
  }
  assert.doesNotMatch(open, /`svm\.C`/);
});

test("what a key takes is said in words", () => {
  const words = [
    [z.string(), "text"],
    [z.number(), "number"],
    [z.number().positive(), "number > 0"],
    [z.number().nonnegative(), "number ≥ 0"],
    [z.int(), "whole number"],
    [z.int().positive(), "whole number ≥ 1"],
    [z.int().min(2), "whole number ≥ 2"],
    [z.int().min(1).max(9), "whole number 1 … 9"],
    [z.literal("a"), "`a`"],
    [z.enum(["a"]), "`a`"],
    [z.enum(["a", "b", "c"]), "`a`, `b` or `c`"],
    [z.array(z.string()), "list: text"],
    [z.array(z.int()).min(3), "list of 3 or more: whole number"],
    [z.tuple([z.int(), z.string()]), "[whole number, text]"],
    [z.union([z.int(), z.tuple([z.int(), z.int()])]), "whole number, or a pair"],
    [z.union([z.number(), z.array(z.number())]), "number, or a list"],
    [z.union([z.number(), z.array(z.string())]), "number or list: text"],
    [z.strictObject({ a: z.int() }), "group"],
  ] as const;
  for (const [schema, text] of words) assert.equal(taken(schema), text);
});

test("a value stands as in a config, a root as the root that gives it", () => {
  assert.equal(yamlText([1, 0.5, Math.SQRT2, "a"]), "[1, 0.5, sqrt(2), a]");
  assert.equal(yamlText({ a: { b: [Math.sqrt(3)] } }), "{ a: { b: [sqrt(3)] } }");
  assert.equal(yamlText(1.7), "1.7");
  assert.equal(yamlText(-Math.SQRT2), String(-Math.SQRT2));
});

test("defaults survive a transform, and lists of groups get a table of their own", () => {
  const doubled = z.union([z.number(), z.string().transform(Number)]).default(2);
  const lists: Parameters<typeof rowsOf>[1] = [];
  const schema = z.strictObject({
    inner: z
      .strictObject({ value: doubled.describe("A value.") })
      .prefault({})
      .describe("A group."),
    things: z.array(z.strictObject({ name: z.string() })).describe("Things."),
  });
  assert.deepEqual(rowsOf(jsonSchemaOf(schema), lists), [
    { key: "inner", takes: "group", fallback: "", meaning: "A group." },
    { key: "inner.value", takes: "number or text", fallback: "`2`", meaning: "A value." },
    {
      key: "things",
      takes: "list of [entries](#entries-of-things)",
      fallback: "required",
      meaning: "Things.",
    },
  ]);
  assert.deepEqual(
    lists.map(({ key }) => key),
    ["things"],
  );
});
