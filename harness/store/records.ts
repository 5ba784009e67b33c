import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { canonicalJsonFile, contentKey, type Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import { type HarnessRecord, recordSchema } from "./record.ts";

/** Writes a file that is either the old one or the whole new one, whenever the process dies. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, content, { flush: true });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** `<results>/<dataset>/<method>.json`, where `<results>` is the folder of one config. */
export function recordPath(results: string, dataset: string, method: string): string {
  return join(results, dataset, `${method}.json`);
}

/** Text of a record's file: the record in canonical form, with the SHA-256 of its content. */
export function recordText(record: HarnessRecord): string {
  const content = record as unknown as { readonly [key: string]: Json };
  return canonicalJsonFile({ ...content, digest: contentKey(content) });
}

/** `<results>/<dataset>/<method>.run.json`: what the task took where it ran. */
export function timingPath(results: string, dataset: string, method: string): string {
  return join(results, dataset, `${method}.run.json`);
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
  const { digest, ...content } = Object(value) as Readonly<Record<string, Json>>;
  const parsed = recordSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const place = issue.path.join(".") || "the file";
    throw new HarnessError("data", `${path} is no record: ${place}: ${issue.message}`, restore);
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

/** All records of one config's folder, sorted by data set and method; none where there is no folder. */
export function readRecords(results: string): HarnessRecord[] {
  if (!existsSync(results)) return [];
  const folders = readdirSync(results, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return folders
    .map((entry) => entry.name)
    .sort()
    .flatMap((dataset) =>
      readdirSync(join(results, dataset))
        .filter((name) => name.endsWith(".json") && !name.endsWith(".run.json"))
        .sort()
        .map((name) => readRecordFile(join(results, dataset, name))),
    );
}
