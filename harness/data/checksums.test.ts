import assert from "node:assert/strict";
import { test } from "node:test";
import { readingChecksum } from "./checksums.ts";
import { delimited } from "./formats/delimited.ts";
import type { DatasetFormat } from "./formats/format.ts";
import { formats } from "./formats/registry.ts";

const bytes = "ab".repeat(32);
const ofSeries = delimited as DatasetFormat;

test("the checksum of a file that its ending says how to read is that of its bytes", () => {
  for (const format of formats)
    for (const { ending } of format.endings)
      assert.equal(readingChecksum(bytes, `A_TRAIN${ending}`, format, {}), bytes);
});

test("an option that decides only what is refused leaves the checksum alone", () => {
  for (const lengths of ["equal", "vary"])
    assert.equal(readingChecksum(bytes, "A.csv", ofSeries, { lengths }), bytes);
});

test("a format that the config names, and options that decide what is read, make other data of the same bytes", () => {
  const columns: DatasetFormat = { ...ofSeries, name: "columns", endings: [], deciding: ["label"] };
  const sums = [
    readingChecksum(bytes, "A.csv", ofSeries, { lengths: "equal" }),
    readingChecksum(bytes, "A.arff", ofSeries, { lengths: "equal" }),
    readingChecksum(bytes, "A.csv", columns, { lengths: "equal" }),
    readingChecksum(bytes, "A.csv", columns, { lengths: "equal", label: "class" }),
    readingChecksum(bytes, "A.csv", columns, { lengths: "equal", label: "kind" }),
    readingChecksum("cd".repeat(32), "A.csv", columns, { lengths: "equal", label: "kind" }),
  ];
  assert.equal(new Set(sums).size, sums.length);
  for (const sum of sums) assert.match(sum, /^[0-9a-f]{64}$/);
  assert.equal(
    readingChecksum(bytes, "B.csv", columns, { label: "kind", lengths: "vary" }),
    sums[4],
  );
});
