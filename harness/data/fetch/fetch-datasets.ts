import { join } from "node:path";
import pLimit from "p-limit";
import { HarnessError } from "../../errors.ts";
import { locateDataset } from "../locate.ts";
import { manifestEntry } from "../manifest.ts";
import { lockFolder } from "./folder-lock.ts";
import type { Pace } from "./pace.ts";
import { clearIncoming, storeDataset } from "./staging.ts";
import { type Supply, supplyFrom } from "./supply.ts";

export type FetchOutcome =
  | { readonly name: string; readonly status: "here already"; readonly where: string }
  | {
      readonly name: string;
      readonly status: "fetched";
      readonly where: string;
      /** Files whose checksum was not known and is pinned now. */
      readonly pinned: readonly string[];
    }
  | { readonly name: string; readonly status: "failed"; readonly errors: readonly HarnessError[] };

/** What happens, as it happens. */
export interface FetchEvents {
  /** Bytes of a data set (or of a whole archive, by its file name) so far, and in all where known. */
  onBytes(name: string, done: number, total: number | undefined): void;
  /** A wait of some milliseconds before the next attempt. */
  onWait(name: string, wait: number, reason: string): void;
  onEnd(outcome: FetchOutcome): void;
}

export interface FetchOptions {
  /** Folder that gets one folder a data set. */
  readonly folder: string;
  /** The lock file in which unknown checksums are pinned. */
  readonly lock: string;
  /** Tried one after the other, see `supplyFrom`. */
  readonly sources: readonly string[];
  /** Of the archive's zip. */
  readonly password: string;
  /** How many data sets are fetched at a time. */
  readonly jobs: number;
  readonly pace: Pace;
  /** Whether sets that are here are fetched all the same. */
  readonly existing: "keep" | "replace";
  readonly events: FetchEvents;
}

async function fetchFrom(
  name: string,
  supply: Supply,
  options: FetchOptions,
): Promise<FetchOutcome | undefined> {
  const { folder, lock, events } = options;
  const files = await supply.filesOf(name);
  if (files === undefined) return undefined;
  try {
    const total = files.train.size + files.test.size;
    let done = 0;
    const onBytes = (count: number) => {
      done += count;
      events.onBytes(name, done, total);
    };
    const { where } = supply;
    const pinned = await storeDataset(manifestEntry(name)!, files, {
      where,
      folder,
      lock,
      onBytes,
    });
    return { name, status: "fetched", where, pinned };
  } finally {
    await files.close();
  }
}

/** Tries the supplies in order; the first that has the set, whole and unchanged, wins. */
async function fetchOne(
  name: string,
  supplies: readonly Supply[],
  options: FetchOptions,
): Promise<FetchOutcome> {
  if (options.existing === "keep") {
    const located = locateDataset(name, { base: ".", fetched: options.folder });
    if (located.status === "present")
      return { name, status: "here already", where: located.origin };
  }
  const errors: HarnessError[] = [];
  for (const supply of supplies) {
    try {
      const outcome = await fetchFrom(name, supply, options);
      if (outcome !== undefined) return outcome;
      errors.push(
        new HarnessError(
          "data",
          `${supply.where} has no ${name}`,
          "name another source with --from",
        ),
      );
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      errors.push(error);
    }
  }
  return { name, status: "failed", errors };
}

/**
 * Fetches data sets of the archive into a folder, several at a time. A set appears there whole and
 * checked, or not at all; one that fails leaves the others alone. Interrupted at any moment and run
 * again, it ends with the same files.
 * @param names of the manifest
 * @throws HarnessError for a source that does not exist, or a folder that cannot be written or that
 * another fetch is writing to
 */
export async function fetchDatasets(
  names: readonly string[],
  options: FetchOptions,
): Promise<FetchOutcome[]> {
  const { folder, password, pace, events } = options;
  const supplies = options.sources.map((source) =>
    supplyFrom(source, {
      downloads: join(folder, ".download"),
      password,
      pace,
      events: (name) => ({
        onBytes: (done, total) => events.onBytes(name, done, total),
        onWait: (wait, reason) => events.onWait(name, wait, reason),
      }),
    }),
  );
  const release = lockFolder(folder);
  try {
    clearIncoming(folder);
    const limit = pLimit(options.jobs);
    return await Promise.all(
      names.map((name) =>
        limit(async () => {
          const outcome = await fetchOne(name, supplies, options);
          events.onEnd(outcome);
          return outcome;
        }),
      ),
    );
  } finally {
    for (const supply of supplies) await supply.close();
    release();
  }
}
