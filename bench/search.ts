/**
 * The cross-validated search of C-SVMs (10 folds × 5 C on one Gram) against the same loop on
 * scikit-learn, one core each and in turn, and what exact pruning saves:
 *
 *     npx tsx bench/search.ts [--python python3] [--archive <folder>] [--json <file>]
 *
 * With `--archive` the counts are compared on Grams of the archive's sets, too. Python must have
 * bench/peers/search_sklearn.requirements.txt installed; scikit-learn is skipped otherwise.
 * Times are medians of processor seconds, so that other work on the machine counts little.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { rntk } from "../harness/kernels/rntk.ts";
import { countCorrect, type SearchOptions } from "../harness/learners/search.ts";
import type { GramPrecision } from "../harness/learners/settings.ts";
import { prepareThread } from "../harness/run/v8.ts";
import {
  archiveCases,
  assignmentOf,
  bumpSeries,
  type Case,
  folds,
  gramsOf,
  roundLabels,
  syntheticCases,
} from "./search/cases.ts";
import { type PeerResult, runPeer } from "./search/peer.ts";
import { median } from "./timing.ts";

const C = [0.01, 0.1, 1, 10, 100];

/** Seconds of the search on one Gram, and in how many of the 50 (fold, C) the counts differ from the peer's. */
export interface SearchRow {
  readonly name: string;
  readonly cases: number;
  readonly classes: number;
  readonly float32: number;
  readonly float64: number;
  readonly peer: number | undefined;
  readonly differences: { readonly float32: number; readonly float64: number } | undefined;
}

/** Seconds of a grid's search without and with exact pruning, and the share of fits that it leaves out. */
export interface PruningRow {
  readonly name: string;
  readonly settings: number;
  readonly whole: number;
  readonly pruned: number;
  readonly leftOut: number;
}

/** Median processor seconds of a computation, and its value. */
function timed<T>(repeats: number, compute: () => T): { seconds: number; value: T } {
  let value = compute(); // the first run warms the compiler up
  const seconds = Array.from({ length: repeats }, () => {
    const start = process.cpuUsage();
    value = compute();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  return { seconds: median(seconds), value };
}

function taskOf(
  labels: Int32Array,
  assignment: Int32Array,
  gramPrecision: GramPrecision,
  pruning: SearchOptions["pruning"],
): SearchOptions {
  const svc = { tolerance: 1e-3, gramPrecision };
  return { labels, assignments: [assignment], folds, C, svc, pruning };
}

/** In how many (fold, C) the counts differ: ours are (C, folds), the peer's (folds, C). */
function differences(ours: Int32Array, peer: PeerResult): number {
  return peer.counts.filter((count, at) => {
    const c = at % C.length;
    return ours[c * folds + (at - c) / C.length] !== count;
  }).length;
}

function rowOf(one: Case, peer: PeerResult | undefined): SearchRow {
  const run = (precision: GramPrecision) =>
    timed(one.repeats, () =>
      countCorrect([one.gram], taskOf(one.labels, one.assignment, precision, "none")),
    );
  const float32 = run("float32");
  const float64 = run("float64");
  return {
    name: one.name,
    cases: one.n,
    classes: one.classes,
    float32: float32.seconds,
    float64: float64.seconds,
    peer: peer && median(peer.seconds),
    differences: peer && {
      float32: differences(float32.value, peer),
      float64: differences(float64.value, peer),
    },
  };
}

/** Our search and scikit-learn's on every case. */
export function searchRows(cases: readonly Case[], python: string): SearchRow[] {
  const peer = runPeer(python, cases, C, "svc");
  if (peer === undefined) console.error(`scikit-learn is skipped: ${python} cannot import it`);
  return cases.map((one, at) => rowOf(one, peer?.[at]));
}

/** The search over 36 RNTK settings with and without pruning. */
export function pruningRows(): PruningRow[] {
  const settings = [1.34, 1.37, 1.4, Math.SQRT2, 1.44, 1.47].flatMap((sigmaW) =>
    [0, 0.05, 0.1, 0.3, 0.5, 1].map((sigmaB) => ({ sigmaW, sigmaB })),
  );
  return [2, 5, 40].map((classes): PruningRow => {
    const labels = roundLabels(300, classes);
    const assignment = assignmentOf(labels);
    const grams = gramsOf(rntk, bumpSeries(labels), settings);
    const run = (pruning: SearchOptions["pruning"]) =>
      timed(3, () => countCorrect(grams, taskOf(labels, assignment, "float32", pruning)));
    const pruned = run("exact");
    return {
      name: `300 cases, ${classes} classes`,
      settings: settings.length,
      whole: run("none").seconds,
      pruned: pruned.seconds,
      leftOut: pruned.value.filter((count) => count === -1).length / pruned.value.length,
    };
  });
}

const milliseconds = (seconds: number | undefined): string =>
  seconds === undefined ? "-" : (1000 * seconds).toFixed(1);

export function printSearch(rows: readonly SearchRow[]): void {
  console.log("Gram | ms: float32, float64, scikit-learn | ratio | counts that differ, of 50");
  for (const { name, float32, float64, peer, differences: differing } of rows) {
    const times = [float32, float64, peer].map(milliseconds).join(", ");
    const ratio = peer === undefined ? "-" : (peer / float32).toFixed(1);
    const counts = differing ? `${differing.float32}, ${differing.float64}` : "-";
    console.log([name, times, ratio, counts].join(" | "));
  }
}

export function printPruning(rows: readonly PruningRow[]): void {
  console.log("\nexact pruning of a grid | ms: without, with | fits left out");
  for (const { name, settings, whole, pruned, leftOut } of rows) {
    const times = `${milliseconds(whole)}, ${milliseconds(pruned)}`;
    console.log(`${name}, ${settings} settings | ${times} | ${(100 * leftOut).toFixed(0)} %`);
  }
}

if (import.meta.filename === process.argv[1]) {
  prepareThread();
  const { values } = parseArgs({
    options: {
      python: { type: "string", default: "python3" },
      archive: { type: "string" },
      json: { type: "string" },
    },
  });
  const { python, archive, json } = values;
  const cases = [...syntheticCases(), ...(archive === undefined ? [] : archiveCases(archive))];
  const search = searchRows(cases, python);
  printSearch(search);
  const pruning = pruningRows();
  printPruning(pruning);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ search, pruning }, null, 2)}\n`);
}
