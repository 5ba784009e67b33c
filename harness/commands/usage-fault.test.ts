import assert from "node:assert/strict";
import { test } from "node:test";
import { harness, temporaryFolder } from "../testing/cli.ts";

test("an unknown flag, command or word is told with the nearest name and the command's own help", async (t) => {
  const folder = temporaryFolder(t);
  const cases: [string[], string, string][] = [
    [["run", "x.yaml", "--quik"], "run has no flag --quik; did you mean --quick?", "run"],
    [["plan", "x.yaml", "--job=2"], "plan has no flag --job; did you mean --jobs?", "plan"],
    [
      ["verify", "x.yaml", "--no-ful"],
      "verify has no flag --no-ful; did you mean --full?",
      "verify",
    ],
    [
      ["fetch", "Coffee", "--time-out", "3"],
      "fetch has no flag --time-out; did you mean --timeout?",
      "fetch",
    ],
    [
      ["gram", "x.csv", "--kernal", "rbf"],
      "gram has no flag --kernal; did you mean --kernel?",
      "gram",
    ],
    [["status", "-x"], "status has no flag -x", "status"],
    [["run", "x.yaml", "y.yaml"], 'run does not take the further word "y.yaml"', "run"],
    [["rum", "x.yaml"], 'there is no command "rum"; did you mean "run"?', ""],
    [["zzzzzz"], 'there is no command "zzzzzz"', ""],
    [["--versoin"], "there is no flag --versoin; did you mean --version?", ""],
  ];
  for (const [args, sentence, command] of cases) {
    const { status, stderr, stdout } = await harness(folder, ...args);
    const [first = "", hint = ""] = stderr.split("\n  ");
    assert.deepEqual({ status, stdout, first }, { status: 2, stdout: "", first: sentence });
    assert.equal(hint.startsWith(`npx tsx harness${command && ` ${command}`} --help`), true, hint);
  }
});

test("several unknown flags are told a line each", async (t) => {
  const { stderr } = await harness(temporaryFolder(t), "run", "x.yaml", "--quik", "--forse");
  assert.match(
    stderr,
    /no flag --quik; did you mean --quick\?\nrun has no flag --forse; did you mean --force\?\n/,
  );
});

test("a command without what it needs names its own help", async (t) => {
  const folder = temporaryFolder(t);
  for (const command of ["run", "explain", "compare", "shard"]) {
    const { status, stderr } = await harness(folder, command);
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`npx tsx harness ${command} --help`));
  }
});
