import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { parseSeriesRows } from "./series-rows.ts";

const rowsOf = (text: string, labels: "none" | "first" = "none") => {
  const { count, lengths, offsets, values } = parseSeriesRows(text, "s.csv", labels);
  return Array.from({ length: count }, (_, i) => [
    ...values.subarray(offsets[i]!, offsets[i]! + lengths[i]!),
  ]);
};

const refused = (text: string, pattern: RegExp, labels: "none" | "first" = "none") =>
  assert.throws(
    () => rowsOf(text, labels),
    (error: unknown) =>
      error instanceof HarnessError && error.code === "data" && pattern.test(error.message),
  );

test("values are separated by commas, tabs or blanks", () => {
  const expected = [[1, -2.5, 3e-7], [4]];
  assert.deepEqual(rowsOf("1,-2.5,3e-7\n4\n"), expected);
  assert.deepEqual(rowsOf("1\t-2.5\t3e-7\r\n4\r\n"), expected);
  assert.deepEqual(rowsOf("  1  -2.5 3e-7 \n 4"), expected);
});

test("empty rows are skipped, empty cells at the end of a row are no values", () => {
  assert.deepEqual(rowsOf("\n1,2,3\n\n4,,\n,,\n"), [[1, 2, 3], [4]]);
});

test("with labels the first column is left out, whatever it holds", () => {
  assert.deepEqual(rowsOf("yes,1,2\nNaN,3\n", "first"), [[1, 2], [3]]);
  assert.deepEqual(rowsOf("  1  5 6\n 2  7 8\n", "first"), [
    [5, 6],
    [7, 8],
  ]);
});

test("what is no finite number is refused with line and column", () => {
  refused("1,2\n3,x,5\n", /^s\.csv:2:3: the value "x" is no number$/);
  refused("time,value\n1,2\n", /^s\.csv:1:1: the value "time" is no number$/);
  refused("1,2\n3,,5\n", /^s\.csv:2:3: a value is empty/);
  refused("1\t2\n3\tNaN\n", /^s\.csv:2:3: the value is NaN, where a finite number was expected$/);
  refused("1,1e999\n", /^s\.csv:1:3: the value "1e999" is too large/);
  refused("1,Infinity\n", /^s\.csv:1:3: /);
  refused("1,0x10\n", /^s\.csv:1:3: /);
});

test("a file without series, or a row without values, is refused", () => {
  refused("\n\n", /^s\.csv:1: the file has no series$/);
  refused("a,1\nb\n", /^s\.csv:2: the row has a label and no values$/, "first");
});

test("numbers come back as they were written, to the last bit", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const rows = fc.array(fc.array(number, { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(rows, fc.constantFrom(",", "\t", " "), (rows, separator) => {
      const text = rows.map((row) => row.join(separator)).join("\n");
      assert.deepEqual(
        rowsOf(text),
        rows.map((row) => row.map((value) => value + 0)),
      );
    }),
  );
});
