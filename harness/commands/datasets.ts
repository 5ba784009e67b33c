import { dirname, relative } from "node:path";
import type { CommandModule } from "yargs";
import type { Checksums } from "../data/dataset.ts";
import { loadDataset } from "../data/load.ts";
import { type FileSource, type LocatedDataset, locateDataset } from "../data/locate.ts";
import {
  groupMembers,
  knownChecksum,
  lockFile,
  type ManifestEntry,
  manifest,
  manifestEntry,
  readLock,
  unknownName,
} from "../data/manifest.ts";
import { type Check, verifyDataset } from "../data/verify.ts";
import { HarnessError } from "../errors.ts";
import { type Column, textTable } from "./text-table.ts";

interface DatasetsArguments {
  names: string[];
  archive: string | undefined;
  verify: boolean;
  json: boolean;
}

/** The entries of names and groups, or all; each once, in the order given. */
export function entriesNamed(names: readonly string[]): ManifestEntry[] {
  const faults = names.map(unknownName).filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new HarnessError("usage", faults.join("\n"));
  if (names.length === 0) return [...manifest.sets];
  return [...new Set(names.flatMap(groupMembers))].map((name) => manifestEntry(name)!);
}

interface Listed {
  readonly entry: ManifestEntry;
  readonly located: LocatedDataset;
}

/** Folder of a data set's files, as short as it goes. */
function placeOf({ located }: Listed): string {
  if (located.status === "missing" || located.source.kind !== "files") return "—";
  const folder = dirname(located.source.train);
  const short = relative(process.cwd(), folder);
  return short.length < folder.length ? short : folder;
}

const listColumns: readonly Column<Listed>[] = [
  { title: "data set", align: "left", cell: ({ entry }) => entry.name },
  { title: "type", align: "left", cell: ({ entry }) => entry.type },
  { title: "train", align: "right", cell: ({ entry }) => String(entry.train) },
  { title: "test", align: "right", cell: ({ entry }) => String(entry.test) },
  { title: "length", align: "right", cell: ({ entry }) => String(entry.length ?? "varies") },
  { title: "classes", align: "right", cell: ({ entry }) => String(entry.classes) },
  { title: "1-NN error", align: "right", cell: ({ entry }) => entry.errors.euclidean.toFixed(4) },
  { title: "where", align: "left", cell: placeOf },
];

function plainList(listed: readonly Listed[]): object[] {
  return listed.map(({ entry, located }) => ({
    ...entry,
    status: located.status,
    ...(located.status === "present" &&
      located.source.kind === "files" && {
        origin: located.origin,
        files: { train: located.source.train, test: located.source.test },
      }),
  }));
}

function list(listed: readonly Listed[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify(plainList(listed), null, 2));
    return;
  }
  const missing = listed.filter(({ located }) => located.status === "missing");
  console.log(textTable(listed, listColumns));
  console.log(`\n${listed.length - missing.length} of ${listed.length} are on this machine.`);
  if (missing.length > 0) {
    const names =
      missing.length > 3 ? "[names…]" : missing.map(({ entry }) => entry.name).join(" ");
    console.log(`npx tsx harness fetch ${names} downloads the others.`);
  }
}

interface Verified {
  readonly name: string;
  readonly outcome: "agrees" | "differs" | "unreadable";
  readonly checks: readonly Check[];
  /** Whether the files have a known text. */
  readonly text: "as known" | "another" | "unknown";
  readonly notes: readonly string[];
}

function textOf(shown: FileSource["shown"], checksums: Checksums): Verified["text"] {
  const lock = readLock(lockFile);
  const known = [knownChecksum(shown.train, lock), knownChecksum(shown.test, lock)];
  const found = [checksums.train, checksums.test];
  if (known.some((sum, i) => sum !== undefined && sum !== found[i])) return "another";
  return known.every((sum) => sum !== undefined) ? "as known" : "unknown";
}

