import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { done, selection } from "../analysis/testing/records.ts";
import { writeRecord } from "../store/records.ts";
import { harness, temporaryFolder } from "../testing/cli.ts";

const right = (correct: number) => ({
  selections: [selection({ test: { ...selection().test, correct } })],
});

/** Two folders of records: in `plain` the RNTK leads, in `scaled` RBF does. */
function twoFolders(t: TestContext): string {
  const folder = temporaryFolder(t);
  const write = (name: string, dataset: string, method: string, correct: number) =>
    writeRecord(join(folder, name), done(dataset, method, right(correct)));
  for (const dataset of ["Coffee", "Beef"]) {
    write("plain", dataset, "rbf", 2);
    write("plain", dataset, "rntk", 4);
    write("scaled", dataset, "rbf", 3);
    write("scaled", dataset, "rntk", 1);
  }
  write("plain", "Car", "rbf", 0);
  return folder;
}

test("a row a folder, over the data sets that all have, kernels in the order of tables", async (t) => {
  const folder = twoFolders(t);
  const { status, stdout, stderr } = await harness(folder, "ablation", "plain", "scaled/");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Results +Sets +RNTK +rank +RBF +rank +Leads +by\n/);
  assert.match(stdout, /\nplain +2 +100\.00 +1\.00 +50\.00 +2\.00 +RNTK +50\.00\n/);
  assert.match(stdout, /\nscaled +2 +25\.00 +2\.00 +75\.00 +1\.00 +RBF +50\.00\n/);
  assert.match(stdout, /over 2 data sets, best in bold: Beef, Coffee\.\n$/);
});

test("the table comes as CSV with numbers as they are, and as Markdown", async (t) => {
  const folder = twoFolders(t);
  const csv = await harness(folder, "ablation", "plain", "scaled", "--format", "csv");
  assert.equal(
    csv.stdout,
    "variation,datasets,rntk_mean,rntk_rank,rbf_mean,rbf_rank,leader,lead\nplain,2,100,1,50,2,RNTK,50\nscaled,2,25,2,75,1,RBF,50\n",
  );
  const markdown = await harness(folder, "ablation", "plain", "--format", "markdown");
  assert.match(markdown.stdout, /\| plain +\| +2 \| \*\*100\.00\*\* \|/);
});

test("a folder that is not there, and folders with nothing in common, are refused in one sentence", async (t) => {
  const folder = twoFolders(t);
  const absent = await harness(folder, "ablation", "plain", "nowhere");
  assert.equal(absent.status, 2);
  assert.match(absent.stderr, /^there is no folder of results nowhere\n/);
  writeRecord(join(folder, "alone"), done("Fish", "ntk"));
  const disjoint = await harness(folder, "ablation", "plain", "alone");
  assert.equal(disjoint.status, 2);
  assert.match(disjoint.stderr, /^plain and alone have no data set on which all have a result/);
  writeRecord(join(folder, "waves"), { ...done("Fish", "ntk"), experiment: "sensitivity" });
  const other = await harness(folder, "ablation", "plain", "waves");
  assert.equal(other.status, 2);
  assert.match(other.stderr, /^waves holds no record of the classification experiment/);
  const nothing = await harness(folder, "ablation");
  assert.equal(nothing.status, 2);
});
