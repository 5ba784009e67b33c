import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { parseDelimited } from "./delimited.ts";
import type { SeriesFile } from "./series-file.ts";

function read(text: string, rows: "equal" | "vary" = "equal"): SeriesFile {
  return parseDelimited(Buffer.from(text, "latin1"), { file: "A_TRAIN.tsv", rows });
}

function seriesOf({ sequences }: SeriesFile): number[][] {
  return Array.from({ length: sequences.count }, (_, i) => {
    const from = sequences.offsets[i]!;
    return [...sequences.values.subarray(from, from + sequences.lengths[i]! * sequences.dimension)];
  });
}

function faultOf(text: string, rows: "equal" | "vary" = "equal"): string {
  try {
    read(text, rows);
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    return error.message;
  }
  throw new Error("the text was read");
}

test("tabs, commas and blanks separate columns, with any line ending", () => {
  const expected = [
    [0.5, -1],
    [2, 3],
  ];
  for (const text of [
    "1\t0.5\t-1\n-1\t2\t3\n",
    "1,0.5,-1\r\n-1,2,3\r\n",
    "  1.0000000e+00   5.0000000e-01  -1.0000000e+00\n -1.0000000e+00   2.0000000e+00   3.0000000e+00",
    "1\t.5\t-1.\r-1\t+2\t3e0\r",
    "\n1\t0.5\t-1\n\n-1\t2\t3\n   \n",
  ]) {
    const file = read(text);
    assert.deepEqual(seriesOf(file), expected);
    assert.deepEqual(file.labels, ["1", "-1"]);
  }
});

test("NaN is a missing value, in any case", () => {
  assert.deepEqual(seriesOf(read("1\tNaN\t2\tnan\n")), [[Number.NaN, 2, Number.NaN]]);
});

test("quoted numbers of a CSV are numbers", () => {
  assert.deepEqual(seriesOf(read('"1","0.5"\n"2","1.5"\n')), [[0.5], [1.5]]);
});

test("the written numbers come out to the last bit", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
      (values) => {
        assert.deepEqual(seriesOf(read(`1\t${values.join("\t")}\n`)), [
          values.map((v) => v + 0 || 0),
        ]);
      },
    ),
  );
});

test("a value that is no number is told with its line and column", () => {
  assert.equal(faultOf("1\t2\t3\n1\t2\tx3\n"), 'A_TRAIN.tsv:2:5: the value "x3" is no number');
  assert.match(faultOf("1,2,,4\n"), /^A_TRAIN\.tsv:1:5: a value is empty/);
  assert.match(faultOf("1\t0x1F\n"), /:1:3: the value "0x1F" is no number/);
  assert.match(faultOf("1\t1e999\n"), /:1:3: the value "1e999" is too large/);
  assert.match(faultOf("1\tInfinity\n"), /:1:3: the value "Infinity" is no number/);
  assert.match(faultOf("1\t?\n"), /:1:3: the value "\?" is no number/);
});

test("a label that is no number is told as such", () => {
  assert.match(faultOf("1\t2\ncat\t3\n"), /^A_TRAIN\.tsv:2:1: the label "cat" is no number/);
  assert.match(faultOf("NaN\t2\n"), /:1:1: the label "NaN" is no number/);
});

test("a ragged row is told with the row that it differs from, unless rows may vary", () => {
  const text = "1\t2\t3\n1\t2\n";
  assert.equal(faultOf(text), "A_TRAIN.tsv:2: the row has 2 columns, line 1 has 3");
  assert.deepEqual(seriesOf(read(text, "vary")), [[2, 3], [2]]);
});

test("a row without values and a file without rows are refused", () => {
  assert.match(faultOf("1\n"), /A_TRAIN\.tsv:1: the row has a label and no values/);
  assert.match(faultOf(""), /the file has no series/);
  assert.match(faultOf("\n \n"), /the file has no series/);
});

test("an HTML page in place of a file is told by its first line", () => {
  assert.match(
    faultOf("<!DOCTYPE html>\n<html>\n"),
    /A_TRAIN\.tsv:1:1: the label "<!DOCTYPE" is no number/,
  );
});

test("lines are counted through quoted line breaks", () => {
  assert.match(faultOf('"1","2"\n"1\n","3"\n1,x\n'), /A_TRAIN\.tsv:4:3/);
});

/** Whatever the bytes, the reader ends with a data set that is one, or with an error that says where. */
function checkAny(text: string, rows: "equal" | "vary"): void {
  let file: SeriesFile;
  try {
    file = read(text, rows);
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    assert.match(error.message, /^A_TRAIN\.tsv:\d+(:\d+)?: /);
    return;
  }
  const { sequences, labels } = file;
  assert.ok(sequences.count > 0);
  assert.equal(labels.length, sequences.count);
  assert.ok(labels.every((label) => Number.isFinite(Number(label)) && label !== ""));
  assert.ok(sequences.lengths.every((length) => length >= 1));
  if (rows === "equal") assert.equal(new Set(sequences.lengths).size, 1);
  assert.equal(
    sequences.values.length,
    sequences.lengths.reduce((a, b) => a + b, 0),
  );
  assert.ok(sequences.values.every((value) => Number.isFinite(value) || Number.isNaN(value)));
}

/** What a text gives when it is read in pieces of so many bytes, as JSON. */
function outcome(text: string, rows: "equal" | "vary", pieceBytes: number): string {
  try {
    const bytes = Buffer.from(text, "latin1");
    return JSON.stringify(parseDelimited(bytes, { file: "A_TRAIN.tsv", rows, pieceBytes }));
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    return error.message;
  }
}

const rows = fc.constantFrom("equal" as const, "vary" as const);

test("any bytes give series that hold together, or an error with file and line", () => {
  const bytes = fc
    .uint8Array({ maxLength: 300 })
    .map((array) => Buffer.from(array).toString("latin1"));
  fc.assert(fc.property(bytes, rows, checkAny), { numRuns: 1000 });
});

test("texts made of the format's own pieces give series that hold together, or an error with file and line", () => {
  const piece = fc.constantFrom(
    "1",
    "-2.5",
    "NaN",
    "e5",
    "\t",
    ",",
    " ",
    "\n",
    "\r\n",
    "\r",
    '"',
    "x",
    "0x1",
    "",
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(fc.property(text, rows, checkAny), { numRuns: 3000 });
});

test("the pieces in which a file is read make no difference", () => {
  const row = fc.constantFrom("1\t2\t3", "2\t.5\t-1", "", " ", "1\tx\t3", "1\t2", '"1"\t2\t3');
  const newline = fc.constantFrom("\n", "\r\n", "\r");
  const size = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), newline, rows, size, (lines, end, rows, size) => {
      for (const text of [lines.join(end), lines.map((line) => line + end).join("")])
        assert.equal(outcome(text, rows, size), outcome(text, rows, 2 ** 20));
    }),
    { numRuns: 2000 },
  );
});
