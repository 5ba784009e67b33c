import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { type DatasetFormat, optionsOf } from "./format.ts";
import { endingOf, endings, formatNamed, formatOf, formats } from "./registry.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const page = readFileSync(join(project, "docs", "formats.md"), "utf8");
const [, dataSets = ""] = /^## Data sets$(.*?)^## /ms.exec(page) ?? [];

/** Section of docs/formats.md by what its heading names in backquotes. */
const sections = new Map(
  dataSets
    .split(/^### /m)
    .slice(1)
    .map((text) => {
      const heading = text.slice(0, text.indexOf("\n"));
      return [[...heading.matchAll(/`([^`]+)`/g)].map(([, word]) => word).join(" "), text];
    }),
);

/** What the heading of a format has to name. */
function headingOf({ name, endings }: DatasetFormat): string {
  const own = endings.map(({ ending }) => ending).filter((ending) => ending !== "");
  return own.length === 0 ? `format: ${name}` : own.join(" ");
}

function parse(format: DatasetFormat, bytes: Buffer) {
  return format.parse(bytes, { file: "a file", length: undefined, options: optionsOf(format, {}) });
}

/** How many series a format counts in pieces of so many bytes. */
function counted(format: DatasetFormat, bytes: Buffer, size: number): number {
  const counter = format.seriesCounter();
  for (let from = 0; from < bytes.length; from += size)
    counter.add(bytes.subarray(from, from + size));
  return counter.count;
}

test("names and endings belong to one format each, and an option means one thing in all of them", () => {
  const names = formats.map(({ name }) => name);
  const known = endings.map(({ ending }) => ending);
  for (const words of [names, known]) assert.equal(new Set(words).size, words.length);
  const options = new Map<string, unknown>();
  for (const [key, schema] of formats.flatMap((format) => Object.entries(format.options))) {
    assert.equal(options.get(key) ?? schema, schema, key);
    options.set(key, schema);
  }
  for (const key of ["name", "train", "test", "file", "split", "format"])
    assert.ok(!options.has(key), key);
});

test("every ending has its dot and is found in a file's name, every other name is that of rows of numbers", () => {
  for (const format of formats)
    for (const own of format.endings) {
      assert.match(own.ending, /^(\.[a-z0-9.]+)?$/);
      assert.equal(endingOf(`folder.arff/A_TRAIN${own.ending}`), own);
      assert.equal(formatOf(`folder.arff/A_TRAIN${own.ending}`), format);
    }
  for (const path of ["A", "A.dat", "A.TSV", "A.ts.txt", "-", ".ts"])
    assert.equal(formatOf(path).name, "delimited", path);
});

test("files of an archive are looked for in an order that a new format does not change", () => {
  assert.deepEqual(endings.map(({ ending }) => ending).slice(0, 6), [
    ".tsv",
    ".ts",
    ".txt",
    ".csv",
    "",
    ".arff",
  ]);
});

test("a format that is not registered is not named", () => {
  assert.throws(() => formatNamed("npz"), /there is no format npz/);
});

test("the page of formats has a section for each and no other, and names the order of the search", () => {
  assert.deepEqual([...sections.keys()], formats.map(headingOf));
  const words = endings.map(({ ending }) => (ending === "" ? "no ending" : `\`${ending}\``));
  const list = words.join(", ").replace(/, (\S+)$/, " or $1");
  assert.ok(dataSets.includes(`with ${list}, looked for in this order`), list);
});

for (const format of formats) {
  test(`${format.name}: nothing has to be said of a file in a config`, () => {
    const keys = Object.keys(optionsOf(format, {}));
    assert.deepEqual(Object.keys(optionsOf(format, { another: 1 })), keys);
  });

  const [, example] = /```\n(.*?)```/s.exec(sections.get(headingOf(format)) ?? "") ?? [];
  test(`${format.name}: the example on the page of formats is read, and its series are counted`, {
    skip: example === undefined && "its section has no example in text",
  }, () => {
    const bytes = Buffer.from(example!);
    const { sequences, labels } = parse(format, bytes);
    assert.equal(sequences.count, 2);
    assert.equal(labels.length, 2);
    for (const size of [1, 3, bytes.length]) assert.equal(counted(format, bytes, size), 2);
  });

  test(`${format.name}: any bytes give series that hold together, or a sentence that names the file`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (array) => {
        const bytes = Buffer.from(array);
        assert.equal(counted(format, bytes, 1), counted(format, bytes, bytes.length + 1));
        try {
          const { sequences, labels } = parse(format, bytes);
          const steps = sequences.lengths.reduce((a, b) => a + b, 0);
          assert.ok(sequences.count > 0);
          assert.equal(labels.length, sequences.count);
          assert.equal(sequences.values.length, steps * sequences.dimension);
        } catch (error) {
          assert.ok(error instanceof HarnessError, String(error));
          assert.equal(error.code, "data");
          assert.match(error.message, /^a file/);
        }
      }),
      { numRuns: 500 },
    );
  });
}
