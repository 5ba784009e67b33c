import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { contentKey, type Json } from "../canonical-json.ts";
import { loadConfig } from "../config/load.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { inProcessExecutor } from "../run/in-process.ts";
import { runPlan } from "../run/run.ts";
import type { HarnessRecord } from "../store/record.ts";
import { readRecordFile, recordPath, writeRecord } from "../store/records.ts";
import type { Verdict } from "./finding.ts";
import type { Depth } from "./recompute.ts";
import { strayRecords } from "./stray.ts";
import { verifyPlan } from "./verify.ts";

const folder = mkdtempSync(join(tmpdir(), "verify-test-"));
after(() => rmSync(folder, { recursive: true }));

const silent = { unit() {}, task() {}, stop() {} };

/** Twelve series of two classes, the second rising. */
const rows = Array.from({ length: 12 }, (_, i) =>
  [1 + (i % 2), ...[0, 1, 2, 3].map((t) => ((i * 7 + t * 3) % 5) + (i % 2) * t)].join(","),
);

const configText = (alphas: string, pruning = "none") => `title: Tiny
datasets:
  - name: own
    train: train.csv
    test: test.csv
kernels:
  - kernel: rbf
    grid:
      alpha: ${alphas}
  - kernel: rntk
    grid:
      nonlinearity: relu
      sigmaW: [1, sqrt(2)]
selection:
  folds: 3
  foldSeeds: [0, 1]
  pruning: ${pruning}
`;

interface Place {
  readonly results: string;
  readonly plan: () => Plan;
  readonly verify: (depth?: Depth) => Promise<Verdict[]>;
}

const sample: Depth = { kind: "sample", draws: 2 };

/** A folder with data, config and records of its own. */
function place(name: string): Place {
  const base = join(folder, name);
  const results = join(base, "results");
  const plan = () =>
    makePlan(loadConfig(join(base, "tiny.yaml")), {
      results,
      archive: undefined,
      only: { dataset: [], method: [] },
      existing: "keep",
      sizes: "full",
      series: undefined,
    });
  const verify = (depth = sample) =>
    verifyPlan(plan(), inProcessExecutor(), { results, depth }, silent);
  return { results, plan, verify };
}

/** The first place, with its records computed; the others are copies of it. */
before(async () => {
  const base = join(folder, "computed");
  mkdirSync(base);
  writeFileSync(join(base, "train.csv"), `${rows.join("\n")}\n`);
  writeFileSync(join(base, "test.csv"), `${rows.toReversed().slice(0, 8).join("\n")}\n`);
  writeFileSync(join(base, "tiny.yaml"), configText("[0.1, 1, 10, 100]"));
  const { plan, results } = place("computed");
  const options = { results, budget: undefined };
  const ends = await runPlan(plan(), inProcessExecutor(), options, silent);
  assert.deepEqual(
    ends.map(({ status }) => status),
    ["done", "done"],
  );
});

function copy(name: string): Place & { readonly base: string; readonly rbf: string } {
  const base = join(folder, name);
  cpSync(join(folder, "computed"), base, { recursive: true });
  const own = place(name);
  return { ...own, base, rbf: recordPath(own.results, "own", "rbf") };
}

function edit(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  assert.notEqual(changed, text, "the edit changed nothing");
  writeFileSync(path, changed);
}

/** Changes a record and seals it again, as a program would that computes something else. */
function rewrite(results: string, path: string, change: (record: never) => void): void {
  const record = readRecordFile(path);
  change(record as never);
  writeRecord(results, record);
}

interface Sealed {
  key: string;
  task: Record<string, Json>;
  result: {
    testLabels: number[];
    selections: {
      validation: { numerators: number[][]; best: number };
      chosen: { setting: number; c: number };
      ties: { count: number; recorded: { setting: number; c: number; testCorrect: number }[] };
      test: { correct: number; predictions: number[]; supportVectors: number };
    }[];
  };
}

function kinds(verdict: Verdict | undefined): string[] {
  return [...new Set(verdict?.findings.map(({ kind }) => kind))];
}

function places(verdict: Verdict | undefined): string[] {
  return verdict!.findings.map(({ where }) => where);
}

test("what was just computed is verified, as a sample and whole", async () => {
  const { verify } = place("computed");
  for (const depth of [sample, { kind: "full" } as const]) {
    const verdicts = await verify(depth);
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
      whole ? /^the whole record$/ : /^2 of 4 settings, \d refits$/,
    );
  }
});

test("a record changed by hand is recomputed whole, and every changed place is named", async () => {
  const { rbf, verify } = copy("by-hand");
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
  const { rbf, verify } = copy("layout");
  edit(rbf, (text) => JSON.stringify(JSON.parse(text)));
  const [verdict] = await verify();
  assert.deepEqual(kinds(verdict), ["changed"]);
  assert.deepEqual(places(verdict), ["bytes of the file"]);
});

test("a task that was changed by hand is not taken for another config", async () => {
  const { rbf, verify } = copy("task");
  edit(rbf, (text) => text.replace('"tolerance": 0.001', '"tolerance": 0.002'));
  const [verdict] = await verify();
  assert.deepEqual(kinds(verdict), ["changed"]);
  assert.deepEqual(places(verdict), ["digest", "task.svm.tolerance"]);
});

