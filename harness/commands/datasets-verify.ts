import type { Checksums } from "../data/dataset.ts";
import { loadDataset } from "../data/load.ts";
import type { FileSource, LocatedDataset } from "../data/locate.ts";
import { knownChecksum, lockFile, type ManifestEntry, readLock } from "../data/manifest.ts";
import { type Check, verifyDataset } from "../data/verify.ts";
import { HarnessError } from "../errors.ts";
import { programName } from "../program-name.ts";
import { decimalText } from "../report/format.ts";
import { type Column, left, right, textTable } from "../report/text-table.ts";
import { statusLine } from "./status-line.ts";

/** A data set of the archive, and where it is here. */
export interface Listed {
  readonly entry: ManifestEntry;
  readonly located: LocatedDataset;
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
    ? decimalText(value, 4)
    : String(value);
}

function checkColumn(property: Check["property"], title: string): Column<Verified> {
  const own = ({ checks }: Verified) => checks.find((check) => check.property === property);
  return right(title, (one) => valueText(own(one), "found"));
}

/** Whether the published error is of other data, and ours is not that. */
function hasPaddedError({ checks }: Verified): boolean {
  return checks.some(({ outcome }) => outcome === "not comparable");
}

const verifyColumns: readonly Column<Verified>[] = [
  left("data set", ({ name }) => name),
  checkColumn("training series", "train"),
  checkColumn("test series", "test"),
  checkColumn("length", "length"),
  checkColumn("classes", "classes"),
  checkColumn("1-NN error", "1-NN error"),
  right("published", ({ checks }) => valueText(checks.at(-1), "published")),
  left("text", ({ text }) => text),
  left("verdict", (one) =>
    hasPaddedError(one) ? `${one.outcome}, but for the error *` : one.outcome,
  ),
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

/** Verifies one after the other; a terminal shows which. */
function verifyAll(listed: readonly Listed[]): Verified[] {
  const verified = listed
    .filter(({ located }) => located.status === "present")
    .map((one) => {
      statusLine(one.entry.name);
      return verifyOne(one);
    });
  statusLine("");
  return verified;
}

function print(verified: readonly Verified[]): void {
  const padded = verified.filter(hasPaddedError).length;
  const agreeing = verified.filter(({ outcome }) => outcome === "agrees").length - padded;
  console.log(textTable(verified, verifyColumns));
  console.log(`\n${agreeing} of ${verified.length} agree with all that the archive publishes.`);
  if (padded > 0) {
    console.log(
      `* ${padded} more but for the error, which is published for a copy padded with noise; ours is for one padded with zeros`,
    );
  }
  for (const line of verified.flatMap(differenceLines)) console.log(line);
}

/**
 * Verifies the data sets that are here and prints what came out.
 * @throws HarnessError `differs` where one is not as published
 */
export function printVerified(listed: readonly Listed[], json: boolean): void {
  const verified = verifyAll(listed);
  if (json) console.log(JSON.stringify(verified, null, 2));
  else print(verified);
  const wrong = verified.filter(({ outcome }) => outcome !== "agrees");
  if (wrong.length === 0) return;
  throw new HarnessError(
    "differs",
    `${wrong.length} of ${verified.length} data sets are not as published: ${wrong.map(({ name }) => name).join(", ")}`,
    `fetch them again (${programName} fetch --force), or use another copy of the archive`,
  );
}
