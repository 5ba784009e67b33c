import { existsSync, readFileSync } from "node:fs";
import { contentKey, type Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import { notFinitePath } from "../not-finite.ts";
import type { PlannedTask } from "../plan/plan.ts";
import { type HarnessRecord, recordSchema } from "../store/record.ts";
import { readRecordFile, recordText } from "../store/records.ts";
import { compareValues } from "./compare-values.ts";
import type { Finding, FindingKind } from "./finding.ts";

/** What a record's file shows without computing anything. */
export interface Inspection {
  /** The record, where the file holds one in form. */
  readonly record: HarnessRecord | undefined;
  readonly findings: readonly Finding[];
}

function only(kind: FindingKind, where: string, committed: string, recomputed: string): Inspection {
  return { record: undefined, findings: [{ kind, where, committed, recomputed }] };
}

/** The record in a file whose digest may be wrong; `undefined` where it is not even in form. */
function lenientRecord(text: string): HarnessRecord | undefined {
  const { digest: _, ...content } = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  if (notFinitePath(content) !== undefined) return undefined;
  const parsed = recordSchema.safeParse(content);
  return parsed.success ? parsed.data : undefined;
}

/** Whether a file is, byte for byte, what the program wrote. */
function sealFindings(text: string, record: HarnessRecord): Finding[] {
  if (text === recordText(record)) return [];
  const { digest } = JSON.parse(text) as { readonly digest?: unknown };
  const content = contentKey(record as unknown as Json);
  const found =
    digest === content
      ? { where: "bytes of the file", committed: "other layout", recomputed: "canonical JSON" }
      : { where: "digest", committed: String(digest), recomputed: content };
  return [{ kind: "changed", ...found }];
}

/** What a difference in a task's definition is due to, by the definition's key. */
function causeOf(where: string): FindingKind {
  if (/\bchecksums?\b/.test(where)) return "data";
  return where === "task.numerics" ? "version" : "config";
}

function definitionFindings(record: HarnessRecord, { task, key }: PlannedTask): Finding[] {
  if (task.state.kind !== "ready") return [];
  const asWritten = contentKey(record.task as { readonly [key: string]: Json }) === record.key;
  const findings = compareValues(record.task, task.state.definition, "task").map((difference) => ({
    kind: asWritten ? causeOf(difference.where) : ("changed" as const),
    ...difference,
  }));
  if (findings.length > 0 || record.key === key) return findings;
  return [{ kind: "changed", where: "key", committed: record.key, recomputed: key }];
}

function headerFindings(
  record: HarnessRecord,
  planned: PlannedTask,
  config: string,
  experiment: string,
): Finding[] {
  const { dataset, method } = planned.task;
  const { dataset: ofDataset, method: ofMethod, config: ofConfig, experiment: of } = record;
  return compareValues(
    { config: ofConfig, experiment: of, dataset: ofDataset, method: ofMethod },
    { config, experiment, dataset, method },
  ).map((difference) => ({ kind: "changed" as const, ...difference }));
}

/**
 * Reads the file of a task's record and says whether it is in form, as it was written, and derived
 * from this config, these data and this version.
 */
export function inspectRecord(
  path: string,
  planned: PlannedTask,
  config: string,
  experiment: string,
): Inspection {
  if (!existsSync(path)) return only("missing", path, "nothing", "a record");
  const text = readFileSync(path, "utf8");
  let record: HarnessRecord | undefined;
  try {
    record = readRecordFile(path);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    try {
      record = lenientRecord(text);
    } catch {
      record = undefined;
    }
    if (record === undefined) return only("malformed", path, error.message, "a record");
  }
  const findings = [
    ...sealFindings(text, record),
    ...headerFindings(record, planned, config, experiment),
    ...definitionFindings(record, planned),
  ];
  if (record.status !== "failed") return { record, findings };
  const { phase, reason } = record;
  const failure = {
    kind: "failed" as const,
    where: phase,
    committed: reason,
    recomputed: "a result",
  };
  return { record, findings: [...findings, failure] };
}
