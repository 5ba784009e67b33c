import assert from "node:assert/strict";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import { sharedFolder, withoutSharedFolder } from "../shared-folder.ts";
import { temporaryFolder, writeInto } from "../testing/cli.ts";
import { readDailySeries, seriesChecksum } from "./daily-series.ts";

const csv = "Date,Open,Close\n2020-01-02,1.5,2\n2020-01-03,2.5,3.25\n\n2020-01-06,3.5,4e1\n";

function failure(action: () => unknown): HarnessError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof HarnessError);
    return error;
  }
  assert.fail("nothing was thrown");
}

test("a column is read with its days, blank lines passed over", (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "Goog.csv", csv);
  assert.deepEqual(readDailySeries("Goog.csv", "Close", folder), {
    name: "goog",
    values: [2, 3.25, 40],
    days: ["2020-01-02", "2020-01-03", "2020-01-06"],
  });
});

test("a file that is not there is named", (t) => {
  const error = failure(() => readDailySeries("none.csv", "Close", temporaryFolder(t)));
  assert.match(error.message, /none\.csv: there is no such file/);
  assert.equal(error.code, "data");
});

test("a package that is not installed is named with what to do", () => {
  const error = failure(() => readDailySeries("npm:@nobody/nothing/x.csv", "Close", "."));
  assert.match(error.message, /no installed package has the file @nobody\/nothing\/x\.csv/);
  assert.match(error.hint ?? "", /--series/);
});

test("a column that is not there is refused with the nearest one", (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "x.csv", csv);
  const near = failure(() => readDailySeries("x.csv", "Closed", folder));
  assert.match(near.message, /x\.csv:1: there is no column "Closed".*"Close"/);
  const far = failure(() => readDailySeries("x.csv", "Weather", folder));
  assert.match(far.message, /columns are Date, Open, Close/);
});

test("a value that is no finite number is refused with its line", (t) => {
  const folder = temporaryFolder(t);
  for (const [text, line] of [
    ["null", 3],
    ["", 3],
    ["Infinity", 3],
  ] as const) {
    writeInto(folder, "x.csv", `Date,Close\n1,2\n2,${text}\n`);
    const error = failure(() => readDailySeries("x.csv", "Close", folder));
    assert.match(
      error.message,
      new RegExp(`x\\.csv:${line}: Close must be a number, found "${text}"`),
    );
  }
});

test("a line that stops short of the column is refused", (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "x.csv", "Date,Close\n1,2\n2\n");
  assert.match(failure(() => readDailySeries("x.csv", "Close", folder)).message, /x\.csv:3/);
});

test("an empty file has no columns", (t) => {
  const folder = temporaryFolder(t);
  writeInto(folder, "x.csv", "");
  assert.match(failure(() => readDailySeries("x.csv", "Close", folder)).message, /x\.csv:1/);
});

test("the checksum is that of the values, not of the file", () => {
  assert.equal(seriesChecksum([1, 2]), seriesChecksum([1, 2]));
  assert.notEqual(seriesChecksum([1, 2]), seriesChecksum([1, 2.0000000001]));
});

test("the Google series has 1 260 days from 2013-05-13 to 2018-05-11", {
  skip: withoutSharedFolder,
}, () => {
  const { days, values } = readDailySeries("stocks/goog.csv", "Close", sharedFolder!);
  assert.equal(values.length, 1260);
  assert.deepEqual([days[0], days.at(-1)], ["2013-05-13", "2018-05-11"]);
  assert.deepEqual([values[0], values.at(-1)], [435.929688, 1098.26001]);
});
