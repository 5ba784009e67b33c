import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import { harness, temporaryFolder, writeInto } from "../testing/cli.ts";
import { explainCommand } from "./explain.ts";

const config = (alphas: string) => `title: Tiny
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 12, testSize: 20, length: 16, seed: 1 }
kernels:
  - kernel: rbf
    grid: { alpha: ${alphas} }
selection: { folds: 4 }
`;

test("everything behind a number, and that it is stale once the config asks for something else", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "tiny.yaml", config("[0.1, 1]"));
  await harness(folder, "run", "tiny.yaml", "--jobs", "1");
  const { status, stdout, stderr } = await harness(folder, "explain", "tiny.yaml", "bells", "rbf");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^bells \/ rbf: classification of the config tiny\n +the record is what/);
  for (const title of ["Accuracy", "Data", "Search", "Chosen", "Ties", "Confusion", "Record"]) {
    assert.match(stdout, new RegExp(`^${title}`, "m"));
  }
  assert.match(stdout, / checksums\.train: [0-9a-f]{64}\n/);
  assert.match(stdout, /SHA-256 [0-9a-f]{64} of the file/);
  const command = "npx tsx harness run tiny.yaml --only dataset=bells,method=rbf --force";
  assert.match(stdout, new RegExp(`Recomputed by\n +${command}\n`));
  writeInto(folder, "tiny.yaml", config("[0.1, 2]"));
  const stale = await harness(folder, "explain", "tiny.yaml", "bells", "rbf");
  assert.match(stale.stdout, /^bells.*\n +stale, .*grid/);
});

test("one convention is explained by its name, and computed by it, without those that share its record", async (t) => {
  const folder = temporaryFolder(t);
  const text = `title: Two
experiment: conventions
diagnostics: [{ name: bells, generate: cylinder-bell-funnel, trainSize: 12, testSize: 20, length: 16, seed: 1 }]
controls: [{ name: charts, generate: control-charts, trainSize: 12, testSize: 6, seed: 1 }]
conventions: [{ name: paper }, { name: far, C: [1, 1000] }, { name: waves, nonlinearity: erf }]
`;
  writeInto(folder, "two.yaml", text);
  const run = await harness(folder, "run", "two.yaml", "--jobs", "1", "--only", "method=far");
  assert.equal(run.status, 0, run.stderr);
  const { status, stdout, stderr } = await harness(folder, "explain", "two.yaml", "bells", "far");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^far\n +C \[1,1000\]/m);
  assert.doesNotMatch(stdout, /^paper\n/m);
  const whole = await harness(folder, "explain", "two.yaml", "bells", "unit-norm");
  assert.match(whole.stdout, /^paper\n.*^far\n/ms);
  const unknown = await harness(folder, "explain", "two.yaml", "bells", "farr");
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /no method "farr"; did you mean "far"\?/);
  const absent = await harness(folder, "explain", "two.yaml", "bells", "waves");
  assert.match(
    absent.stderr,
    /no record .*unit-norm-erf\.json to explain\n.* --only dataset=bells,method=waves/,
  );
});

test("wrong names and a missing record are told with what to do", (t) => {
  const folder = temporaryFolder(t);
  const path = writeInto(folder, "tiny.yaml", config("[0.1, 1]"));
  const explain = (dataset: string, method: string) => () =>
    explainCommand.handler({
      ...{ config: path, dataset, method, only: [], quick: false, _: [], $0: "" },
      ...{ results: join(folder, "results"), reports: join(folder, "reports") },
    } as never);
  assert.throws(explain("bels", "rbf"), /no data set "bels"; did you mean "bells"\?/);
  assert.throws(explain("bells", "rntk"), /no method "rntk"; it has rbf/);
  assert.throws(explain("bells", "rbf"), (error) => {
    assert.ok(error instanceof HarnessError);
    assert.match(error.message, /there is no record .*rbf\.json to explain/);
    assert.match(error.hint!, /npx tsx harness run .* --only dataset=bells,method=rbf --force/);
    return true;
  });
});
