import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** From core to shell: a file imports from its own layer and from those before it. */
const layers = [
  "base",
  "math",
  "wasm",
  "kernels",
  "learners",
  "data",
  "methods",
  "reference",
  "experiments",
  "config",
  "store",
  "plan",
  "run",
  "analysis",
  "report",
  "verify",
  "commands",
  "index",
];

const root = dirname(fileURLToPath(import.meta.url));

function layerOf(path: string): number {
  const [first = "", second] = relative(root, path).split(sep);
  const name = second === undefined ? (first.startsWith("index.") ? "index" : "base") : first;
  return layers.indexOf(name);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["assembly", "testing"].includes(entry.name) ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const files = sourceFiles(root);

test("every folder of the program has its place among the layers", () => {
  const homeless = files.filter((file) => layerOf(file) < 0).map((file) => relative(root, file));
  assert.deepEqual(homeless, []);
  assert.ok(files.length > 30);
});

test("imports point from the shell to the core, never back", () => {
  const upward = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?"(\.[^"]+)"/g)]
      .map(([, target = ""]) => join(dirname(file), target))
      .filter((target) => layerOf(target) > layerOf(file))
      .map((target) => `${relative(root, file)} imports ${relative(root, target)}`),
  );
  assert.deepEqual(upward, []);
});

test("the core asks neither files nor clocks nor the environment", () => {
  const shellModules =
    /from "node:(fs|os|child_process|worker_threads|process|http|timers)|process\.|Date\b|performance\./;
  const impure = files
    .filter((file) => ["math", "kernels", "learners"].includes(layers[layerOf(file)] ?? ""))
    .filter((file) => shellModules.test(readFileSync(file, "utf8")))
    .map((file) => relative(root, file));
  assert.deepEqual(impure, []);
});
