import { dirname, relative } from "node:path";
import type { CommandModule } from "yargs";
import { locateDataset } from "../data/locate.ts";
import { programName } from "../program-name.ts";
import { decimalText } from "../report/format.ts";
import { type Column, left, right, textTable } from "../report/text-table.ts";
import { type Listed, printVerified } from "./datasets-verify.ts";
import { entriesNamed } from "./entries-named.ts";
import { text, texts, toggle } from "./flags.ts";

interface DatasetsArguments {
  names: string[];
  archive: string | undefined;
  verify: boolean;
  json: boolean;
}

/** Folder of a data set's files, as short as it goes. */
function folderOf({ located }: Listed): string {
  if (located.status === "missing" || located.source.kind !== "files") return "—";
  const folder = dirname(located.source.train);
  const short = relative(process.cwd(), folder);
  return short.length < folder.length ? short : folder;
}

const listColumns: readonly Column<Listed>[] = [
  left("data set", ({ entry }) => entry.name),
  left("type", ({ entry }) => entry.type),
  right("train", ({ entry }) => String(entry.train)),
  right("test", ({ entry }) => String(entry.test)),
  right("length", ({ entry }) => String(entry.length ?? "varies")),
  right("classes", ({ entry }) => String(entry.classes)),
  right("1-NN error", ({ entry }) => decimalText(entry.errors.euclidean, 4)),
  left("where", folderOf),
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
    console.log(`${programName} fetch ${names} downloads the others.`);
  }
}

export const datasetsCommand: CommandModule<object, DatasetsArguments> = {
  builder: (builder) =>
    builder
      .positional("names", texts("Data sets or groups such as paper-56; all unless given"))
      .option("archive", text("Folder of the UCR archive, one folder a data set"))
      .option(
        "verify",
        toggle(
          "Compare counts, length, classes and 1-NN error of the sets that are here with the published ones",
        ),
      )
      .option("json", toggle("Print as JSON")),
  handler({ names, archive, verify, json }) {
    const listed = entriesNamed(names).map((entry) => ({
      entry,
      located: locateDataset(entry.name, { archive, base: process.cwd() }),
    }));
    if (verify) printVerified(listed, json);
    else list(listed, json);
  },
};
