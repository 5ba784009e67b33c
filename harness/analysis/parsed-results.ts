import type { z } from "zod";
import { HarnessError } from "../errors.ts";
import { experiments } from "../experiments/registry.ts";
import type { HarnessRecord } from "../store/record.ts";

export type DoneRecord = HarnessRecord & { readonly status: "done" };

/** A done record with its result. */
export interface ParsedResult<Result> {
  readonly record: DoneRecord;
  readonly result: Result;
}

/** The records of those experiments whose result has this schema. */
export function recordsWith(
  schema: z.ZodType,
  records: readonly HarnessRecord[],
): readonly HarnessRecord[] {
  const names = experiments.filter(({ result }) => result === schema).map(({ name }) => name);
  return records.filter(({ experiment }) => names.some((name) => name === experiment));
}

/**
 * The results of the records that are done.
 * @throws HarnessError `data` where a result has another form than its experiment's
 */
export function parsedResults<Result>(
  records: readonly HarnessRecord[],
  schema: z.ZodType<Result>,
): ParsedResult<Result>[] {
  return records.flatMap((record) => {
    if (record.status !== "done") return [];
    const parsed = schema.safeParse(record.result);
    if (parsed.success) return [{ record, result: parsed.data }];
    const issue = parsed.error.issues[0]!;
    throw new HarnessError(
      "data",
      `the record of ${record.method} on ${record.dataset} is no ${record.experiment} result: ${issue.path.join(".")}: ${issue.message}`,
      "compute it again with --force, or restore it from version control",
    );
  });
}
