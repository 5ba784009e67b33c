import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { manifestEntry } from "../../manifest.ts";
import { encryptedZip, plainZip } from "./zips.ts";

export interface NamedFile {
  readonly name: string;
  readonly data: Buffer;
}

/** A file of a set as the archive would have it: the right number of series of the right length. */
export function rowsOf(name: string, part: "TRAIN" | "TEST", seed = 0): Buffer {
  const { train, test, length, classes } = manifestEntry(name)!;
  const series = Array.from({ length: part === "TRAIN" ? train : test }, (_, i) => {
    const values = Array.from({ length: length! }, (__, t) => ((i * 31 + t * 7 + seed) % 101) / 8);
    return [(i % classes) + 1, ...values].join("\t");
  });
  return Buffer.from(`${series.join("\n")}\n`);
}

/** Both files of a set, in a folder of the zip where one is given. */
export function filesOf(name: string, inner = ""): NamedFile[] {
  return (["TRAIN", "TEST"] as const).map((part) => ({
    name: `${inner}${name}_${part}.tsv`,
    data: rowsOf(name, part),
  }));
}

/** One set as a zip. */
export function setZip(name: string): Buffer {
  return plainZip([...filesOf(name), { name: `${name}.txt`, data: Buffer.from("about") }]);
}

/** The archive as one encrypted zip, with the padded copies and the papers that the real one has. */
export function archiveZip(names: readonly string[]): Promise<Buffer> {
  const top = "UCRArchive_2018";
  const adjusted = `${top}/Missing_value_and_variable_length_datasets_adjusted`;
  const [first = ""] = names;
  return encryptedZip(
    [
      ...["TRAIN", "TEST"].map((part) => ({
        name: `${adjusted}/${first}/${first}_${part}.tsv`,
        data: Buffer.from("1\t0\n"),
      })),
      ...names.flatMap((name) => filesOf(name, `${top}/${name}/`)),
      { name: `${top}/${first}/README.md`, data: Buffer.from("about") },
    ],
    "someone",
  );
}

/** All files below a folder that a run could find, by path. */
export function foundBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.\w+$/.test(path) && !path.startsWith("."))
    .sort();
}

/** Checks that sets are in place, byte for byte. */
export function assertWhole(folder: string, wanted: readonly string[]): void {
  for (const name of wanted) {
    for (const { name: file, data } of filesOf(name)) {
      assert.ok(readFileSync(join(folder, name, file)).equals(data), file);
    }
  }
}
