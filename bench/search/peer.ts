import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "./cases.ts";

/** What scikit-learn took for a case, and counted for every (fold, C), C fastest. */
export interface PeerResult {
  readonly seconds: readonly number[];
  readonly counts: readonly number[];
}

/** Runs the loop on scikit-learn case by case, C being the ridge of a ridge regression; undefined where Python or scikit-learn is missing. */
export function runPeer(
  python: string,
  cases: readonly Case[],
  C: readonly number[],
  machine: "svc" | "ridge",
): readonly PeerResult[] | undefined {
  if (spawnSync(python, ["-c", "import numpy, sklearn"]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "rntk-bench-"));
  try {
    const entries = cases.map(({ n, repeats }, at) => ({ name: `${at}`, n, repeats, C }));
    writeFileSync(join(folder, "cases.json"), JSON.stringify(entries));
    for (const [at, { gram, labels, assignment }] of cases.entries()) {
      writeFileSync(join(folder, `${at}.gram`), gram.values);
      writeFileSync(join(folder, `${at}.labels`), labels);
      writeFileSync(join(folder, `${at}.folds`), assignment);
    }
    const script = join(import.meta.dirname, "../peers/search_sklearn.py");
    const output = execFileSync(python, ["-W", "ignore", script, folder, machine], {
      encoding: "utf8",
    });
    return output
      .trim()
      .split("\n")
      .map((line): PeerResult => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
