import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { shortText } from "../differences.ts";
import type { Finding } from "./finding.ts";

/** Files of a report; times differ from run to run and are no part of it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !["time.html", "time.md"].includes(path))
    .sort();
}

function finding(where: string, committed: string, recomputed: string): Finding {
  return { kind: "report", where, committed, recomputed };
}

/** The first line in which two texts differ; of files that are no text, their sizes. */
function firstDifference(path: string, committed: Buffer, derived: Buffer): Finding {
  if (/\.(png|ttf|woff2?)$/.test(path)) {
    return finding(path, `${committed.length} bytes`, `${derived.length} bytes, other content`);
  }
  const [a, b] = [committed, derived].map((bytes) => bytes.toString("utf8").split("\n")) as [
    string[],
    string[],
  ];
  const line = a.findIndex((text, i) => text !== b[i]);
  const at = line < 0 ? a.length : line;
  return finding(`${path}:${at + 1}`, shortText(a[at]), shortText(b[at]));
}

/**
 * Compares a report with the one that the records give, file by file and byte by byte.
 *
 * @param committed folder of the report
 * @param derived folder of the one that was derived anew
 */
export function compareReports(
  committed: string,
  derived: string,
): { readonly files: number; readonly findings: readonly Finding[] } {
  const ours = filesBelow(committed);
  const theirs = filesBelow(derived);
  const findings = [...new Set([...ours, ...theirs])].sort().flatMap((path): Finding[] => {
    if (!theirs.includes(path)) return [finding(path, "a file", "nothing")];
    if (!ours.includes(path)) return [finding(path, "nothing", "a file")];
    const [a, b] = [readFileSync(join(committed, path)), readFileSync(join(derived, path))];
    return a.equals(b) ? [] : [firstDifference(path, a, b)];
  });
  return { files: theirs.length, findings };
}
