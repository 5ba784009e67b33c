import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { delimited } from "./delimited.ts";
import { optionsOf } from "./format.ts";
import type { SeriesFile } from "./series-file.ts";

function read(text: string, entry: object = {}): SeriesFile {
  return delimited.parse(Buffer.from(text), {
    file: "a.csv",
    length: undefined,
    options: optionsOf(delimited, entry),
  });
}

/** `label: values` of every series. */
function shown(text: string, entry: object = {}): string[] {
  const { sequences, labels } = read(text, entry);
  const { offsets, lengths, dimension, values } = sequences;
  return labels.map((label, i) => {
    const start = offsets[i]!;
    return `${label}: ${values.subarray(start, start + lengths[i]! * dimension).join(" ")}`;
  });
}

function faultOf(text: string, entry: object = {}): HarnessError {
  try {
    read(text, entry);
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    return error;
  }
  throw new Error("the text was read");
}

const expected = ["walk: 1 2.5 3", "run: 4 5 6"];

test("labels are words, in the first or last column or in one that a header names", () => {
  assert.deepEqual(shown("walk,1,2.5,3\nrun,4,5,6\n"), expected);
  assert.deepEqual(shown("1,2.5,3,walk\n4,5,6,run\n", { label: "last" }), expected);
  assert.deepEqual(shown("t0,t1,kind,t2\n1,2.5,walk,3\n4,5,run,6\n", { label: "kind" }), expected);
  assert.deepEqual(shown("kind,t0,t1,t2\nwalk,1,2.5,3\nrun,4,5,6\n"), expected);
});

test("tabs, semicolons, commas and blanks separate columns, with quotes, a mark and any line ending", () => {
  for (const text of [
    "walk\t1\t2.5\t3\nrun\t4\t5\t6",
    "walk;1;2.5;3\r\nrun;4;5;6\r\n",
    "  walk  1 2.5   3\n run 4 5 6\n",
    '"walk","1","2.5","3"\r\n"run",4,5,6\r\n',
    "\ufeffwalk, 1, 2.5, 3\n\nrun, 4, 5, 6\n\n",
    "walk,1,2.5,3\rrun,4,5,6\r",
    "walk,1,2.5,3\r\nrun,4,5,6\n",
  ])
    assert.deepEqual(shown(text), expected, JSON.stringify(text));
});

test("numbers are labels in their shortest form, and quoted words may hold separators", () => {
  assert.deepEqual(shown("1.0000000e+00,5\n1,6\n"), ["1: 5", "1: 6"]);
  assert.deepEqual(shown('"up, down",5\n"a ""b""",6\n'), ["up, down: 5", 'a "b": 6']);
});

test("a header that numbers the columns is one, and the first series is not", () => {
  assert.deepEqual(shown("0,1,2,label\n5,6,7,a\n", { label: "last" }), ["a: 5 6 7"]);
  assert.deepEqual(shown("label,1,2,3\na,5,6,7\n"), ["a: 5 6 7"]);
  assert.deepEqual(shown("a,1,2,3\nb,5,6,7\n"), ["a: 1 2 3", "b: 5 6 7"]);
});

test("empty fields and NaN at the end of a row make a shorter series, before a last label too", () => {
  assert.deepEqual(shown("a,1,2,3\nb,4,,\nc,5,NaN,nan\n"), ["a: 1 2 3", "b: 4", "c: 5"]);
  assert.deepEqual(shown("1,2,3,a\n4,,,b\n", { label: "last" }), ["a: 1 2 3", "b: 4"]);
  assert.deepEqual(shown("a,1,2,3\nb,4\n", { lengths: "vary" }), ["a: 1 2 3", "b: 4"]);
});

test("columns that the config leaves out are no values", () => {
  const text = "id,kind,t0,t1\ns1,a,1,2\ns2,b,3,4\n";
  assert.deepEqual(shown(text, { label: "kind", ignore: ["id"] }), ["a: 1 2", "b: 3 4"]);
});

const long = { series: "id", time: "t", value: "v" };

test("the long form is a row a step, in any order, sorted by time", () => {
  const text = "id,t,v,kind\nA,2,20,x\nB,1,5,y\nA,10,30,x\nA,1,10,x\n";
  assert.deepEqual(shown(text, { long, label: "kind" }), ["x: 10 20 30", "y: 5"]);
  const days = "id;t;v;kind\nA;2024-01-10;2;x\nA;2024-01-09;1;x\n";
  assert.deepEqual(shown(days, { long, label: "kind" }), ["x: 1 2"]);
  const { time: _, ...untimed } = long;
  assert.deepEqual(shown(text, { long: untimed, label: "kind" }), ["x: 20 30 10", "y: 5"]);
});

test("the long form has several channels where the config names several columns of values", () => {
  const text = "id,t,v,w,kind\nA,2,3,4,x\nA,1,1,2,x\n";
  const file = read(text, { long: { ...long, value: ["v", "w"] }, label: "kind" });
  assert.equal(file.sequences.dimension, 2);
  assert.deepEqual([...file.sequences.values], [1, 2, 3, 4]);
});