function verifyOne({ entry, located }: Listed): Verified {
  const { name } = entry;
  if (located.status !== "present" || located.source.kind !== "files")
    throw new Error(`${name} is not here`);
  try {
    const dataset = loadDataset(located);
    const checks = verifyDataset(dataset, entry);
    const outcome = checks.some((check) => check.outcome === "differs") ? "differs" : "agrees";
    const text = textOf(located.source.shown, dataset.checksums);
    return { name, outcome, checks, text, notes: dataset.notes };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { name, outcome: "unreadable", checks: [], text: "unknown", notes: [error.message] };
  }
}

function valueText(check: Check | undefined, side: "found" | "published"): string {
  const value = check?.[side] ?? "—";
  return check?.property === "1-NN error" && typeof value === "number"
    ? value.toFixed(4)
    : String(value);
}

function checkColumn(property: Check["property"], title: string): Column<Verified> {
  return {
    title,
    align: "right",
    cell: ({ checks }) =>
      valueText(
        checks.find((check) => check.property === property),
        "found",
      ),
  };
}

const verifyColumns: readonly Column<Verified>[] = [
  { title: "data set", align: "left", cell: ({ name }) => name },
  checkColumn("training series", "train"),
  checkColumn("test series", "test"),
  checkColumn("length", "length"),
  checkColumn("classes", "classes"),
  checkColumn("1-NN error", "1-NN error"),
  {
    title: "published",
    align: "right",
    cell: ({ checks }) => valueText(checks.at(-1), "published"),
  },
  { title: "text", align: "left", cell: ({ text }) => text },
  {
    title: "verdict",
    align: "left",
    cell: ({ outcome, checks }) =>
      checks.some((check) => check.outcome === "not comparable")
        ? `${outcome}, but for the error *`
        : outcome,
  },
];

function differenceLines({ name, checks, notes }: Verified): string[] {
  const differing = checks.filter(({ outcome }) => outcome === "differs");
  return [
    ...differing.map((check) => {
      const [found, published] = [valueText(check, "found"), valueText(check, "published")];
      return `${name}: ${check.property}: ${found}, published ${published}`;
    }),
    ...notes.map((note) => `${name}: ${note}`),
  ];
}

function verify(listed: readonly Listed[], json: boolean): void {
  const present = listed.filter(({ located }) => located.status === "present");
  const verified: Verified[] = [];
  for (const one of present) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${one.entry.name}`);
    verified.push(verifyOne(one));
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  const wrong = verified.filter(({ outcome }) => outcome !== "agrees");
  if (json) console.log(JSON.stringify(verified, null, 2));
  else {
    console.log(textTable(verified, verifyColumns));
    console.log(
      `\n${verified.length - wrong.length} of ${verified.length} agree with what the archive publishes.`,
    );
    if (verified.some(({ checks }) => checks.some(({ outcome }) => outcome === "not comparable"))) {
      console.log(
        "* published on the archive's copy padded with noise; ours is on one padded with zeros",
      );
    }
    for (const line of verified.flatMap(differenceLines)) console.log(line);
  }
  if (wrong.length > 0) {
    throw new HarnessError(
      "differs",
      `${wrong.length} of ${verified.length} data sets are not as published: ${wrong.map(({ name }) => name).join(", ")}`,
      "fetch them again (harness fetch --force), or use another copy of the archive",
    );
  }
}

export const datasetsCommand: CommandModule<object, DatasetsArguments> = {
  builder: (builder) =>
    builder
      .positional("names", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: "Data sets or groups such as paper-56; all unless given",
      })
      .option("archive", {
        type: "string",
        describe: "Folder of the UCR archive, one folder a data set",
      })
      .option("verify", {
        type: "boolean",
        default: false,
        describe:
          "Compare counts, length, classes and 1-NN error of the sets that are here with the published ones",
      })
      .option("json", { type: "boolean", default: false, describe: "Print as JSON" }) as never,
  handler({ names, archive, verify: asked, json }) {
    const listed = entriesNamed(names).map((entry) => ({
      entry,
      located: locateDataset(entry.name, { archive, base: process.cwd() }),
    }));
    if (asked) verify(listed, json);
    else list(listed, json);
  },
};
