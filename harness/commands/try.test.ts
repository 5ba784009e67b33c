import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";

/** Series of two classes of different frequency, with an identifier and a header. */
const sensors = `id,kind,${Array.from({ length: 20 }, (_, t) => `t${t}`).join(",")}\n${Array.from(
  { length: 30 },
  (_, i) => {
    const values = Array.from({ length: 20 }, (_, t) => Math.sin((i % 2 ? 0.4 : 1.3) * t + i));
    return `s${i},${i % 2 ? "slow" : "fast"},${values.map((v) => v.toFixed(4)).join(",")}\n`;
  },
).join("")}`;

const methods = ["RNTK", "NTK", "RBF", "Polynomial", "1-NN"];

test("one table becomes a config, a table of methods and a page", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "sensors.csv", sensors);
  const { status, stdout, stderr } = await harness(folder, "try", "sensors.csv", "--jobs", "1");
  assert.equal(status, 0, stderr);
  for (const method of methods) assert.match(stdout, new RegExp(`${method} +\\d+\\.\\d\\d `));
  assert.match(stdout, /^Report: reports\/sensors\/index\.html$/m);
  assert.match(stdout, /^Config: sensors\.yaml /m);
  assert.match(stderr, /^Guessed: labels are in the column kind\.$/m);
  assert.match(stderr, /^Guessed: no values are in id\.$/m);
  assert.match(stderr, /^sensors: 22 training and 8 test series of 20 steps, 2 classes\.$/m);
  assert.ok(existsSync(join(folder, "reports/sensors/index.html")));

  const config = readFileSync(join(folder, "sensors.yaml"), "utf8");
  assert.match(config, /^ {4}label: kind$/m);
  const again = await harness(folder, "run", "sensors.yaml", "--jobs", "1");
  assert.equal(again.status, 0, again.stderr);
});

test("a config that says something else is not written over, unless that is asked for", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "sensors.csv", sensors);
  writeInto(folder, "sensors.yaml", "title: mine\n");
  const { status, stderr } = await harness(folder, "try", "sensors.csv");
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^sensors\.yaml is there already, and says something else\n.*--config.*--force/,
  );
  assert.equal(readFileSync(join(folder, "sensors.yaml"), "utf8"), "title: mine\n");
});

for (const [name, text, flags, sentence] of [
  ["a file that is not there", undefined, [], /^there is no file sensors\.csv\n/],
  [
    "a table without labels",
    "0.1,0.2\n0.3,0.4\n0.5,0.6\n",
    [],
    /^sensors\.csv: no column was found/,
  ],
  [
    "a wrong column of labels",
    sensors,
    ["--label", "knd"],
    /no column "knd"; did you mean "kind"\?/,
  ],
  ["half of the long form", sensors, ["--series", "id"], /^--series needs --value/],
  ["a share of everything", sensors, ["--share", "1"], /^--share takes a number between 0 and 1/],
] as const) {
  test(`${name} is told in a sentence, and no config is written`, async (t) => {
    const folder = temporaryFolder(t);
    if (text !== undefined) writeInto(folder, "sensors.csv", text);
    const { status, stderr } = await harness(folder, "try", "sensors.csv", ...flags);
    assert.equal(status, 2, stderr);
    assert.match(stderr, sentence);
    assert.equal(existsSync(join(folder, "sensors.yaml")), false);
  });
}
