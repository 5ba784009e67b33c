import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

export const root = resolve(import.meta.dirname, "..");

const { datasets } = parse(readFileSync(join(root, "configs", "ucr-small.yaml"), "utf8")) as {
  readonly datasets: readonly string[];
};

/** How to start the program. */
export const program = ["--import", "tsx", join(root, "harness", "index.ts")];

/** The full grids of configs/paper-table.yaml on the ten sets of configs/ucr-small.yaml. */
export const tenSets = [
  join(root, "configs", "paper-table.yaml"),
  ...datasets.flatMap((name) => ["--only", `dataset=${name}`]),
];

/** Tasks of that run. */
export const tenSetsTasks = 4 * datasets.length;
