import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { surroundingsFault } from "./surroundings.ts";
import { harness, temporaryFolder, writeInto } from "./testing/cli.ts";

const program = fileURLToPath(new URL("./index.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

const config = `title: Small
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 12, testSize: 20, length: 32, seed: 1 }
kernels: [{ kernel: rbf, grid: { alpha: [0.1, 1, 10] } }]
selection: { folds: 4 }
`;

/** A folder with a config. */
function project(t: TestContext): string {
  const folder = temporaryFolder(t);
  writeInto(folder, "small.yaml", config);
  return folder;
}

const run = ["run", "small.yaml", "--jobs", "1"];

/** A file system of a size that is mounted for the test; `undefined` where that is not permitted. */
function mounted(t: TestContext, options: string): string | undefined {
  const path = mkdtempSync(join(tmpdir(), "harness-mounted-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]);
  if (status !== 0) {
    rmdirSync(path);
    t.skip("mounting a file system is not permitted here");
    return undefined;
  }
  t.after(() => {
    execFileSync("umount", [path]);
    rmdirSync(path);
  });
  return path;
}

test("results that name a file end a run with a sentence", async (t) => {
  const folder = project(t);
  writeInto(folder, "file", "");
  const { status, stderr } = await harness(folder, ...run, "--results", "file");
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^cannot mkdir [^\n]*: a part of that path is a file[^\n]*\n {2}name a folder[^\n]*\n$/,
  );
});

test("a limit on the size of files ends a run with a sentence, and a later run goes on", async (t) => {
  const folder = project(t);
  const limited = spawnSync(
    "bash",
    ["-c", 'ulimit -f 2; exec "$@"', "bash", process.execPath, "--import", tsx, program, ...run],
    { cwd: folder, encoding: "utf8" },
  );
  assert.equal(limited.status, 2);
  assert.match(limited.stderr, /^cannot write [^\n]*\(EFBIG\)\n {2}raise the limit[^\n]*\n$/);
  const { status, stderr } = await harness(folder, ...run);
  assert.equal(status, 0, stderr);
});

test("a full disk ends a run with a sentence, and a later run goes on", async (t) => {
  const folder = project(t);
  const disk = mounted(t, "size=4k");
  if (disk === undefined) return;
  const full = await harness(folder, ...run, "--results", join(disk, "results"));
  assert.equal(full.status, 2);
  assert.match(full.stderr, /^cannot [^\n]*: the disk is full \(ENOSPC\)\n {2}make room[^\n]*\n$/);
  execFileSync("mount", ["-o", "remount,size=1m", disk]);
  const { status, stderr } = await harness(folder, ...run, "--results", join(disk, "results"));
  assert.equal(status, 0, stderr);
});

test("results that can only be read end a run with a sentence", async (t) => {
  const folder = project(t);
  const disk = mounted(t, "ro");
  if (disk === undefined) return;
  const { status, stderr } = await harness(folder, ...run, "--results", join(disk, "results"));
  assert.equal(status, 2, stderr);
  assert.match(
    stderr,
    /^cannot mkdir [^\n]*only be read \((EROFS|ENOENT)\)\n {2}make it writable[^\n]*\n$/,
  );
  assert.equal(existsSync(join(disk, "results")), false);
});

test("a defect is no fault of the surroundings, one behind another error is", () => {
  const full = Object.assign(new Error("write"), { code: "ENOSPC", syscall: "write" });
  assert.equal(surroundingsFault(new TypeError("x is undefined")), undefined);
  assert.equal(surroundingsFault(Object.assign(new Error(), { code: "ENOENT" })), undefined);
  assert.equal(
    surroundingsFault(new Error("a worker", { cause: full }))?.message,
    "cannot write a file: the disk is full (ENOSPC)",
  );
});
