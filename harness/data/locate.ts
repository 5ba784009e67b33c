import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { contentKey, type Json } from "../canonical-json.ts";
import { HarnessError } from "../errors.ts";
import { newBytes } from "../memory.ts";
import type { Checksums, Origin } from "./dataset.ts";
import {
  datasetsFolder,
  groupMembers,
  type ManifestEntry,
  manifestEntry,
  unknownName,
} from "./manifest.ts";
import type { DatasetSpec, GeneratedSpec, OwnFilesSpec } from "./spec.ts";
import { generatorNamed } from "./synthetic/registry.ts";

/** Two files on this machine and how to read them. */
export interface FileSource {
  readonly kind: "files";
  /** Absolute paths. */
  readonly train: string;
  readonly test: string;
  /** Names of the files in sentences: the same on every machine. */
  readonly shown: { readonly train: string; readonly test: string };
  readonly format: "delimited" | "ts";
  /** Whether rows may have different numbers of columns. */
  readonly rows: "equal" | "vary";
  /** The one length that all series are known to have: NaN at the end is a missing value then. */
  readonly length: number | undefined;
}

export interface GeneratedSource {
  readonly kind: "generated";
  readonly spec: GeneratedSpec;
}

/** Sizes that decide what a task costs. */
export interface DatasetSize {
  readonly trainSize: number;
  readonly testSize: number;
  readonly longest: number;
  readonly dimension: number;
  readonly classes: number;
}

/** A data set that can be loaded here; plain values. */
export interface PresentDataset {
  readonly status: "present";
  readonly name: string;
  readonly origin: Origin;
  readonly source: FileSource | GeneratedSource;
  /** What is known without reading the files. */
  readonly size: DatasetSize | undefined;
}

/** A data set whose files are not on this machine. */
export interface MissingDataset {
  readonly status: "missing";
  readonly name: string;
  readonly reason: string;
  /** What to do, such as the command that fetches it. */
  readonly hint: string;
}

export type LocatedDataset = PresentDataset | MissingDataset;

export interface LocateContext {
  /** Folder of the archive, where one was given; before the environment's UCR_ARCHIVE. */
  readonly archive?: string | undefined;
  /** Folder from which paths of own files start. */
  readonly base: string;
  /** The folder that `harness fetch` fills; datasets/ucr unless given. */
  readonly fetched?: string;
}

/** The folder that `harness fetch` fills. */
export const fetchedFolder = join(datasetsFolder, "ucr");
const embeddedFolder = join(datasetsFolder, "embedded");

/** Below an archive's folder, where its release put one folder a data set. */
const innerFolders = ["", "UCRArchive_2018", "UCR_TS_Archive_2015", "Univariate_ts"];

/** Endings of a data set's files, in the order in which they are looked for; the 2015 release has none. */
const endings = [".tsv", ".ts", ".txt", ".csv", ""];

function givenArchive(context: LocateContext): string | undefined {
  const given = context.archive ?? process.env.UCR_ARCHIVE;
  if (given === undefined || given === "") return undefined;
  const folder = resolve(given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new HarnessError(
      "data",
      `the archive's folder ${given} does not exist`,
      "it comes from --archive, the config's key `archive` or the environment variable UCR_ARCHIVE",
    );
  }
  return folder;
}

/** Paths of both files of a data set below an archive's folder; the 2015 release knew some by another name. */
export function filesIn(
  archive: string,
  { name, formerName }: ManifestEntry,
): { train: string; test: string } | undefined {
  for (const folder of formerName === undefined ? [name] : [name, formerName]) {
    for (const inner of innerFolders) {
      for (const ending of endings) {
        const stem = join(archive, inner, folder, folder);
        const [train, test] = [`${stem}_TRAIN${ending}`, `${stem}_TEST${ending}`];
        if (existsSync(train) && existsSync(test)) return { train, test };
      }
    }
  }
  return undefined;
}

function formatOf(path: string): FileSource["format"] {
  return extname(path) === ".ts" ? "ts" : "delimited";
}

function locateArchiveSet(name: string, context: LocateContext): LocatedDataset {
  const entry = manifestEntry(name);
  if (entry === undefined)
    throw new HarnessError("data", unknownName(name) ?? `${name} is a group`);
  const given = givenArchive(context);
  const places = [
    ...(given === undefined ? [] : [given]),
    embeddedFolder,
    context.fetched ?? fetchedFolder,
  ];
  for (const place of places) {
    const files = filesIn(place, entry);
    if (files === undefined) continue;
    return {
      status: "present",
      name,
      origin: place === embeddedFolder ? "embedded" : "archive",
      source: {
        kind: "files",
        ...files,
        shown: { train: basename(files.train), test: basename(files.test) },
        format: formatOf(files.train),
        rows: entry.length === null ? "vary" : "equal",
        length: entry.length ?? undefined,
      },
      size:
        entry.length === null
          ? undefined
          : {
              trainSize: entry.train,
              testSize: entry.test,
              longest: entry.length,
              dimension: 1,
              classes: entry.classes,
            },
    };
  }
  return {
    status: "missing",
    name,
    reason: `${name} is not on this machine${given === undefined ? "" : ` (nor in ${context.archive ?? "UCR_ARCHIVE"})`}`,
    hint: `npx tsx harness fetch ${name}`,
  };
}

