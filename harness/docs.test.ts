import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { harness, temporaryFolder, writeInto } from "./testing/cli.ts";

const project = fileURLToPath(new URL("../", import.meta.url));

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(join(project, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const textOf = (page: string) => readFileSync(join(project, page), "utf8");

/** The anchors that a page's headings get on GitHub. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("links between pages lead to files and headings that there are", () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)]
      .map(([, path = "", anchor = ""]) => ({
        target: path === "" ? page : join(dirname(page), path),
        anchor,
      }))
      .filter(
        ({ target, anchor }) =>
          !existsSync(join(project, target)) ||
          (anchor !== "" && !anchorsOf(target).includes(anchor)),
      )
      .map(({ target, anchor }) => `${page}: ${target}#${anchor}`),
  );
  assert.deepEqual(broken, []);
});

test("files and folders of the program that pages name are there", () => {
  const roots = ["harness", "configs", "datasets", "bench", "math", "kernels", "learners", "wasm"];
  const named = pages.flatMap((page) =>
    [...textOf(page).matchAll(/`((?:\w+\/)[\w./-]*)`/g)].map(([, path]) => ({ page, path: path! })),
  );
  const checked = named.filter(({ path }) => roots.includes(path.split("/")[0]!));
  assert.ok(checked.length > 30);
  const absent = checked.filter(
    ({ path }) => !existsSync(join(project, path)) && !existsSync(join(project, "harness", path)),
  );
  // made by the program, not part of it
  assert.deepEqual(
    absent.filter(({ path }) => path !== "datasets/lock.json"),
    [],
  );
});

test("scripts of package.json that pages name are there", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  for (const page of pages)
    for (const [, name] of textOf(page).matchAll(/`npm run ([\w:]+)/g))
      assert.ok(name! in scripts, `${page}: npm run ${name}`);
});

test("the case on the page of formats gives the Gram that stands beside it", async (context) => {
  const [given, printed] = [...textOf("docs/formats.md").matchAll(/```json\n(.*?)```/gs)].map(
    ([, text]) => text!,
  );
  const file = writeInto(temporaryFolder(context), "case.json", given!);
  const { stdout, status } = await harness(dirname(file), "gram", file, "--matrix", "nngp");
  assert.equal(status, 0);
  const [found, expected] = [stdout, printed!].map((text) =>
    (JSON.parse(text) as { gram: { nngp: number[][] } }).gram.nngp.flat(),
  );
  assert.equal(found!.length, expected!.length);
  // 1e-10 is what every kernel promises
  for (const [i, value] of found!.entries()) assert.ok(Math.abs(value - expected![i]!) < 1e-10);
});
