import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { didYouMean } from "../nearest.ts";
import { programName } from "../program-name.ts";
import type { Checksums } from "./dataset.ts";
import { endingOf } from "./formats/registry.ts";

/** What the archive publishes of one of its 128 data sets. */
export interface ManifestEntry {
  readonly name: string;
  /** Kind of data, such as `Sensor`. */
  readonly type: string;
  /** Number of training and of test series. */
  readonly train: number;
  readonly test: number;
  /** Number of steps, or `null` where series differ in length. */
  readonly length: number | null;
  readonly classes: number;
  /** Release that the set came with. Series of the sets new in 2018 are not z-normalised. */
  readonly since: 2015 | 2018;
  /** Published test errors of nearest neighbours; `learnedWindow` is in percent of the length. */
  readonly errors: {
    readonly euclidean: number;
    readonly dtw: number;
    readonly dtwLearned: number;
    readonly learnedWindow: number;
    /** Error of always naming the most frequent class. */
    readonly defaultRate: number;
  };
  readonly donor: string;
  /** Name in the 2015 release, where it was another. */
  readonly formerName?: string;
  /** SHA-256 of the files as the 2018 release has them, as far as known. */
  readonly sha256?: Partial<Checksums>;
}

interface Manifest {
  readonly archive: string;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly sets: readonly ManifestEntry[];
}

/** The project's folder of data sets. */
export const datasetsFolder = fileURLToPath(new URL("../../datasets/", import.meta.url));

/** The archive's data sets and our named groups of them, from datasets/manifest.json. */
export const manifest = JSON.parse(
  readFileSync(`${datasetsFolder}manifest.json`, "utf8"),
) as Manifest;

const byName = new Map(manifest.sets.map((entry) => [entry.name, entry]));

/** What the archive publishes of a data set, or `undefined` where it has none of that name. */
export function manifestEntry(name: string): ManifestEntry | undefined {
  return byName.get(name);
}

/** Named groups of data sets: those of the manifest, and `all`. */
const groups: Manifest["groups"] = { all: [...byName.keys()], ...manifest.groups };

/** Names of a group, or the name itself. */
export function groupMembers(name: string): readonly string[] {
  return Object.hasOwn(groups, name) ? groups[name]! : [name];
}

/** A sentence about a name that is neither a data set of the archive nor a group, or `undefined`. */
export function unknownName(name: string): string | undefined {
  if (byName.has(name) || Object.hasOwn(groups, name)) return undefined;
  const known = [...byName.keys(), ...Object.keys(groups)];
  const guess = didYouMean(name, known);
  return `the archive has no data set "${name}"${guess || ` (${programName} datasets lists them)`}`;
}

/** Checksums pinned when files without a published one were first fetched: datasets/lock.json. */
export const lockFile = `${datasetsFolder}lock.json`;

/** What the SHA-256 of the 2018 release's files of a set must be, as far as the manifest knows. */
export function publishedChecksums(name: string): Partial<Checksums> {
  return manifestEntry(name)?.sha256 ?? {};
}

/** SHA-256 by file name, such as `Yoga_TRAIN.tsv`. */
export type Lock = Readonly<Record<string, string>>;

/** Contents of a lock file; an absent one is empty. */
export function readLock(path: string): Lock {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Lock) : {};
}

/**
 * What a file's SHA-256 must be, as far as known: the archive's own for a file in the form of its
 * 2018 release, else the pinned one.
 * @param file its name, such as `Yoga_TRAIN.tsv`
 */
export function knownChecksum(file: string, lock: Lock): string | undefined {
  const { ending, release } = endingOf(file);
  const stem = file.slice(0, file.length - ending.length);
  const match = release === 2018 ? /^(.+)_(TRAIN|TEST)$/.exec(stem) : null;
  const published =
    match && manifestEntry(match[1]!)?.sha256?.[match[2] === "TRAIN" ? "train" : "test"];
  return published ?? lock[file];
}
