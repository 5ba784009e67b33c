import type { Plan } from "../plan/plan.ts";
import { recordFiles, recordPath } from "../store/records.ts";
import { type Verdict, verdictOf } from "./finding.ts";

/** Records in a config's folder of which the config knows nothing. */
export function strayRecords(plan: Plan, results: string): Verdict[] {
  const known = new Set(
    plan.tasks.map(({ task }) => recordPath(results, task.dataset, task.method)),
  );
  return recordFiles(results)
    .filter(({ path }) => !known.has(path))
    .map((file) =>
      verdictOf(file, "", [
        { kind: "stray", where: file.path, committed: "a record", recomputed: "nothing" },
      ]),
    );
}
