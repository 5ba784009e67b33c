import assert from "node:assert/strict";
import { test } from "node:test";
import { guessTable } from "./guess-table.ts";

const guess = (text: string, given: object = {}) =>
  guessTable(Buffer.from(text), "a.csv", given).options;

test("labels are found in the first or last column of a table without a header", () => {
  assert.deepEqual(guess("1,0.5,2\n2,0.5,3\n1,4,5\n2,5,6\n"), { label: "first" });
  assert.deepEqual(guess("0.5,2,up\n0.25,3,down\n4,5,up\n5,6,down\n"), { label: "last" });
  assert.deepEqual(guess("0.5,2,1\n0.25,3,2\n4,5,1\n5,6,2\n"), { label: "last" });
});

test("a header names the column of labels, or the only one with words that repeat holds them", () => {
  assert.deepEqual(guess("class,t0\na,1\nb,2\n"), { header: true, label: "class" });
  const words = "t0,t1,what\n1,2,a\n1,2,b\n3,4,a\n3,4,b\n";
  assert.deepEqual(guess(words), { header: true, label: "what" });
});

test("a header that numbers the columns is one", () => {
  assert.deepEqual(guess("id,label,0,1,2\n7,a,4,5,6\n8,b,4,5,6\n"), {
    ...{ header: true, label: "label" },
    ignore: ["id"],
  });
});

test("identifiers, other words and an index without a name are left out", () => {
  assert.deepEqual(guess(",kind,t0,note\n0,a,1,x\n1,b,2,y\n"), {
    ...{ header: true, label: "kind" },
    ignore: ["", "note"],
  });
});

test("a column of series and one of times make the long form, where series repeat", () => {
  const rows = "A,1,0.5,x\nA,2,0.5,x\nB,1,0.5,y\nB,2,0.5,y\n";
  assert.deepEqual(guess(`series,time,v,kind\n${rows}`), {
    label: "kind",
    long: { series: "series", time: "time", value: "v" },
  });
});

test("rows of different numbers of columns are said to vary, and what is given is not guessed", () => {
  assert.deepEqual(guess("1,2,3\n2,4\n", { label: "first" }), { label: "first", lengths: "vary" });
});

test("a table without a column of labels is refused with the flag that helps", () => {
  assert.throws(() => guess("0.1,0.2\n0.3,0.4\n0.5,0.6\n"), /a\.csv: no column was found/);
});
