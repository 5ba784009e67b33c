import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { datasetsFolder } from "../manifest.ts";
import { arff, parseArff } from "./arff.ts";
import { delimited } from "./delimited.ts";
import type { SeriesFile } from "./series-file.ts";

const read = (text: string) => parseArff(Buffer.from(text), "A_TRAIN.arff");

function faultOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    return error.message;
  }
  throw new Error("the text was read");
}

/** A header as the archive has it, for series of some steps. */
function header(steps: number, target = "{1,2}"): string {
  const attributes = Array.from({ length: steps }, (_, t) => `@attribute att${t} numeric`);
  return [
    "% Donated by somebody",
    "%",
    "@relation Example",
    "",
    ...attributes,
    `@attribute target ${target}`,
    "",
    "@data",
    "",
  ].join("\n");
}

test("a set of the archive in ARFF gives the very series and labels of its .tsv", () => {
  for (const name of ["Coffee", "UMD"]) {
    const bytes = readFileSync(join(datasetsFolder, "embedded", name, `${name}_TRAIN.tsv`));
    const rows = bytes
      .toString()
      .trim()
      .split("\n")
      .map((line) => line.split("\t"));
    const body = rows.map(([label, ...values]) => [...values, `${label}.0`].join(","));
    const classes = [...new Set(rows.map(([label]) => label))].sort();
    const text = `${header(rows[0]!.length - 1, `{${classes.join(",")}}`)}${body.join("\r\n")}\r\n`;
    const file = `${name}_TRAIN`;
    const known = { file, length: rows[0]!.length - 1 };
    assert.deepEqual(
      arff.parse(Buffer.from(text), { ...known, options: {} }),
      delimited.parse(bytes, { ...known, options: { lengths: "equal" } }),
    );
  }
});

test("keywords and types may be in any case, names and labels in quotes, comments among the series", () => {
  const { sequences, labels } = read(
    "@RELATION 'my set'\n@Attribute \"a b\" REAL\n@ATTRIBUTE 'c{d' integer\n" +
      "@attribute class {'walking fast', running, \"up, down\", 'don\\'t'}\n@DATA\n" +
      "1,2,'walking fast'\n% a comment\n\n -3 , 4e-1 , running\n5,6,'up, down'\n7,8,'don\\'t'\n",
  );
  assert.deepEqual(labels, ["walking fast", "running", "up, down", "don't"]);
  assert.deepEqual([...sequences.values], [1, 2, -3, 0.4, 5, 6, 7, 8]);
  assert.deepEqual([...sequences.lengths], [2, 2, 2, 2]);
});

test("labels are spelled as in the header, so that 1.0 and 1 are one class", () => {
  assert.deepEqual(read(`${header(1, "{1,2}")}0.5,1.0\n0.5,2\n`).labels, ["1", "2"]);
});

test("? is a missing value; at the end of a series it is padding, unless the set has one length", () => {
  const bytes = Buffer.from(`${header(4)}1,?,2,?,1\n1,2,3,4,2\n?,1,?,NaN,1\n`);
  const context = { file: "A", options: {} };
  for (const length of [undefined, "varies"] as const) {
    const { sequences } = arff.parse(bytes, { ...context, length });
    assert.deepEqual([...sequences.lengths], [3, 4, 2]);
    const values = [1, Number.NaN, 2, 1, 2, 3, 4, Number.NaN, 1];
    assert.deepEqual([...sequences.values], values);
  }
  assert.deepEqual([...arff.parse(bytes, { ...context, length: 4 }).sequences.lengths], [4, 4, 4]);
});

test("a mark that says UTF-8 is passed over, and words beyond ASCII are labels", () => {
  const bytes = Buffer.from(`\ufeff${header(1, "{été,hiver}")}1,été\n`);
  assert.deepEqual(arff.parse(bytes, { file: "A", length: 1, options: {} }).labels, ["été"]);
});

