import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { HarnessError } from "../errors.ts";
import { gramCommand } from "./gram.ts";
import type { GramFlags } from "./gram-flags.ts";

const program = fileURLToPath(new URL("../index.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "gram-"));
after(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `harness gram` in a folder of its own. */
function gram(words: readonly string[], input = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const args = ["--import", import.meta.resolve("tsx"), program, "gram", ...words];
    const child = spawn(process.execPath, args, { cwd: folder });
    const texts = { stdout: "", stderr: "" };
    child.stdout.on("data", (piece) => (texts.stdout += piece));
    child.stderr.on("data", (piece) => (texts.stderr += piece));
    child.on("close", (status) => resolve({ status, ...texts }));
    child.stdin.end(input);
  });
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe("harness gram", { concurrency: true }, () => {
  test("prints the matrices of a case as JSON, alone on standard output", async () => {
    const text = JSON.stringify({ kernel: "rntk", sigmaB: 0, inputs: [[2], [[3]]], gram: "old" });
    const { status, stdout, stderr } = await gram([file("case.json", text)]);
    assert.equal(stderr, "");
    assert.equal(status, 0);
    const { gram: matrices } = JSON.parse(stdout);
    assert.deepEqual(Object.keys(matrices), ["rntk", "nngp", "rntkAverage", "nngpAverage"]);
    assert.deepEqual(matrices.rntk, [
      [4, 6],
      [6, 9],
    ]);
    assert.deepEqual(matrices.nngp, [
      [2, 3],
      [3, 4.5],
    ]);
  });

  test("reads a CSV whose rows differ in length and writes one matrix as CSV to a file", async () => {
    const series = file("series.csv", "a,1,2,3\nb,2,,\n\nc,0.5,1\n");
    const flags = ["--labels", "--sigma-w", "0", "--matrix", "nngp", "--output", "gram.csv"];
    const { status, stdout, stderr } = await gram([series, ...flags]);
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
    // Without recurrence the last values 3, 2 and 1 count alone: NNGP = x x' / 2.
    assert.equal(readFileSync(join(folder, "gram.csv"), "utf8"), "4.5,3,1.5\n3,2,1\n1.5,1,0.5\n");
    assert.ok(!readdirSync(folder).some((name) => name.endsWith(".tmp")));
  });

  test("reads standard input; --format csv prints the Gram that the settings choose", async () => {
    const flags = ["-", "--sigma-w", "0", "--readout", "average", "--format", "csv"];
    const { status, stdout } = await gram(flags, "1 2  3\n2 2 2\n");
    assert.equal(status, 0);
    // RNTK = x x' at each step without recurrence: (1 + 4 + 9)/3, (2 + 4 + 6)/3, 4.
    assert.equal(stdout, "4.666666666666667,4\n4,4\n");
  });

  test("a wrong case ends with status 2, one sentence on standard error and no output", async () => {
    const text = '{"kernel": "rntk",\n "sigmaw": 1, "inputs": [[1]]}';
    const { status, stdout, stderr } = await gram([file("wrong.json", text)]);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      'wrong.json:2:2: unknown key "sigmaw" in the file; did you mean "sigmaW"?\n',
    );
  });
});

/** The error of `harness gram` with a file and flags, in this process. */
async function refusal(name: string, flags: Partial<GramFlags> = {}): Promise<HarnessError> {
  const given = { kernel: undefined, matrix: undefined, labels: false, format: undefined };
  const all = { ...given, output: undefined, ...flags, file: join(folder, name) };
  try {
    await gramCommand.handler(all as never);
  } catch (error) {
    assert.ok(error instanceof HarnessError);
    return error;
  }
  return assert.fail("nothing was refused");
}

test("a file that is missing, a folder or empty is refused", async () => {
  assert.match(
    (await refusal("missing.json")).message,
    /^cannot read .*missing\.json: there is no/,
  );
  assert.match((await refusal(".")).message, /^cannot read .*: it is a folder$/);
  assert.match((await refusal(file("empty.csv", " \n"))).message, /empty\.csv is empty$/);
});

test("a file that cannot be written is refused and leaves nothing behind", async () => {
  const series = file("one.csv", "1,2\n");
  const output = join(folder, series, "gram.json");
  const { code, message } = await refusal(series, { output });
  assert.equal(code, "usage");
  assert.match(message, /^cannot write .*one\.csv\/gram\.json: /);
  assert.ok(!readdirSync(folder).some((name) => name.endsWith(".tmp")));
});

test("a data file of another format is read by its ending, without its labels", async () => {
  const series = file("walk.ts", "@classLabel true a b\n@data\n1,2:0,1:a\n4:2:b\n");
  const { status, stdout } = await gram([series, "--sigma-w", "0", "--matrix", "nngp"]);
  assert.equal(status, 0);
  // Without recurrence the last steps (2, 1) and (4, 2) count alone; they are parallel: NNGP = x·x' / 4.
  const { nngp } = JSON.parse(stdout).gram;
  const rounded = nngp.map((row: number[]) => row.map((value) => value.toFixed(12)));
  assert.deepEqual(rounded, [
    ["1.250000000000", "2.500000000000"],
    ["2.500000000000", "5.000000000000"],
  ]);
});

test("a missing value and a fault in a data file are told with where they are", async () => {
  const header = "@attribute a numeric\n@attribute b numeric\n@attribute t {x,y}\n@data\n";
  const hole = await refusal(file("hole.arff", `${header}1,2,x\n?,1,y\n`));
  assert.match(hole.message, /hole\.arff: series 2 has a missing value at step 1, where a finite/);
  const nothing = await refusal(file("nothing.arff", `${header}1,2,x\n?,?,y\n`));
  assert.match(nothing.message, /nothing\.arff: series 2 has no values$/);
  const word = await refusal(file("word.arff", `${header}1,x,x\n`));
  assert.match(word.message, /word\.arff:5:3: the value "x" is no number$/);
});

test("a matrix that the kernel does not have is refused with the nearest", async () => {
  const { message } = await refusal(file("one.csv", "1,2\n"), { matrix: "nnpg" });
  assert.equal(message, 'the RNTK kernel has no matrix "nnpg"; did you mean "nngp"?');
});

test("series that a kernel cannot take are refused", async () => {
  const series = file("lengths.csv", "1,2\n3\n");
  const { message } = await refusal(series, { kernel: "ntk" });
  assert.match(message, /sequences of one length; sequence 1 has 2 steps, sequence 2 has 1/);
});
