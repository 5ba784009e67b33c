import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** From core to shell: a file imports from its own layer and from those before it. */
const layers = [
  "base",
  "wasm",
  "math",
  "kernels",
  "learners",
  "networks",
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

/** The folders that run anywhere; `wasm/build/` compiles the modules, and is no part of the program. */
const coreFolders = ["math", "wasm", "kernels", "learners", "networks"];
const coreFiles = files.filter(
  (file) =>
    coreFolders.includes(layers[layerOf(file)] ?? "") &&
    !file.startsWith(join(root, "wasm", "build")),
);

/** Packages that the core may import: they compute, and ask for nothing but the language. */
const corePackages = ["@noble/hashes", "pure-rand"];

/** What a file imports, types included: the texts after `from`, `import` and in `import(…)`. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/\b(?:from\s*|import\s*\(?\s*)["']([^"']+)["']|\brequire\(/g);
  return [...found].map(([, target = "require"]) => target);
}

/** The files of the project that some files lead to, themselves included. */
function reachedFrom(starts: readonly string[]): string[] {
  const reached = new Set(starts);
  for (const file of reached)
    for (const target of importsOf(file))
      if (target.startsWith(".")) reached.add(join(dirname(file), target));
  return [...reached];
}

/** Names of what only Node, only browsers, or only one machine or day has. */
const surroundings =
  /\b(?:process|Buffer|Date|performance|require|__dirname|globalThis|navigator|window|document|fetch|setTimeout|setInterval|setImmediate|console)\b|\bimport\.meta\b|\bMath\.random\b/;

/** A source text without its comments and string literals, where these words are only words. */
function codeOf(file: string): string {
  return readFileSync(file, "utf8").replace(
    /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
    "",
  );
}

test("the core, with all that it leads to, asks neither Node nor clocks nor the environment", () => {
  const reached = reachedFrom(coreFiles);
  assert.ok(coreFiles.length > 40 && reached.length > coreFiles.length);
  const impure = reached.flatMap((file) => {
    const word = surroundings.exec(codeOf(file))?.[0];
    return word === undefined ? [] : [`${relative(root, file)} says ${word}`];
  });
  assert.deepEqual(impure, []);
});

test("the core, with all that it leads to, imports no module of Node and few packages", () => {
  const foreign = reachedFrom(coreFiles).flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.startsWith("."))
      .filter((target) => !corePackages.some((name) => `${target}/`.startsWith(`${name}/`)))
      .map((target) => `${relative(root, file)} imports ${target}`),
  );
  assert.deepEqual(foreign, []);
});

test("the core bundles for a browser, its packages included", async () => {
  const { metafile } = await build({
    entryPoints: coreFiles.filter((file) => !file.endsWith(".d.ts")),
    bundle: true,
    write: false,
    outdir: "unwritten",
    platform: "browser",
    metafile: true,
    logLevel: "silent",
  });
  const packages = Object.keys(metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  assert.deepEqual([...new Set(packages)].sort(), corePackages);
});
