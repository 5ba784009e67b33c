/**
 * Two workers against one, and the memory of both, by the program itself on the ten sets of
 * configs/ucr-small.yaml with configs/paper-table.yaml, its full grids and five fold seeds:
 *
 *     npx tsx bench/scaling.ts <folder of the archive>
 *
 * Seconds are those of the clock, so nothing else should run on the machine; medians of three runs
 * each, in turn. Needs two cores.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isRecordFile } from "../harness/store/records.ts";
import { program, root, tenSets } from "./ten-sets.ts";
import { median, printTable, short } from "./timing.ts";

/** A run of all tasks. */
export interface ScalingRow {
  readonly workers: number;
  /** From the start of the program to its end. */
  readonly seconds: number;
  /** Seconds of the units, added over the workers. */
  readonly unitSeconds: number;
  readonly peakMegabytes: number;
  /** 250 MB, and three of the largest Grams a worker. */
  readonly allowedMegabytes: number;
}

function jsonFiles(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

interface RunFile {
  readonly seconds: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
}

function runWith(workers: number, folder: string, archive: string): ScalingRow {
  const results = join(folder, `results-${workers}`);
  rmSync(results, { recursive: true, force: true });
  const flags = ["--archive", archive, "--jobs", `${workers}`, "--results", results];
  const reports = ["--reports", join(folder, "reports")];
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [...program, "run", ...tenSets, ...flags, ...reports],
    { cwd: root, encoding: "utf8" },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(stderr);
  const runs = jsonFiles(results, ".run.json").map(
    (file) => JSON.parse(readFileSync(file, "utf8")) as RunFile,
  );
  const sizes = jsonFiles(results, "rntk.json").map(
    (file) => JSON.parse(readFileSync(file, "utf8")).result.data.trainSize as number,
  );
  const gram = (8 * Math.max(...sizes) ** 2) / 1e6;
  return {
    workers,
    seconds,
    unitSeconds: runs
      .flatMap((run) => Object.values(run.seconds))
      .reduce((sum, value) => sum + value, 0),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)),
    allowedMegabytes: 250 + 4 * gram * workers,
  };
}

/** @throws Error where the records differ */
function requireSameRecords(folder: string): void {
  const bytes = (workers: number) =>
    jsonFiles(join(folder, `results-${workers}`), ".json")
      .filter(isRecordFile)
      .map((file) => readFileSync(file, "utf8"));
  if (JSON.stringify(bytes(1)) !== JSON.stringify(bytes(2))) throw new Error("records differ");
}

/** The row in the middle of the runs, by their seconds, with the largest peak of all. */
function middle(rows: readonly ScalingRow[]): ScalingRow {
  const seconds = median(rows.map((row) => row.seconds));
  const row = rows.find((one) => one.seconds === seconds)!;
  return { ...row, peakMegabytes: Math.max(...rows.map((one) => one.peakMegabytes)) };
}

/** One worker, then two, three times. */
export function scalingRows(archive: string): ScalingRow[] {
  const folder = mkdtempSync(join(tmpdir(), "bench-scaling-"));
  try {
    const rows = Array.from({ length: 3 }, () =>
      [1, 2].map((workers) => runWith(workers, folder, resolve(archive))),
    );
    requireSameRecords(folder);
    return [0, 1].map((place) => middle(rows.map((pair) => pair[place]!)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function printScaling(rows: readonly ScalingRow[]): void {
  console.log("\nten sets with full grids: workers, seconds, megabytes");
  printTable(
    ["workers", "seconds", "times one", "seconds of units", "peak MB", "allowed MB"],
    rows.map((row) => [
      `${row.workers}`,
      short(row.seconds),
      (rows[0]!.seconds / row.seconds).toFixed(2),
      short(row.unitSeconds),
      `${row.peakMegabytes}`,
      `${Math.floor(row.allowedMegabytes)}`,
    ]),
  );
}

if (import.meta.filename === process.argv[1]) {
  const [archive] = process.argv.slice(2);
  if (archive === undefined)
    throw new Error("usage: npx tsx bench/scaling.ts <folder of the archive>");
  printScaling(scalingRows(archive));
}