function locateOwnFiles(spec: OwnFilesSpec, context: LocateContext): LocatedDataset {
  const { name } = spec;
  const [train, test] = [resolve(context.base, spec.train), resolve(context.base, spec.test)];
  const absent = [train, test].find((path) => !statSync(path, { throwIfNoEntry: false })?.isFile());
  if (absent !== undefined) {
    const [key, written] = absent === train ? ["train", spec.train] : ["test", spec.test];
    return {
      status: "missing",
      name,
      reason: `${name}: there is no file ${written}`,
      hint: `correct the key \`${key}\` of the data set (paths start at the config's folder)`,
    };
  }
  if (formatOf(train) !== formatOf(test)) {
    throw new HarnessError(
      "data",
      `${name}: ${basename(train)} and ${basename(test)} are in different formats`,
      "give both files as .ts, or both as rows of numbers",
    );
  }
  const source: FileSource = {
    kind: "files",
    train,
    test,
    shown: { train: spec.train, test: spec.test },
    format: formatOf(train),
    rows: spec.lengths,
    length: undefined,
  };
  return { status: "present", name, origin: "own files", source, size: undefined };
}

function locateGenerated(spec: GeneratedSpec): PresentDataset {
  const generator = generatorNamed(spec.generate);
  return {
    status: "present",
    name: spec.name,
    origin: "generated",
    source: { kind: "generated", spec },
    size: {
      trainSize: spec.trainSize,
      testSize: spec.testSize,
      longest: generator.lengths(spec).longest,
      dimension: 1,
      classes: generator.classNames.length,
    },
  };
}

/** Replaces groups such as `paper-56` by their members; a name that stands twice is kept once. */
export function expandGroups(specs: readonly DatasetSpec[]): DatasetSpec[] {
  const all = specs.flatMap((spec): readonly DatasetSpec[] =>
    typeof spec === "string" ? groupMembers(spec) : [spec],
  );
  return [...new Set(all)];
}

/**
 * Finds a data set without reading it. A name of the archive is looked for in the given archive (or
 * the one that UCR_ARCHIVE names), among the embedded sets, and in the folder that `harness fetch` fills.
 * @throws HarnessError `data` for a name that the archive does not have, an archive's folder that does
 * not exist, and own files of different formats
 */
export function locateDataset(spec: DatasetSpec, context: LocateContext): LocatedDataset {
  if (typeof spec === "string") return locateArchiveSet(spec, context);
  return "generate" in spec
    ? locateGenerated(spec as GeneratedSpec)
    : locateOwnFiles(spec as OwnFilesSpec, context);
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The bytes of a data file. */
export function bytesOf(path: string): Buffer {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.from(newBytes(size).buffer, 0, size);
      let read = 0;
      for (let more = 1; more > 0; read += more) more = readSync(file, bytes, { offset: read });
      return bytes.subarray(0, read);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** SHA-256 of a data file, read piece by piece: a plan reads all files of its sets for it. */
function sha256OfFile(path: string): string {
  const hash = createHash("sha256");
  try {
    const file = openSync(path, "r");
    try {
      for (;;) {
        const length = readSync(file, piece);
        if (length === 0) return hash.digest("hex");
        hash.update(piece.subarray(0, length));
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const piece = Buffer.alloc(2 ** 18);

function unreadable(path: string, cause: unknown): HarnessError {
  return new HarnessError("data", `cannot read ${path}: ${(cause as Error).message}`);
}

/** What determines a part of a generated set. */
export function generatedChecksums(spec: GeneratedSpec): Checksums {
  const { name: _, ...parameters } = spec;
  const { version } = generatorNamed(spec.generate);
  const key = (part: string) =>
    contentKey({ ...(parameters as Record<string, Json>), version, part });
  return { train: key("train"), test: key("test") };
}

/** Checksums of a data set's two files (read for it), or of what determines a generated one. */
export function checksumsOf({ source }: PresentDataset): Checksums {
  if (source.kind === "generated") return generatedChecksums(source.spec);
  return { train: sha256OfFile(source.train), test: sha256OfFile(source.test) };
}