test("a data file with one digit changed is named as other data", async () => {
  const { base, verify } = copy("data");
  edit(join(base, "test.csv"), (text) =>
    text.replace(/\d(?=\n)/, (d) => String((Number(d) + 1) % 10)),
  );
  for (const verdict of await verify()) {
    assert.deepEqual(kinds(verdict), ["data"]);
    assert.deepEqual(places(verdict), ["task.checksums.test"]);
  }
});

test("a config with another grid is named as another config, for the kernel that it concerns", async () => {
  const { base, verify } = copy("grid");
  writeFileSync(join(base, "tiny.yaml"), configText("[0.1, 1, 10, 50]"));
  const [verdict, other] = await verify();
  assert.deepEqual(kinds(verdict), ["config"]);
  assert.deepEqual(verdict?.findings, [
    { kind: "config", where: "task.grid[0].values[3]", committed: "100", recomputed: "50" },
  ]);
  assert.equal(other?.status, "verified");
});

test("a record of another version of the numerics is named so", async () => {
  const { results, rbf, verify } = copy("version");
  rewrite(results, rbf, (record: Sealed) => {
    record.task.numerics = 0;
    record.key = contentKey(record.task);
  });
  const [verdict] = await verify();
  assert.deepEqual(kinds(verdict), ["version"]);
  assert.deepEqual(places(verdict), ["task.numerics"]);
});

test("a sealed record with another number is found by recomputing", async () => {
  const changes: Record<string, (record: Sealed) => void> = {
    "result.selections[1].test.predictions[3]": ({ result }) => {
      const { predictions } = result.selections[1]!.test;
      predictions[3] = 1 - predictions[3]!;
    },
    "result.selections[0].test.supportVectors": ({ result }) => {
      result.selections[0]!.test.supportVectors++;
    },
    "result.testLabels[0]": ({ result }) => {
      result.testLabels[0] = 1 - result.testLabels[0]!;
    },
    "result.selections[0].ties.count": ({ result }) => {
      result.selections[0]!.ties.count++;
    },
  };
  const { results, rbf, verify } = copy("sealed");
  const original = readFileSync(rbf, "utf8");
  for (const [where, change] of Object.entries(changes)) {
    writeFileSync(rbf, original);
    rewrite(results, rbf, change);
    const [verdict] = await verify();
    assert.deepEqual(kinds(verdict), ["result"], where);
    assert.ok(places(verdict).includes(where), `${where} is not among ${places(verdict)}`);
  }
});

test("a validation accuracy that is off is found where its setting is drawn, and by the whole always", async () => {
  const { results, rbf, verify } = copy("surface");
  rewrite(results, rbf, ({ result }: Sealed) => {
    result.selections[0]!.validation.numerators[2]![0]!--;
  });
  for (const depth of [{ kind: "sample", draws: 4 } as const, { kind: "full" } as const]) {
    const [verdict] = await verify(depth);
    assert.ok(places(verdict).includes("result.selections[0].validation.numerators[2][0]"));
  }
});

test("after pruning the sampled settings must not beat the best", async () => {
  const { base, results, plan, rbf, verify } = copy("pruned");
  writeFileSync(join(base, "tiny.yaml"), configText("[0.1, 1, 10, 100]", "exact"));
  await runPlan(plan(), inProcessExecutor(), { results, budget: undefined }, silent);
  const depth: Depth = { kind: "sample", draws: 4 };
  assert.deepEqual(
    (await verify(depth)).flatMap(({ findings }) => findings),
    [],
  );
  rewrite(results, rbf, ({ result }: Sealed) => {
    result.selections[0]!.validation.best--;
  });
  const [verdict] = await verify(depth);
  assert.deepEqual(places(verdict), ["result.selections[0].validation.best"]);
  assert.match(verdict!.findings[0]!.recomputed, /^\d+ by one of the sampled settings$/);
});

test("a choice outside the grid and a result of another form are differences, not crashes", async () => {
  const { results, rbf, verify } = copy("form");
  const original = readFileSync(rbf, "utf8");
  rewrite(results, rbf, ({ result }: Sealed) => {
    result.selections[0]!.chosen.setting = 99;
    result.selections[0]!.validation.numerators.pop();
  });
  const [verdict] = await verify();
  assert.ok(places(verdict).includes("result.selections[0].chosen"));
  assert.ok(places(verdict).includes("result.selections[0].validation.numerators"));
  writeFileSync(rbf, original);
  rewrite(results, rbf, (record: Sealed) => {
    record.result = {} as never;
  });
  const [other] = await verify();
  assert.match(other!.findings[0]!.recomputed, /a classification result/);
});

test("a missing record, a file that is none, and one of another task are told apart", async () => {
  const { results, rbf, verify } = copy("files");
  const rntk = recordPath(results, "own", "rntk");
  rmSync(rbf);
  edit(rntk, (text) => text.slice(0, text.length / 2));
  assert.deepEqual((await verify()).map(kinds), [["missing"], ["malformed"]]);
  cpSync(recordPath(place("computed").results, "own", "rbf"), rntk);
  const [, moved] = await verify();
  assert.ok(kinds(moved).includes("changed"));
  assert.ok(places(moved).includes("method"));
});

test("a task that had failed is no verified task", async () => {
  const { results, rbf, verify } = copy("failed");
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
  const { base, rbf, verify } = copy("absent");
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
  const { results, plan } = copy("stray");
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
