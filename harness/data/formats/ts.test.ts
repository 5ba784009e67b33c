import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import type { SeriesFile } from "./series-file.ts";
import { parseTs } from "./ts.ts";

const header =
  "# from somewhere\n@problemName A\n@timeStamps false\n@univariate true\n@classLabel true cat dog\n@data\n";

function faultOf(text: string): string {
  try {
    parseTs(text, "A_TRAIN.ts");
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    return error.message;
  }
  throw new Error("the text was read");
}

test("a univariate file gives series, word labels, and missing values", () => {
  const { sequences, labels } = parseTs(
    `${header}1,2.5,?:cat\n-3, NaN ,1e-2,0: dog\n`,
    "A_TRAIN.ts",
  );
  assert.deepEqual(labels, ["cat", "dog"]);
  assert.deepEqual([...sequences.lengths], [3, 4]);
  assert.deepEqual([...sequences.values], [1, 2.5, Number.NaN, -3, Number.NaN, 0.01, 0]);
});

test("channels stand side by side in a step", () => {
  const text =
    "@univariate false\n@dimensions 2\n@classLabel true 1 2\n@data\n1,2,3:10,20,30:1.0\n4,5:40,50:2\n";
  const { sequences, labels } = parseTs(text, "A_TRAIN.ts");
  assert.equal(sequences.dimension, 2);
  assert.deepEqual([...sequences.lengths], [3, 2]);
  assert.deepEqual([...sequences.offsets], [0, 6]);
  assert.deepEqual([...sequences.values], [1, 10, 2, 20, 3, 30, 4, 40, 5, 50]);
  assert.deepEqual(labels, ["1", "2"]);
});

test("the keys of the header may be written in any case", () => {
  assert.deepEqual(parseTs("@CLASSLABEL True a\n@Data\n1:a\n", "A").labels, ["a"]);
});

const classes = "@classLabel true a b\n";
const faults: readonly [name: string, text: string, sentence: RegExp][] = [
  [
    "a label that the header does not name",
    `${header}1,2:dig\n`,
    /^A_TRAIN\.ts:7:5: the label "dig" is not in .*did you mean "dog"/,
  ],
  ["a row without a label", `${header}1,2\n`, /:7: the row has no label/],
  ["a value that is no number", `${header}1,x:cat\n`, /:7:3: the value "x" is no number/],
  ["an empty channel", `${header}:cat\n`, /:7:1: a value is empty/],
  [
    "channels beyond those declared",
    `${header}1:2:cat\n`,
    /:7: the series has 2 channels, 1 were expected/,
  ],
  [
    "channels of different lengths",
    `@dimensions 2\n${classes}@data\n1,2:3:a\n`,
    /:4: channel 2 of the series has 1 steps, channel 1 has 2/,
  ],
  [
    "another length than the declared one",
    `@equalLength true\n@seriesLength 3\n${classes}@data\n1,2:a\n`,
    /:5: the series has 2 steps, .* says 3/,
  ],
  [
    "time stamps",
    `@timestamps true\n${classes}@data\n(0,1):a\n`,
    /:1: series with time stamps are not supported/,
  ],
  ["a regression file", "@targetLabel true\n@data\n1:2\n", /:1: the header names no classes/],
  [
    "a header key that does not exist",
    `@univarate true\n${classes}@data\n`,
    /:1: unknown header key @univarate; did you mean "univariate"/,
  ],
  [
    "a flag that is neither true nor false",
    `@univariate yes\n${classes}@data\n`,
    /:1: @univariate takes true or false/,
  ],
  [
    "a size that is no size",
    `@dimensions 0\n${classes}@data\n`,
    /:1: @dimensions takes a whole number/,
  ],
  ["series before @data", `${classes}1,2:a\n`, /:2: a header line starts with @/],
  ["a header without @data", classes, /the header has no @data/],
  ["a file without series", `${classes}@data\n`, /the file has no series/],
  ["an HTML page", "<!DOCTYPE html>\n", /:1: a header line starts with @, found "<!DOCTYPE html>"/],
  ["an empty file", "", /the header has no @data/],
];

for (const [name, text, sentence] of faults) {
  test(`${name}: refused with file and line`, () => assert.match(faultOf(text), sentence));
}

function checkAny(text: string): void {
  let file: SeriesFile;
  try {
    file = parseTs(text, "A_TRAIN.ts");
  } catch (error) {
    assert.ok(error instanceof HarnessError, String(error));
    assert.match(error.message, /^A_TRAIN\.ts:\d+(:\d+)?: /);
    return;
  }
  const { sequences, labels } = file;
  assert.ok(sequences.count > 0 && labels.length === sequences.count);
  assert.ok(sequences.lengths.every((length) => Number.isInteger(length) && length >= 1));
  const steps = sequences.lengths.reduce((a, b) => a + b, 0);
  assert.equal(sequences.values.length, steps * sequences.dimension);
  assert.ok(sequences.values.every((value) => Number.isFinite(value) || Number.isNaN(value)));
}

test("any bytes give series that hold together, or an error with file and line", () => {
  const bytes = fc
    .uint8Array({ maxLength: 300 })
    .map((array) => Buffer.from(array).toString("utf8"));
  fc.assert(fc.property(bytes, checkAny), { numRuns: 1000 });
});

test("texts made of the format's own pieces give series that hold together, or an error with file and line", () => {
  const line = fc.constantFrom(
    ...[
      "@classLabel true a b",
      "@classLabel false",
      "@dimensions 2",
      "@dimension x",
      "@univariate true",
    ],
    ...[
      "@equalLength true",
      "@seriesLength 2",
      "@timestamps true",
      "@data",
      "# note",
      "",
      "@toString",
    ],
    ...["1,2:a", "1,2:3,4:b", "1:a", "?,NaN:b", ":", "1,,2:a", "1,2:c", "1,2"],
  );
  const text = fc.array(line, { maxLength: 10 }).map((lines) => lines.join("\n"));
  fc.assert(fc.property(text, checkAny), { numRuns: 3000 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) =>
      checkAny(`${classes}@data\n${lines.join("\n")}`),
    ),
    { numRuns: 3000 },
  );
});
