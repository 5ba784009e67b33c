import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../index.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

/** A process that takes longer hangs. */
const limitMilliseconds = 180_000;

export interface Finished {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that goes with the test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "harness-test-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder and gives its path. */
export function writeInto(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts the program itself, as a user would, in a folder. */
export function startHarness(folder: string, ...args: string[]): Started {
  return startWith([], folder, ...args);
}

/** The same with flags of Node or its JavaScript engine. */
export function startWith(flags: readonly string[], folder: string, ...args: string[]): Started {
  const child = spawn(process.execPath, [...flags, "--import", tsx, program, ...args], {
    cwd: folder,
    env: { ...process.env, UCR_ARCHIVE: "" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMilliseconds,
    killSignal: "SIGKILL",
  });
  const text = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (part) => {
    text.stdout += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part) => {
    text.stderr += part;
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve({ status, signal, ...text }));
  });
  return { child, finished };
}

/** Runs the program itself to its end. */
export function harness(folder: string, ...args: string[]): Promise<Finished> {
  return startHarness(folder, ...args).finished;
}
