import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const peers = join(import.meta.dirname, "peers");

/** Folder of the peers' Python environments, each named after its requirements file. */
export const environments = process.env.BENCH_ENVIRONMENTS ?? join(import.meta.dirname, ".venv");

/** The Python that has what a peer requires, or `undefined` with a message. */
export function pythonOf(environment: string): string | undefined {
  const python = join(environments, environment, "bin", "python");
  if (existsSync(python)) return python;
  console.error(`${environment} is skipped: no Python environment; npm run bench:peers makes it`);
  return undefined;
}

export interface PeerResult {
  /** Processor seconds of every repeat. */
  readonly seconds: readonly number[];
  readonly diagonal: readonly number[];
  /** The Gram's entry of the first and the last series. */
  readonly corner: number;
}

/** Runs a peer on one case, given to it as JSON on standard input. */
export function runPeer(
  python: string,
  script: string,
  form: readonly string[],
  input: object,
): PeerResult {
  const output = execFileSync(python, ["-W", "ignore", join(peers, script), ...form], {
    encoding: "utf8",
    input: JSON.stringify(input),
    stdio: ["pipe", "pipe", "ignore"],
  });
  return JSON.parse(output) as PeerResult;
}
