import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../plan/plan.ts";
import { recordPath } from "../store/records.ts";
import { type Verdict, verdictOf } from "./finding.ts";

/** Records in a config's folder of which the config knows nothing. */
export function strayRecords(plan: Plan, results: string): Verdict[] {
  if (!existsSync(results)) return [];
  const known = new Set(
    plan.tasks.map(({ task }) => recordPath(results, task.dataset, task.method)),
  );
  const folders = readdirSync(results, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return folders
    .map(({ name }) => name)
    .sort()
    .flatMap((dataset) =>
      readdirSync(join(results, dataset))
        .filter((name) => name.endsWith(".json") && !name.endsWith(".run.json"))
        .filter((name) => !known.has(join(results, dataset, name)))
        .sort()
        .map((name) => {
          const method = name.replace(/\.json$/, "");
          const where = join(results, dataset, name);
          const finding = { kind: "stray", where, committed: "a record", recomputed: "nothing" };
          return verdictOf({ dataset, method }, "", [{ ...finding, kind: "stray" }]);
        }),
    );
}
