import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { recordsIn } from "../run/queue/testing/queue-project.ts";
import { readRecordFile, recordPath, writeRecord } from "../store/records.ts";
import { harness, startHarness, temporaryFolder, writeInto } from "../testing/cli.ts";

/** A series set of different lengths; the first rate diverges at once. */
const config = `title: Nets
datasets:
  - { name: bells, generate: cylinder-bell-funnel, trainSize: 18, testSize: 12, length: [10, 16], seed: 1 }
prepare: { length: as-is }
methods:
  - { method: gru, layers: [1, 2], units: 5, learningRate: [1e39, 0.01, 0.001] }
  - { method: identity-rnn, layers: 1, units: 5, learningRate: [1e39, 2e39] }
networks: { epochs: 12, batchSize: 6 }
selection: { folds: 3, foldSeeds: [0, 1] }
`;

test("networks have the same bytes with two workers, killed and started again; verify, explain and report take them", async (t) => {
  const straight = temporaryFolder(t);
  writeInto(straight, "nets.yaml", config);
  const first = await harness(straight, "run", "nets.yaml", "--jobs", "1");
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /bells +GRU +\d+\.\d\d/);
  assert.match(first.stdout, /Identity RNN +skipped: with fold seed 0 the training of every one/);

  const folder = temporaryFolder(t);
  writeInto(folder, "nets.yaml", config);
  const { child, finished } = startHarness(folder, "run", "nets.yaml", "--jobs", "2");
  const begun = () =>
    existsSync(join(folder, "results")) &&
    readdirSync(join(folder, "results"), { recursive: true }).length > 2;
  while (!begun() && child.exitCode === null) await setTimeout(10);
  child.kill("SIGKILL");
  await finished;
  const again = await harness(folder, "run", "nets.yaml", "--jobs", "2");
  assert.equal(again.status, 0, again.stderr);
  assert.deepEqual(recordsIn(join(folder, "results")), recordsIn(join(straight, "results")));

  for (const depth of [[], ["--full"]]) {
    const { status, stdout } = await harness(straight, "verify", "nets.yaml", ...depth);
    assert.equal(status, 0, stdout);
  }
  const explained = await harness(straight, "explain", "nets.yaml", "bells", "gru");
  assert.match(explained.stdout, /Training: .*epoch/);
  assert.match(explained.stdout, /2 of 6 candidates diverged in a fold .*\(6 trainings\)/);
  assert.match(explained.stdout, /L 2 η 1e\+39: fold 0 in epoch \d+, fold 1 in epoch/);
  const page = readFileSync(join(straight, "reports/nets/index.html"), "utf8");
  assert.match(page, /2 of 6 candidates diverged in a fold/);
});

test("verify finds a divergence and a prediction of a fold seed's network that were made up", async (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "nets.yaml", config);
  const only = ["--only", "method=gru"];
  await harness(folder, "run", "nets.yaml", "--jobs", "1", ...only);
  const results = join(folder, "results/nets");
  const record = readRecordFile(recordPath(results, "bells", "gru")) as unknown as {
    result: {
      selections: {
        validation: { diverged: { epoch: number }[] };
        test: { predictions: number[]; correct: number };
      }[];
    };
  };
  const [, second] = record.result.selections;
  for (const one of second!.validation.diverged) one.epoch += 1;
  const { predictions } = second!.test;
  predictions[0] = (predictions[0]! + 1) % 3;
  writeRecord(results, record as never);
  const { status, stdout } = await harness(folder, "verify", "nets.yaml", "--sample", "6", ...only);
  assert.equal(status, 4, stdout);
  assert.match(stdout, /selections\[1\]\.validation\.diverged/);
  assert.match(stdout, /selections\[1\]\.test\.predictions\[0\]/);
  assert.doesNotMatch(stdout, /selections\[0\]/);
});
