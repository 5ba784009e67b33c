import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJsonFile, contentKey, type Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import { notFinitePath } from "../not-finite.ts";
import { writeAtomically } from "../write-atomically.ts";
import { type HarnessRecord, recordSchema } from "./record.ts";

/** `<results>/<dataset>/<method>.json`, where `<results>` is the folder of one config. */
export function recordPath(results: string, dataset: string, method: string): string {
  return join(results, dataset, `${method}.json`);
}

/** Text of a record's file: the record in canonical form, with the SHA-256 of its content. */
export function recordText(record: HarnessRecord): string {
  const content = record as unknown as { readonly [key: string]: Json };
  return canonicalJsonFile({ ...content, digest: contentKey(content) });
}

const timingEnding = ".run.json";

/** `<results>/<dataset>/<method>.run.json`: what the task took where it ran. */
export function timingPath(results: string, dataset: string, method: string): string {
  return join(results, dataset, `${method}${timingEnding}`);
}

/** Facts of the run that computed a task, as plain values; `undefined` where it was not run here, or they are damaged. */
export function readTiming(results: string, dataset: string, method: string): unknown {
  const path = timingPath(results, dataset, method);
  if (!existsSync(path)) return undefined;
  try {
    const facts: unknown = JSON.parse(readFileSync(path, "utf8"));
    return notFinitePath(facts) === undefined ? facts : undefined;
  } catch {
    return undefined; // nothing is derived from them but the page of times
  }
}

/** Whether a file of the results is a record, by its name. */
export function isRecordFile(name: string): boolean {
  return name.endsWith(".json") && !name.endsWith(timingEnding);
}

/** Writes a record in canonical form and gives its path. */
export function writeRecord(results: string, record: HarnessRecord): string {
  const path = recordPath(results, record.dataset, record.method);
  writeAtomically(path, recordText(record));
  return path;
}

const restore = "restore it from version control, or delete it and run again";

/**
 * Reads one record file. A file that is no record, or whose content does not have the digest that
 * it was written with, is a `data` error that names it.
 */
export function readRecordFile(path: string): HarnessRecord {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new HarnessError("data", `${path} is no JSON: ${(cause as Error).message}`, restore);
  }
  const endless = notFinitePath(value); // 1e999 is JSON, and Infinity where it is read
  if (endless !== undefined) {
    const where = endless.replace(/^\./, "");
    throw new HarnessError("data", `${path} is no record: ${where} is not finite`, restore);
  }
  const { digest, ...content } = Object(value) as Readonly<Record<string, Json>>;
  const parsed = recordSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const where = issue.path.join(".") || "the file";
    throw new HarnessError("data", `${path} is no record: ${where}: ${issue.message}`, restore);
  }
  if (digest !== contentKey(content)) {
    throw new HarnessError(
      "data",
      `${path} was changed after it was written: its content does not have its digest`,
      restore,
    );
  }
  return parsed.data;
}

/** The record of one data set and method, or `undefined` where there is none. */
export function readRecord(
  results: string,
  dataset: string,
  method: string,
): HarnessRecord | undefined {
  const path = recordPath(results, dataset, method);
  return existsSync(path) ? readRecordFile(path) : undefined;
}

/** Where a record is, and what its name says it is of. */
export interface RecordFile {
  readonly dataset: string;
  readonly method: string;
  readonly path: string;
}

/** The record files of one config's folder, sorted by data set and method; none where there is no folder. */
export function recordFiles(results: string): RecordFile[] {
  if (!existsSync(results)) return [];
  return readdirSync(results, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((dataset) =>
      readdirSync(join(results, dataset))
        .filter(isRecordFile)
        .sort()
        .map((name) => ({
          dataset,
          method: name.slice(0, -".json".length),
          path: join(results, dataset, name),
        })),
    );
}

/** All records of one config's folder, in the order of their files. */
export function readRecords(results: string): HarnessRecord[] {
  return recordFiles(results).map(({ path }) => readRecordFile(path));
}
