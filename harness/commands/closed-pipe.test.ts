import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Finished, startHarness, temporaryFolder, writeInto } from "../testing/cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A command whose reader leaves before it says anything. */
function unread(stream: "stdout" | "stderr", folder: string, ...args: string[]): Promise<Finished> {
  const { child, finished } = startHarness(folder, ...args);
  child[stream]!.destroy();
  return finished;
}

test("a command whose reader is gone ends in silence, with the status of a killed pipe", async (t) => {
  const folder = temporaryFolder(t);
  const series = writeInto(folder, "series.csv", "1,2,3\n4,5,6\n");
  for (const args of [["schema"], ["--help"], ["datasets"], ["gram", series]]) {
    const { status, stderr } = await unread("stdout", folder, ...args);
    assert.deepEqual({ status, stderr }, { status: 141, stderr: "" }, args.join(" "));
  }
});

test("a reader of errors that is gone ends a command in silence too", async (t) => {
  const { status, stdout } = await unread("stderr", temporaryFolder(t), "plan", "absent.yaml");
  assert.deepEqual({ status, stdout }, { status: 141, stdout: "" });
});

test("… | head -1 shows the first line and nothing else", () => {
  const command = `"$0" --import tsx harness/index.ts schema 2>&1 | head -1; echo "\${PIPESTATUS[1]}"`;
  const shown = execFileSync("bash", ["-c", command, process.execPath], { cwd: root });
  assert.equal(shown.toString(), "{\n0\n");
});
