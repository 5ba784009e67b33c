import { statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { HarnessError } from "../errors.ts";
import { programName } from "../program-name.ts";
import { filesIn } from "./archive-folder.ts";
import type { Origin } from "./dataset.ts";
import { type DatasetFormat, optionsOf } from "./formats/format.ts";
import { formatNamed, formatOf, formats } from "./formats/registry.ts";
import { datasetsFolder, groupMembers, manifestEntry, unknownName } from "./manifest.ts";
import type { DatasetSpec, GeneratedSpec, OwnFilesSpec, Split } from "./spec.ts";
import { generatorNamed } from "./synthetic/registry.ts";

/** Two files on this machine, or one that is split, and how to read them. */
export interface FileSource {
  readonly kind: "files";
  /** Absolute paths. */
  readonly train: string;
  readonly test: string;
  /** Names of the files in sentences: the same on every machine. */
  readonly shown: { readonly train: string; readonly test: string };
  /** Name of their format. */
  readonly format: string;
  /** What the config's entry says to the format, its defaults else. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Number of steps that all series are known to have, or that they differ; `undefined` for own files. */
  readonly length: number | "varies" | undefined;
  /** How the one file that both paths name is split. */
  readonly split?: Split;
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

function locateArchiveSet(name: string, context: LocateContext): LocatedDataset {
  const entry = manifestEntry(name);
  if (entry === undefined)
    throw new HarnessError("data", unknownName(name) ?? `${name} is a group`);
  const given = givenArchive(context);
  const folders = [
    ...(given === undefined ? [] : [given]),
    embeddedFolder,
    context.fetched ?? fetchedFolder,
  ];
  for (const folder of folders) {
    const files = filesIn(folder, entry);
    if (files === undefined) continue;
    const { train, test } = files;
    const format = formatOf(train);
    return {
      status: "present",
      name,
      origin: folder === embeddedFolder ? "embedded" : "archive",
      source: {
        kind: "files",
        train,
        test,
        shown: { train: basename(train), test: basename(test) },
        format: format.name,
        options: optionsOf(format, {}),
        length: entry.length ?? "varies",
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
    hint: `${programName} fetch ${name}`,
  };
}

/** Own files as the config names them, each by its key. */
function ownNames(spec: OwnFilesSpec): { train: string; test: string; keys: [string, string] } {
  return "file" in spec
    ? { train: spec.file as string, test: spec.file as string, keys: ["file", "file"] }
    : { train: spec.train, test: spec.test, keys: ["train", "test"] };
}

/** The format of own files: the one that the config names, or that their endings tell. */
function ownFormat(spec: OwnFilesSpec): DatasetFormat {
  if (spec.format !== undefined) return formatNamed(spec.format);
  const { train, test } = ownNames(spec);
  const told = formatOf(train);
  if (told === formatOf(test)) return told;
  throw new HarnessError(
    "data",
    `${spec.name}: ${basename(train)} and ${basename(test)} are in different formats`,
    `give both files as ${formats.map(({ title }) => title).join(", or both as ")}`,
  );
}

/** Refuses keys that say how to read another format. */
function refuseOtherOptions(spec: OwnFilesSpec, format: DatasetFormat): void {
  const all = formats.flatMap(({ options }) => Object.entries(options));
  for (const [key, schema] of all) {
    const standard = schema.safeParse(undefined).data;
    if (key in format.options || spec[key] === undefined || spec[key] === standard) continue;
    throw new HarnessError(
      "data",
      `${spec.name}: the key \`${key}\` says nothing to ${format.title} files such as ${basename(ownNames(spec).train)}`,
      "leave it out, or name another format by the data set's key `format`",
    );
  }
}

function locateOwnFiles(spec: OwnFilesSpec, context: LocateContext): LocatedDataset {
  const { name } = spec;
  const shown = ownNames(spec);
  const [train, test] = [resolve(context.base, shown.train), resolve(context.base, shown.test)];
  const at = [train, test].findIndex(
    (path) => !statSync(path, { throwIfNoEntry: false })?.isFile(),
  );
  if (at >= 0) {
    const isFolder = statSync([train, test][at]!, { throwIfNoEntry: false })?.isDirectory();
    const written = at === 0 ? shown.train : shown.test;
    return {
      status: "missing",
      name,
      reason: isFolder
        ? `${name}: ${written} is a folder, where a file was expected`
        : `${name}: there is no file ${written}`,
      hint: `correct the key \`${shown.keys[at]}\` of the data set (paths start at the config's folder)`,
    };
  }
  const format = ownFormat(spec);
  refuseOtherOptions(spec, format);
  const source: FileSource = {
    kind: "files",
    train,
    test,
    shown: { train: shown.train, test: shown.test },
    format: format.name,
    options: optionsOf(format, spec),
    length: undefined,
    ...("file" in spec ? { split: spec.split as Split } : {}),
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
