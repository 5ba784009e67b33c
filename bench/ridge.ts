/**
 * The search of kernel ridge regression (5 ridges on one Gram, 10 folds or leave-one-out) beside that of
 * our C-SVM (5 C), with one fold seed and with five, and beside the same loop on scikit-learn's KernelRidge;
 * and the eigenvalues of a Gram by the fast reduction and by the plain one:
 *
 *     npx tsx bench/ridge.ts [--python python3] [--json <file>]
 *
 * One core each. Runs of what is compared take turns; times are processor seconds. Leave-one-out is another
 * search than that with 10 folds, and so stands beside the SVM's own leave-one-out too: three runs of that,
 * one with 900 cases.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { makeFolds } from "../harness/learners/folds.ts";
import { countRidge, type RidgeSearchOptions } from "../harness/learners/ridge-search.ts";
import { countCorrect } from "../harness/learners/search.ts";
import { extremeEigenvalues } from "../harness/math/extreme-eigenvalues.ts";
import type { Matrix } from "../harness/math/matrix.ts";
import { plainTridiagonalise } from "../harness/math/testing/plain-tridiagonalise.ts";
import { tridiagonalise } from "../harness/math/tridiagonal.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { type Case, folds, syntheticCases } from "./search/cases.ts";
import { type PeerResult, runPeer } from "./search/peer.ts";
import { median, printTable, processorSeconds, short } from "./timing.ts";

/** Values of C, and of the ridge. */
const values = [0.01, 0.1, 1, 10, 100];

/** Smallest, middle and largest of some ratios. */
type Span = readonly [least: number, median: number, most: number];

export interface RidgeRow {
  readonly cases: number;
  readonly classes: number;
  readonly seeds: number;
  /** Median seconds of the searches on one Gram. */
  readonly svm: number;
  readonly folds: number;
  readonly leaveOneOut: number;
  /** Seconds of a search over those of the SVM's that ran beside it. */
  readonly foldsToSvm: Span;
  readonly leaveOneOutToSvm: Span;
  /** Median seconds of the SVM's search with as many folds as cases, timed with one fold seed. */
  readonly svmLeaveOneOut: number | undefined;
  /** scikit-learn's loop over folds and ridges, with one fold seed, and in how many of its 50 counts ours differ. */
  readonly peer: number | undefined;
  readonly differences: number | undefined;
}

export interface EigenvalueRow {
  readonly cases: number;
  /** Seconds of the reduction, row by row in TypeScript and as the program does it. */
  readonly plain: number;
  readonly fast: number;
  /** Seconds of the smallest and the largest eigenvalue, the fast reduction included. */
  readonly eigenvalues: number;
}

function span(ratios: readonly number[]): Span {
  return [Math.min(...ratios), median(ratios), Math.max(...ratios)];
}

/** In how many (fold, ridge) the counts differ: ours are (ridges, folds), the peer's (folds, ridges). */
function differences(ours: Int32Array, { counts }: PeerResult): number {
  return counts.filter((count, at) => {
    const r = at % values.length;
    return ours[r * folds + (at - r) / values.length] !== count;
  }).length;
}

function rowOf(
  { n, classes, gram, labels, assignment }: Case,
  seeds: number,
  peer: PeerResult | undefined,
): RidgeRow {
  const others = Array.from({ length: seeds - 1 }, (_, s) =>
    makeFolds({ labels, folds, seed: `bench ${s}`, stratification: "none" }),
  );
  const assignments = [assignment, ...others.map((of) => of.assignment)];
  const svc = { tolerance: 1e-3, gramPrecision: "float64" } as const;
  const ridge = (validation: RidgeSearchOptions["validation"]) =>
    countRidge([gram], { labels, assignments, folds, ridges: values, validation });
  const svm = (assignments: readonly Int32Array[], folds: number) =>
    countCorrect([gram], { labels, assignments, folds, C: values, svc, pruning: "none" });
  const searches = [
    () => svm(assignments, folds),
    () => ridge("folds"),
    () => ridge("leave-one-out"),
  ];
  const runs = Array.from({ length: n < 900 ? 16 : 8 }, () => searches.map(processorSeconds));
  runs.shift(); // the first one warms the compiler up
  const secondsOf = (search: number) => runs.map((run) => run[search]!);
  const alone = Array.from({ length: seeds > 1 ? 0 : n < 900 ? 3 : 1 }, () =>
    processorSeconds(() => svm([Int32Array.from({ length: n }, (_, i) => i)], n)),
  );
  const toSvm = (search: number) => span(runs.map((run) => run[search]! / run[0]!));
  return {
    ...{ cases: n, classes, seeds },
    svm: median(secondsOf(0)),
    folds: median(secondsOf(1)),
    leaveOneOut: median(secondsOf(2)),
    foldsToSvm: toSvm(1),
    leaveOneOutToSvm: toSvm(2),
    svmLeaveOneOut: alone.length > 0 ? median(alone) : undefined,
    peer: seeds === 1 ? peer && median(peer.seconds) : undefined,
    differences: seeds === 1 ? peer && differences(ridge("folds"), peer) : undefined,
  };
}