for (const [name, text, entry, sentence, hint] of [
  [
    "a text in a value is told with line and column",
    "a,1,2\nb,1,x3\n",
    {},
    /^a\.csv:2:5: the value "x3" is no number$/,
    /`label`.*`header: true`.*`ignore`/,
  ],
  [
    "a header where the config says that there is none",
    "kind,t0,t1\na,1,2\n",
    { header: false },
    /^a\.csv:1:6: the value "t0" is no number$/,
    /`header: true`/,
  ],
  [
    "a first line half of words",
    "a,1,zwei\nb,3,4\n",
    {},
    /^a\.csv:1:5: the value "zwei" is no number$/,
    /`header: true`/,
  ],
  ["infinity", "a,1,inf\n", {}, /:1:5: the value "inf" is no number/, /finite numbers/],
  [
    "a word for what is missing",
    "a,1,N/A,2\n",
    {},
    /"N\/A" is no number/,
    /NaN; .*prepare\.missing/,
  ],
  ["an empty value inside a series", "a,1,,2\n", {}, /^a\.csv:1:5: a value is empty/, undefined],
  ["a decimal comma", "a;0,5;1\n", {}, /"0,5" is no number/, /decimal point/],
  ["a number that is too large", "a,1e999,2\n", {}, /is too large for a 64-bit number/, undefined],
  [
    "a short row",
    "a,1,2\nb,1\n",
    {},
    /^a\.csv:2: the row has 2 columns, line 1 has 3$/,
    /lengths: vary/,
  ],
  ["quotes that do not end", 'a,1\n"b,2\n', {}, /^a\.csv:2: the row cannot be split/, /quote/],
  ["a row without a label", "a,1\n,2\n", {}, /^a\.csv:2:1: the row has no label$/, /`label`/],
  [
    "a row without values",
    "a,1\nb,\n",
    {},
    /^a\.csv:2: the row has a label and no values$/,
    undefined,
  ],
  [
    "a header and nothing else",
    "kind,t0\n",
    {},
    /^a\.csv:1: the file has a header and no series/,
    undefined,
  ],
  ["an empty file", " \n", {}, /^a\.csv:1: the file has no series$/, undefined],
  [
    "a column that the header does not have",
    "kind,t0\na,1\n",
    { label: "knd" },
    /^a\.csv:1: the header has no column "knd"; did you mean "kind"\?$/,
    /`label`/,
  ],
  [
    "a column that the header has twice",
    "k,k,t\na,b,1\n",
    { label: "k" },
    /column "k" twice/,
    /`label`/,
  ],
  [
    "a label's column where there is no header",
    "1,2,3\n4,5,6\n",
    { label: "kind" },
    /^a\.csv:1: the first line has values, so that no column is named "kind"$/,
    /first or last/,
  ],
  [
    "an index without a name",
    ",t0,t1,kind\n0,1,2,a\n1,3,4,b\n",
    { label: "kind" },
    /^a\.csv:1: the header has no name for the first column/,
    /`ignore`/,
  ],
  [
    "a time that a series has twice",
    "id,t,v,kind\nA,1,1,x\nA,1,2,x\n",
    { long, label: "kind" },
    /^a\.csv:3: the series "A" has the time "1" already in line 2$/,
    undefined,
  ],
  [
    "a series with two labels",
    "id,t,v,kind\nA,1,1,x\nA,2,2,y\n",
    { long, label: "kind" },
    /^a\.csv:3:7: the series "A" has the label "y" here and "x" in line 2$/,
    /its label/,
  ],
  [
    "a time that is none",
    "id,t,v,kind\nA,noon,1,x\n",
    { long, label: "kind" },
    /^a\.csv:2:3: the time "noon" is neither a number nor a date/,
    /long\.time/,
  ],
  [
    "the long form without labels",
    "id,t,v\nA,1,1\n",
    { long },
    /name of its column of labels/,
    /`label`/,
  ],
] as const) {
  test(`${name} is told in one sentence`, () => {
    const fault = faultOf(text, entry);
    assert.match(fault.message, sentence);
    if (hint === undefined) assert.equal(fault.hint, undefined);
    else assert.match(fault.hint ?? "", hint);
  });
}

test("a text in UTF-16 is told as such", () => {
  const bytes = Buffer.from("\ufeffa,1\n", "utf16le");
  const context = { file: "a.csv", length: undefined, options: optionsOf(delimited, {}) };
  assert.throws(() => delimited.parse(bytes, context), /a\.csv:1: the text is in UTF-16/);
});

test("texts made of a table's pieces give series that hold together, or an error with file and line", () => {
  const piece = fc.constantFrom(
    "1",
    "-2.5",
    "NaN",
    "a",
    "label",
    "\t",
    ";",
    ",",
    " ",
    "\n",
    '"',
    "",
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  const entry = fc.constantFrom({}, { label: "last" }, { label: "a" }, { long, label: "a" });
  fc.assert(
    fc.property(text, entry, (text, entry) => {
      try {
        const { sequences, labels, lines } = read(text, entry);
        assert.ok(labels.length > 0);
        assert.equal(sequences.count, labels.length);
        assert.equal(lines!.length, labels.length);
        assert.ok(labels.every((label) => label !== ""));
      } catch (error) {
        assert.ok(error instanceof HarnessError, String(error));
        assert.match(error.message, /^a\.csv:\d+(:\d+)?: /);
      }
    }),
    { numRuns: 1000 },
  );
});
