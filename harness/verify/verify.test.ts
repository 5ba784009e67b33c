import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { contentKey } from "../canonical-json.ts";
import type { HarnessRecord } from "../store/record.ts";
import { readRecordFile, recordPath, writeRecord } from "../store/records.ts";
import { strayRecords } from "./stray.ts";
import {
  computedProject,
  configText,
  copyOf,
  edit,
  kinds,
  type Project,
  places,
  rewrite,
} from "./testing/tiny-project.ts";

const folder = mkdtempSync(join(tmpdir(), "verify-test-"));
after(() => rmSync(folder, { recursive: true }));

let computed: Project;
before(async () => {
  computed = await computedProject(join(folder, "computed"));
});

test("what was just computed is verified, as a sample and whole", async () => {
  for (const depth of [{ kind: "sample", draws: 2 }, { kind: "full" }] as const) {
    const verdicts = await computed.verify(depth);
    assert.deepEqual(
      verdicts.map(({ dataset, method, status, findings }) => [dataset, method, status, findings]),
      [
        ["own", "rbf", "verified", []],
        ["own", "rntk", "verified", []],
      ],
    );
    const whole = depth.kind === "full";
    assert.match(
      verdicts[0]!.checked,
      whole ? /^the whole record$/ : /^10 of 20 candidates, \d refits$/,
    );
  }
});

test("a record changed by hand is recomputed whole, and every changed place is named", async () => {
  const { rbf, verify } = copyOf(computed, "by-hand");
  edit(rbf, (text) => text.replace(/"correct": (\d+)/, (_, n) => `"correct": ${Number(n) + 1}`));
  const [verdict, other] = await verify();
  assert.equal(verdict?.status, "differs");
  assert.deepEqual(kinds(verdict), ["changed"]);
  assert.deepEqual(places(verdict), ["digest", "result.selections[0].test.correct"]);
  const [, found] = verdict!.findings;
  assert.equal(Number(found!.committed), Number(found!.recomputed) + 1);
  assert.equal(other?.status, "verified");
});

test("a record that was only laid out anew is named as changed", async () => {
  const { rbf, verify } = copyOf(computed, "layout");
  edit(rbf, (text) => JSON.stringify(JSON.parse(text)));
  const [verdict] = await verify();
  assert.deepEqual(kinds(verdict), ["changed"]);
  assert.deepEqual(places(verdict), ["bytes of the file"]);
});

test("a task that was changed by hand is not taken for another config", async () => {
  const { rbf, verify } = copyOf(computed, "task");
  edit(rbf, (text) => text.replace('"tolerance": 0.001', '"tolerance": 0.002'));
  const [verdict] = await verify();
  assert.deepEqual(kinds(verdict), ["changed"]);
  assert.deepEqual(places(verdict), ["digest", "task.method.settings.tolerance"]);
});

test("a data file with one digit changed is named as other data", async () => {
  const { base, verify } = copyOf(computed, "data");
  edit(join(base, "test.csv"), (text) =>
    text.replace(/\d(?=\n)/, (d) => String((Number(d) + 1) % 10)),
  );
  for (const verdict of await verify()) {
    assert.deepEqual(kinds(verdict), ["data"]);
    assert.deepEqual(places(verdict), ["task.checksums.test"]);
  }
});

test("a config with another grid is named as another config, for the kernel that it concerns", async () => {
  const { base, verify } = copyOf(computed, "grid");
  writeFileSync(join(base, "tiny.yaml"), configText("[0.1, 1, 10, 50]"));
  const [verdict, other] = await verify();
  assert.deepEqual(kinds(verdict), ["config"]);
  assert.deepEqual(verdict?.findings, [
    { kind: "config", where: "task.method.grid[0].values[3]", committed: "100", recomputed: "50" },
  ]);
  assert.equal(other?.status, "verified");
});

test("a record of another version of the numerics is named so", async () => {
  const project = copyOf(computed, "version");
  const { rbf, verify } = project;
  rewrite(project, rbf, (record) => {
    record.task.numerics = 0;
    record.key = contentKey(record.task);
  });
  const [verdict] = await verify();
  assert.deepEqual(kinds(verdict), ["version"]);
  assert.deepEqual(places(verdict), ["task.numerics"]);
});

test("a missing record, a file that is none, and one of another task are told apart", async () => {
  const { results, rbf, verify } = copyOf(computed, "files");
  const rntk = recordPath(results, "own", "rntk");
  rmSync(rbf);
  edit(rntk, (text) => text.slice(0, text.length / 2));
  assert.deepEqual((await verify()).map(kinds), [["missing"], ["malformed"]]);
  cpSync(recordPath(computed.results, "own", "rbf"), rntk);
  const [, moved] = await verify();
  assert.ok(kinds(moved).includes("changed"));
  assert.ok(places(moved).includes("method"));
});

test("a task that had failed is no verified task", async () => {
  const { results, rbf, verify } = copyOf(computed, "failed");
  const {
    status: _,
    result: __,
    ...header
  } = readRecordFile(rbf) as HarnessRecord & {
    status: "done";
  };
  writeRecord(results, { ...header, status: "failed", phase: "data", reason: "no such row" });
  const [verdict] = await verify();
  assert.deepEqual(verdict?.findings, [
    { kind: "failed", where: "data", committed: "no such row", recomputed: "a result" },
  ]);
});

test("without the data nothing but the form of the record is verified", async () => {
  const { base, rbf, verify } = copyOf(computed, "absent");
  rmSync(join(base, "train.csv"));
  const verdicts = await verify();
  assert.deepEqual(
    verdicts.map(({ status }) => status),
    ["not verified", "not verified"],
  );
  assert.match(verdicts[0]!.checked, /there is no file train\.csv/);
  edit(rbf, (text) => text.replace('"correct": ', '"correct": 1'));
  assert.deepEqual(kinds((await verify())[0]), ["changed"]);
});

test("records that the config does not know are named", () => {
  const { results, plan } = copyOf(computed, "stray");
  const stray = recordPath(results, "other", "rbf");
  mkdirSync(dirname(stray));
  writeFileSync(stray, "{}");
  writeFileSync(stray.replace(/\.json$/, ".run.json"), "{}");
  const verdicts = strayRecords(plan(), results);
  assert.deepEqual(
    verdicts.map((verdict) => [verdict.dataset, verdict.method, ...kinds(verdict)]),
    [["other", "rbf", "stray"]],
  );
  assert.deepEqual(strayRecords(plan(), join(results, "nowhere")), []);
});

test("a number that is too large for 64 bits makes a record malformed, wherever it stands", async () => {
  for (const [i, number] of ["1e999", "-1e999"].entries()) {
    const { rbf, verify } = copyOf(computed, `endless-${i}`);
    edit(rbf, (text) => text.replace(/"correct": \d+/, `"correct": ${number}`));
    const [verdict] = await verify();
    assert.equal(verdict?.status, "differs");
    assert.deepEqual(kinds(verdict), ["malformed"]);
    assert.match(verdict!.findings[0]!.committed, /test\.correct is not finite$/);
  }
});
