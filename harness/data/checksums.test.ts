import assert from "node:assert/strict";
import { test } from "node:test";
import { contentChecksum } from "./checksums.ts";
import { SeriesBuilder } from "./formats/series-file.ts";

function ofSeries(...series: readonly (readonly [string, ...number[]])[]): string {
  const builder = new SeriesBuilder();
  for (const [label, ...values] of series) {
    builder.start(label);
    for (const value of values) builder.push(value);
  }
  return contentChecksum(builder.finish(1));
}

test("the checksum of own files is one of series and labels, in their order", () => {
  const sums = [
    ofSeries(["a", 1, 2], ["b", 3]),
    ofSeries(["a", 1], ["b", 2, 3]),
    ofSeries(["a", 1, 2], ["a", 3]),
    ofSeries(["b", 3], ["a", 1, 2]),
    ofSeries(["a", 1, 2], ["b", Number.NaN]),
    ofSeries(["a", 1, 2]),
  ];
  assert.equal(new Set(sums).size, sums.length);
  for (const sum of sums) assert.match(sum, /^[0-9a-f]{64}$/);
  assert.equal(sums[0], ofSeries(["a", 1, 2], ["b", 3]));
});
