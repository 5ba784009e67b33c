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

test("a command does not import another one: what they share is no command", () => {
  const folder = join(root, "commands");
  const registry = readFileSync(join(folder, "registry.ts"), "utf8");
  const commands = [...registry.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, name = ""]) => name);
  assert.ok(commands.length > 10);
  const crossing = files
    .filter((file) => dirname(file) === folder && file !== join(folder, "registry.ts"))
    .flatMap((file) =>
      commands
        .filter((name) => readFileSync(file, "utf8").includes(`"./${name}"`))
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
  assert.deepEqual(crossing, []);
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