/** The searches on made-up series, with one fold seed and with five. */
export function ridgeRows(sizes: readonly number[], python: string): RidgeRow[] {
  const cases = syntheticCases().filter(({ n }) => sizes.includes(n));
  const peer = runPeer(python, cases, values, "ridge");
  if (peer === undefined) console.error(`scikit-learn is skipped: ${python} cannot import it`);
  return cases.flatMap((one, at) => [1, 5].map((seeds) => rowOf(one, seeds, peer?.[at])));
}

/** exp(-|i - j| / 20), as a time series of one point a step has it. */
function smoothGram(n: number): Matrix {
  const values = Float64Array.from({ length: n * n }, (_, at) =>
    Math.exp(-Math.abs(Math.floor(at / n) - (at % n)) / 20),
  );
  return { rows: n, columns: n, values };
}

/** The plain reduction against the fast one, which gives the same bits. */
export function eigenvalueRows(sizes: readonly number[]): EigenvalueRow[] {
  return sizes.map((n): EigenvalueRow => {
    const gram = smoothGram(n);
    const copy = () => ({ ...gram, values: gram.values.slice() });
    const none = new Float64Array();
    const repeats = n < 900 ? 7 : 3;
    const timed = (compute: (values: Matrix) => unknown) =>
      median(
        Array.from({ length: repeats }, () => {
          const own = copy();
          return processorSeconds(() => compute(own));
        }),
      );
    return {
      cases: n,
      plain: timed((own) => plainTridiagonalise(own.values, n, none)),
      fast: timed((own) => tridiagonalise(own.values, n, none)),
      eigenvalues: timed(extremeEigenvalues),
    };
  });
}

const milliseconds = (seconds: number | undefined): string =>
  seconds === undefined ? "-" : (1000 * seconds).toFixed(1);

export function printRidge(rows: readonly RidgeRow[]): void {
  console.log("\nridge search of a Gram, ms; ratios to our SVM search: least, median, most");
  const ratios = (of: Span) => of.map((ratio) => ratio.toFixed(2)).join(" ");
  printTable(
    [
      ...["cases", "classes", "seeds", "SVM", "folds", "ratio", "leave-one-out", "ratio"],
      ...["SVM leave-one-out", "ratio", "scikit-learn", "counts that differ"],
    ],
    rows.map((row) => [
      ...[row.cases, row.classes, row.seeds].map(String),
      milliseconds(row.svm),
      milliseconds(row.folds),
      ratios(row.foldsToSvm),
      milliseconds(row.leaveOneOut),
      ratios(row.leaveOneOutToSvm),
      milliseconds(row.svmLeaveOneOut),
      row.svmLeaveOneOut === undefined ? "-" : (row.leaveOneOut / row.svmLeaveOneOut).toFixed(2),
      milliseconds(row.peer),
      row.differences === undefined ? "-" : `${row.differences}`,
    ]),
  );
}

export function printEigenvalues(rows: readonly EigenvalueRow[]): void {
  console.log("\nreduction of a Gram to tridiagonal form and its extreme eigenvalues, ms");
  printTable(
    ["cases", "plain reduction", "fast reduction", "times", "eigenvalues"],
    rows.map(({ cases, plain, fast, eigenvalues }) => [
      `${cases}`,
      milliseconds(plain),
      milliseconds(fast),
      short(plain / fast),
      milliseconds(eigenvalues),
    ]),
  );
}

if (import.meta.filename === process.argv[1]) {
  prepareThread();
  const { values: flags } = parseArgs({
    options: { python: { type: "string", default: "python3" }, json: { type: "string" } },
  });
  const ridge = ridgeRows([100, 300, 900], flags.python);
  printRidge(ridge);
  const eigenvalues = eigenvalueRows([300, 900, 2000]);
  printEigenvalues(eigenvalues);
  if (flags.json !== undefined)
    writeFileSync(flags.json, `${JSON.stringify({ ridge, eigenvalues }, null, 2)}\n`);
}
