import assert from "node:assert/strict";
import { test } from "node:test";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const hostile = "\u001b]0;title\u0007bad\u009b31m";

test("labels with ESC and BEL come to no terminal as they are", async (t) => {
  const folder = temporaryFolder(t);
  const head = `@problemName own\n@univariate true\n@classLabel true good ${hostile}\n@data\n`;
  const rows = [0, 1, 2, 3].map((i) => `${i},${i % 2},1:${i % 2 ? hostile : "good"}\n`);
  writeInto(folder, "own.ts", head + rows.join(""));
  const config = writeInto(
    folder,
    "own.yaml",
    `title: ${JSON.stringify(hostile)}
datasets: [{ name: own, train: own.ts, test: own.ts }]
kernels: [{ kernel: rbf, grid: { alpha: [0.1, 1] } }]
selection: { folds: 2 }
`,
  );
  for (const args of [
    ["run", config, "--jobs", "1"],
    ["explain", config, "own", "rbf"],
  ]) {
    const { status, stdout, stderr } = await harness(folder, ...args);
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stdout + stderr, control, args[0]);
    if (args[0] === "explain") assert.match(stdout, /\\u001b\]0;title\\u0007bad\\u009b31m/);
  }
});

test("an unknown key, flag or config of control characters is told harmlessly", async (t) => {
  const folder = temporaryFolder(t);
  const config = writeInto(folder, "own.yaml", `title: T\n${JSON.stringify(hostile)}: 1\n`);
  for (const args of [
    ["plan", config],
    ["plan", config, `--${hostile}`],
    ["plan", hostile],
  ]) {
    const { status, stderr } = await harness(folder, ...args);
    assert.equal(status, 2);
    assert.match(stderr, /\\u001b\]0;title\\u0007bad\\u009b31m/);
    assert.doesNotMatch(stderr, control);
  }
});
