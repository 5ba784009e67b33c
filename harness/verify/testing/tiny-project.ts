import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../canonical-json.ts";
import { loadConfig } from "../../config/load.ts";
import { makePlan, type Plan } from "../../plan/plan.ts";
import { inProcessExecutor } from "../../run/in-process.ts";
import { runPlan } from "../../run/run.ts";
import { readRecordFile, recordPath, writeRecord } from "../../store/records.ts";
import type { Verdict } from "../finding.ts";
import type { Depth } from "../recompute.ts";
import { verifyPlan } from "../verify.ts";

const silent = { unit() {}, task() {}, stop() {}, line: () => "" };

/** Twelve series of two classes, the second rising. */
const rows = Array.from({ length: 12 }, (_, i) =>
  [1 + (i % 2), ...[0, 1, 2, 3].map((t) => ((i * 7 + t * 3) % 5) + (i % 2) * t)].join(","),
);

/** A config of two kernels on the reader's own files. */
export function configText(alphas: string, pruning = "none"): string {
  return `title: Tiny
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
}

/** Data, config and records in a folder. */
export interface Project {
  readonly base: string;
  readonly results: string;
  /** Path of one of its records. */
  readonly rbf: string;
  plan(): Plan;
  /** Computes what is missing or stale. */
  run(): Promise<void>;
  verify(depth?: Depth): Promise<Verdict[]>;
}

function projectIn(base: string): Project {
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
  return {
    base,
    results,
    rbf: recordPath(results, "own", "rbf"),
    plan,
    async run() {
      await runPlan(plan(), inProcessExecutor(), { results, budget: undefined }, silent);
    },
    verify: (depth = { kind: "sample", draws: 2 }) =>
      verifyPlan(plan(), inProcessExecutor(), { results, depth }, silent),
  };
}

/** A project whose records were just computed. */
export async function computedProject(base: string): Promise<Project> {
  mkdirSync(base);
  writeFileSync(join(base, "train.csv"), `${rows.join("\n")}\n`);
  writeFileSync(join(base, "test.csv"), `${rows.toReversed().slice(0, 8).join("\n")}\n`);
  writeFileSync(join(base, "tiny.yaml"), configText("[0.1, 1, 10, 100]"));
  const project = projectIn(base);
  await project.run();
  return project;
}

/** A copy of a project beside it. */
export function copyOf(project: Project, name: string): Project {
  const base = join(project.base, "..", name);
  cpSync(project.base, base, { recursive: true });
  return projectIn(base);
}

/** Changes a file by hand. */
export function edit(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  assert.notEqual(changed, text, "the edit changed nothing");
  writeFileSync(path, changed);
}

/** What the tests change in a record. */
export interface Sealed {
  key: string;
  task: Record<string, Json>;
  result: {
    testLabels: number[];
    selections: {
      validation: { numerators: number[]; best: number };
      chosen: number;
      ties: { count: number; recorded: { candidate: number; testCorrect: number }[] };
      test: { correct: number; predictions: number[] };
      fit: { supportVectors: number };
    }[];
  };
}

/** Changes a record and seals it again, as a program would that computes something else. */
export function rewrite(
  { results }: Project,
  path: string,
  change: (record: Sealed) => void,
): void {
  const record = readRecordFile(path);
  change(record as unknown as Sealed);
  writeRecord(results, record);
}

/** The kinds of a verdict's findings, each once. */
export function kinds(verdict: Verdict | undefined): string[] {
  return [...new Set(verdict?.findings.map(({ kind }) => kind))];
}

/** The places of a verdict's findings. */
export function places(verdict: Verdict | undefined): string[] {
  return verdict!.findings.map(({ where }) => where);
}
