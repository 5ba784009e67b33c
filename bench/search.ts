/**
 * The cross-validated search of C-SVMs on Grams against the same loop on scikit-learn, on one core each
 * and in turn, and what exact pruning saves:
 *
 *     npx tsx bench/search.ts [python]
 *
 * `python` must have bench/peers/search_sklearn.requirements.txt installed; the peer is skipped otherwise.
 * Times are processor seconds (medians), so that other work on the machine counts little.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rntk } from "../harness/kernels/rntk.ts";
import { makeFolds } from "../harness/learners/folds.ts";
import { countCorrect, type SearchTask } from "../harness/learners/search.ts";
import type { GramPrecision } from "../harness/learners/settings.ts";
import type { Matrix } from "../harness/math/matrix.ts";
import { randomSource } from "../harness/math/random.ts";
import { type Sequences, sequencesFrom } from "../harness/math/sequences.ts";

const C = [0.01, 0.1, 1, 10, 100];
const folds = 10;
const length = 100;

interface Case {
  readonly name: string;
  readonly n: number;
  readonly classes: number;
  readonly repeats: number;
  readonly gram: Matrix;
  readonly labels: Int32Array;
  readonly assignment: Int32Array;
}

interface PeerLine {
  readonly name: string;
  readonly seconds: number[];
  readonly counts: number[];
}

/** Series of unit norm: a smooth profile for each class, and noise. */
function seriesOf(labels: Int32Array): Sequences {
  const random = randomSource("bench search series");
  return sequencesFrom(
    Array.from(labels, (label) => {
      const values = Array.from({ length }, (_, t) => {
        const x = t / length;
        const bump = (centre: number) => Math.max(0, 1 - 12 * Math.abs(x - centre));
        const profile = bump(((label * 7) % 40) / 40) - bump(((label * 11 + 20) % 40) / 40);
        return 3 * profile + random.normal();
      });
      const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      return values.map((value) => [value / norm]);
    }),
  );
}

const settingOf = (sigmaW: number, sigmaB: number) =>
  rntk.setting.parse({ sigmaW, sigmaB }) as Parameters<typeof rntk.grams>[1][number];

const copyOf = (gram: Matrix): Matrix => ({ ...gram, values: gram.values.slice() });

function makeCase(n: number, classes: number): Case {
  const labels = Int32Array.from({ length: n }, (_, i) => i % classes);
  const [gram] = rntk.grams(seriesOf(labels), [settingOf(Math.SQRT2, 0.1)]);
  const { assignment } = makeFolds({ labels, folds, seed: "bench", stratification: "none" });
  const name = `${n}-${classes}`;
  return { name, n, classes, repeats: n < 900 ? 5 : 3, gram: copyOf(gram!), labels, assignment };
}

function taskOf(
  { labels, assignment }: Pick<Case, "labels" | "assignment">,
  gramPrecision: GramPrecision,
  pruning: SearchTask["pruning"],
): SearchTask {
  const svc = { tolerance: 1e-3, gramPrecision };
  return { labels, assignments: [assignment], folds, C, svc, pruning };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Median processor seconds of a computation, and its value. */
function timed<T>(repeats: number, compute: () => T): { seconds: number; value: T } {
  let value = compute(); // warms the compiler up
  const seconds = Array.from({ length: repeats }, () => {
    const start = process.cpuUsage();
    value = compute();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  return { seconds: median(seconds), value };
}

/** What scikit-learn takes and counts, by the name of the case; undefined where it is not installed. */
function runPeer(python: string, cases: readonly Case[]): Map<string, PeerLine> | undefined {
  const imports = spawnSync(python, ["-c", "import numpy, sklearn"]);
  if (imports.status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "rntk-bench-"));
  try {
    const entries = cases.map(({ name, n, repeats }) => ({ name, n, repeats, C }));
    writeFileSync(join(folder, "cases.json"), JSON.stringify(entries));
    for (const { name, gram, labels, assignment } of cases) {
      writeFileSync(join(folder, `${name}.gram`), gram.values);
      writeFileSync(join(folder, `${name}.labels`), labels);
      writeFileSync(join(folder, `${name}.folds`), assignment);
    }
    const script = join(import.meta.dirname, "peers/search_sklearn.py");
    const output = execFileSync(python, ["-W", "ignore", script, folder], { encoding: "utf8" });
    const lines = output.trim().split("\n");
    return new Map(lines.map((line) => JSON.parse(line)).map((line) => [line.name, line]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many (fold, C) have different counts; ours are (C, folds), the peer's (folds, C). */
function differences(ours: Int32Array, peer: readonly number[]): number {
  return peer.filter((count, at) => {
    const c = at % C.length;
    return ours[c * folds + (at - c) / C.length] !== count;
  }).length;
}

const milliseconds = (seconds: number): string => (1000 * seconds).toFixed(1);

const python = process.argv[2] ?? "python3";
const cases = [100, 300, 900].flatMap((n) => [2, 5, 40].map((classes) => makeCase(n, classes)));
const peer = runPeer(python, cases);
if (peer === undefined) {
  console.log(`scikit-learn is skipped: ${python} cannot import numpy and sklearn.`);
}
console.log(
  "n classes | ms: float32 float64 scikit-learn | ratio | (fold, C) of 50 that differ from it: float32 float64",
);
for (const one of cases) {
  const gram = [one.gram];
  const single = timed(9, () => countCorrect(gram, taskOf(one, "float32", "none")));
  const double = timed(9, () => countCorrect(gram, taskOf(one, "float64", "none")));
  const line = peer?.get(one.name);
  const theirs = line && median(line.seconds);
  console.log(
    [
      `${one.n} ${one.classes}`,
      `${milliseconds(single.seconds)} ${milliseconds(double.seconds)} ${theirs === undefined ? "-" : milliseconds(theirs)}`,
      theirs === undefined ? "-" : (theirs / single.seconds).toFixed(1),
      line
        ? `${differences(single.value, line.counts)} ${differences(double.value, line.counts)}`
        : "-",
    ].join(" | "),
  );
}

const sigmas = [1.34, 1.37, 1.4, Math.SQRT2, 1.44, 1.47];
const settings = sigmas.flatMap((w) => [0, 0.05, 0.1, 0.3, 0.5, 1].map((b) => settingOf(w, b)));
console.log(`\n${settings.length} settings, exact pruning | ms: without with | fits left out`);
for (const one of cases.filter(({ n }) => n === 300)) {
  const grams = Array.from(rntk.grams(seriesOf(one.labels), settings), copyOf);
  const whole = timed(1, () => countCorrect(grams, taskOf(one, "float32", "none")));
  const pruned = timed(1, () => countCorrect(grams, taskOf(one, "float32", "exact")));
  const left = pruned.value.filter((count) => count === -1).length / pruned.value.length;
  console.log(
    `${one.n} ${one.classes} | ${milliseconds(whole.seconds)} ${milliseconds(pruned.seconds)} | ${(100 * left).toFixed(0)} %`,
  );
}
