import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Finished, harness, temporaryFolder, writeInto } from "../testing/cli.ts";
import { verifyCommand } from "./verify.ts";

const config = `title: Tiny
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 12, testSize: 20, length: 16, seed: 1 }
kernels:
  - kernel: rbf
    grid: { alpha: [0.1, 1, 10] }
selection: { folds: 4 }
`;

const record = "results/tiny/bells/rbf.json";

const origin = mkdtempSync(join(tmpdir(), "verify-command-"));
after(() => rmSync(origin, { recursive: true }));

before(async () => {
  writeInto(origin, "tiny.yaml", config);
  const { status, stderr } = await harness(origin, "run", "tiny.yaml", "--jobs", "1");
  assert.equal(status, 0, stderr);
});

/** A copy of the folder in which the config was run. */
function computed(t: TestContext): string {
  const folder = temporaryFolder(t);
  cpSync(origin, folder, { recursive: true });
  return folder;
}

function verify(folder: string, ...flags: string[]): Promise<Finished> {
  return harness(folder, "verify", "tiny.yaml", "--jobs", "1", ...flags);
}

function edit(folder: string, name: string, change: (text: string) => string): void {
  const text = readFileSync(join(folder, name), "utf8");
  const changed = change(text);
  assert.notEqual(changed, text, "the edit changed nothing");
  writeFileSync(join(folder, name), changed);
}

test("records and report that were just computed are verified, and a changed report is found", async (t) => {
  const folder = computed(t);
  const { status, stdout, stderr } = await verify(folder);
  assert.equal(status, 0, stderr);
  assert.match(
    stdout,
    /^verified: 2 of 2\n +bells \/ rbf: 15 of 15 candidates, \d refits?\n +report/,
  );
  edit(folder, "reports/tiny/tables/accuracy.csv", (text) => text.replace(/\d\n/, "9\n9"));
  const other = await verify(folder);
  assert.equal(other.status, 4);
  assert.match(other.stdout, /report \/ files +another report +tables\/accuracy\.csv:\d/);
});

test("a changed record ends with status 4, a table, JSON and JUnit XML", async (t) => {
  const folder = computed(t);
  edit(folder, record, (text) => text.replace(/"supportVectors": \d+/, '"supportVectors": 99'));
  const { status, stdout, stderr } = await verify(folder, "--junit", "out/verify.xml");
  assert.equal(status, 4);
  assert.match(stdout, /task +found +where +committed +recomputed\n/);
  assert.match(stdout, /changed by hand +result\.selections\[0\]\.fit\.supportVectors +99 +\d+\n/);
  assert.match(stdout, /not verified: 1\n +report/);
  assert.match(stderr, /1 of 2 checks found something else than is committed/);
  const xml = readFileSync(join(folder, "out/verify.xml"), "utf8");
  assert.match(
    xml,
    /<testcase classname="tiny\.bells" name="rbf">\n +<failure type="changed by hand"/,
  );
  const json = await verify(folder, "--json");
  assert.equal(json.status, 4);
  const { verdicts } = JSON.parse(json.stdout) as { verdicts: { status: string }[] };
  assert.deepEqual(
    verdicts.map((verdict) => verdict.status),
    ["differs", "not verified"],
  );
});

test("another version of the code that changes a number is found though its version is the same", async (t) => {
  const folder = computed(t);
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const copy = join(folder, "program");
  for (const name of ["harness", "datasets", "package.json", "tsconfig.json"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  edit(copy, "harness/learners/selection.ts", (text) =>
    text.replace("return tied[0]!;", "return tied.at(-1)!;"),
  );
  const run = promisify(execFile);
  const args = ["--import", import.meta.resolve("tsx"), join(copy, "harness/index.ts"), "verify"];
  const own = [...args, join(folder, "tiny.yaml"), "--jobs", "1"];
  const outcome = run(process.execPath, own, { cwd: folder }).catch(
    (error: { readonly code: number; readonly stdout: string }) => error,
  );
  const { code, stdout } = (await outcome) as { readonly code?: number; readonly stdout: string };
  assert.equal(code, 4, stdout);
  assert.match(stdout, /bells \/ rbf +another result +result\.selections\[0\]\.chosen/);
});

/** Flags as the parser gives them. */
function flags(folder: string, more: object = {}) {
  const places = { results: join(folder, "results"), reports: join(folder, "reports") };
  const rest = {
    only: [],
    quick: false,
    jobs: 1,
    sample: 20,
    full: false,
    json: true,
    _: [],
    $0: "",
  };
  return { config: join(folder, "tiny.yaml"), ...places, ...rest, ...more } as never;
}

test("wrong flags, and a config whose data are elsewhere, are the user's to correct", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "tiny.yaml", config);
  const refused: [object, RegExp][] = [
    [{ sample: 0 }, /--sample takes a whole number, 1 or more, found 0/],
    [{ jobs: 1.5 }, /--jobs takes a whole number, 1 or more, found 1\.5/],
    [{ only: ["dataset=bels"] }, /did you mean "bells"\?/],
  ];
  for (const [more, sentence] of refused) {
    await assert.rejects(async () => verifyCommand.handler(flags(folder, more)), sentence);
  }
  const elsewhere = "title: T\ndatasets: [Wafer]\nkernels: [{ kernel: rbf, grid: { alpha: 1 } }]\n";
  writeInto(folder, "tiny.yaml", elsewhere);
  await assert.rejects(
    async () => verifyCommand.handler(flags(folder)),
    /nothing could be verified/,
  );
});

test("a number that is too large for 64 bits ends verify with 4, report and explain with a sentence", async (t) => {
  const folder = computed(t);
  edit(folder, record, (text) => text.replace(/"correct": \d+/, '"correct": 1e999'));
  const { status, stdout, stderr } = await verify(folder);
  assert.equal(status, 4, stderr);
  assert.match(stdout, /test\.correct is not finite/);
  for (const args of [["report"], ["explain", "bells", "rbf"]]) {
    const [command = "", ...names] = args;
    const found = await harness(folder, command, "tiny.yaml", ...names);
    assert.equal(found.status, 2, command);
    assert.match(
      found.stderr,
      /^results\/tiny\/bells\/rbf\.json is no record: .*test\.correct is not finite\n {2}restore it[^\n]*\n$/,
    );
  }
});