const faults: readonly [name: string, text: string, sentence: RegExp][] = [
  [
    "a label that the header does not declare",
    `${header(1, "{cat,dog}")}1,dig\n`,
    /^A_TRAIN\.arff:9:3: the label "dig" is not in the header's @attribute target; did you mean "dog"/,
  ],
  ["a label that is missing", `${header(1)}1,?\n`, /:9:3: the label "\?" is not in/],
  ["a value that is no number", `${header(2)}1, x,2\n`, /:10:3: the value "x" is no number/],
  ["a value that is empty", `${header(2)}1,,2\n`, /:10:3: a value is empty/],
  ["a value that is too large", `${header(1)}1e999,2\n`, /:9:1: the value "1e999" is too large/],
  [
    "a row that is too short",
    `${header(2)}1,2\n`,
    /:10: the row has 2 columns, the header declares 3 attributes$/,
  ],
  [
    "a row that is too long",
    `${header(2)}1,2,3,1\n`,
    /:10: the row has 4 columns, the header declares 3 attributes$/,
  ],
  [
    "the sparse form",
    `${header(2)}{0 1.5, 2 1}\n`,
    /:10: rows of pairs in braces, the sparse form, are not supported/,
  ],
  [
    "series of several channels",
    "@relation A\n@attribute relationalAtt relational\n  @attribute att0 numeric\n@end relationalAtt\n@data\n",
    /:2:12: relational attributes, series of several channels, are not supported/,
  ],
  [
    "another type",
    "@attribute when date\n@attribute target {1,2}\n@data\n",
    /:1:12: the type of an attribute is numeric or a list .*, found "date"/,
  ],
  ["a list that does not end", "@attribute target {1,2\n@data\n", /:1:12: .*found "\{1,2"/],
  ["an attribute without a type", "@attribute att0\n@data\n", /:1:12: an attribute has a name and/],
  ["an attribute without anything", "@attribute\n@data\n", /:1:11: an attribute has a name and/],
  [
    "a class that is not the last attribute",
    "@attribute target {1,2}\n@attribute att0 numeric\n@data\n1,2\n",
    /:2:12: the last attribute is the class, with its labels such as \{1,2\}; "att0" is numeric/,
  ],
  [
    "labels before the class",
    "@attribute sex {f,m}\n@attribute target {1,2}\n@data\nf,2\n",
    /:1:12: the attribute "sex" has labels, where numeric was expected/,
  ],
  [
    "a class alone",
    "@attribute target {1,2}\n@data\n1\n",
    /:1:12: the header declares a class and no values before it/,
  ],
  ["no attributes", "@relation A\n@data\n1,2\n", /:2: the header declares no attributes/],
  [
    "a header key that does not exist",
    "@atribute att0 numeric\n",
    /:1: unknown header key @atribute; did you mean "attribute"/,
  ],
  ["series before @data", "@attribute a numeric\n1,2\n", /:2: a header line starts with @/],
  ["a header without @data", header(1).replace("@data\n", ""), /:8: the header has no @data/],
  ["a file without series", header(1), /:9: the file has no series/],
  ["an HTML page", "<!DOCTYPE html>\n", /:1: a header line starts with @, found "<!DOCTYPE html>"/],
  ["an empty file", "", /^A_TRAIN\.arff:1: the header has no @data/],
];

for (const [name, text, sentence] of faults) {
  test(`${name}: refused with file and line`, () => assert.match(faultOf(text), sentence));
}

function checkAny(text: string): void {
  let file: SeriesFile;
  try {
    file = read(text);
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    assert.match(error.message, /^A_TRAIN\.arff:\d+(:\d+)?: /);
    return;
  }
  const { sequences, labels } = file;
  assert.equal(labels.length, sequences.count);
  assert.equal(new Set(sequences.lengths).size, 1);
  const counter = arff.seriesCounter();
  counter.add(Buffer.from(text));
  assert.equal(counter.count, sequences.count);
}

test("texts made of the format's own pieces give series that are counted right, or an error with file and line", () => {
  const line = fc.constantFrom(
    ...[
      "@relation A",
      "@attribute a numeric",
      "@attribute t {1,'b c'}",
      "@attribute t {}",
      "@data",
    ],
    ...[
      "1,1",
      "?,'b c'",
      "1,2,1",
      "NaN,b c",
      "1",
      "{0 1}",
      "% note",
      "",
      " ",
      "@end a",
      "1,3",
      "'",
    ],
  );
  const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));
  fc.assert(fc.property(text, checkAny), { numRuns: 3000 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) =>
      checkAny(`@attribute a numeric\n@attribute t {1,'b c'}\n@data\n${lines.join("\r")}`),
    ),
    { numRuns: 3000 },
  );
});
