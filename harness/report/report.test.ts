import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { done, failed, planned } from "../analysis/testing/records.ts";
import { paperDatasets } from "../reference/paper-table.ts";
import { terminalReport, writeReport } from "./report.ts";
import type { ReportInput } from "./report-input.ts";
import { exampleInput, frame } from "./testing/inputs.ts";
import { paperSizedRecords } from "./testing/paper-sized.ts";

async function written(input: ReportInput) {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  try {
    const { html, files } = await writeReport(input, folder);
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    const contents = new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path))]));
    return {
      page: readFileSync(html, "utf8"),
      files: files.map((path) => relative(folder, path)).sort(),
      contents,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a report is a page, tables in three formats and figures in three, and nothing is left over", async () => {
  const { files, contents } = await written(exampleInput);
  assert.deepEqual([...contents.keys()], files);
  const ids = (folder: string, ending: string) =>
    files
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(ending))
      .map((path) => path.slice(folder.length + 1, -ending.length));
  const figures = ids("figures", ".png");
  assert.ok(figures.includes("accuracy") && figures.includes("scatter-rntk-rbf"));
  assert.ok(figures.includes("surface-Coffee-rntk"));
  assert.deepEqual(ids("figures", ".svg"), figures);
  assert.deepEqual(ids("figures", ".vl.json"), figures);
  for (const ending of [".csv", ".md", ".tex"]) {
    assert.deepEqual(ids("tables", ending), ["accuracy", "details", "scores", "stability"]);
  }
  assert.equal(files.length, 3 * figures.length + 12 + 2);
});

test("the same records give the same bytes, in whatever order they come", async () => {
  const first = await written(exampleInput);
  const second = await written({
    ...exampleInput,
    records: exampleInput.records.toReversed(),
  });
  assert.deepEqual([...first.contents.keys()], [...second.contents.keys()]);
  for (const [path, bytes] of first.contents) {
    assert.ok(bytes.equals(second.contents.get(path)!), path);
  }
});

test("the page says how far the run got, what failed and why, and what to do", async () => {
  const { page } = await written(exampleInput);
  assert.match(page, /6 of 10 tasks done, 1 failed, 1 skipped, 2 missing\./);
  assert.match(page, /row 3 of Beef_TRAIN\.tsv has 4 values, expected 470/);
  assert.match(page, /series differ in length/);
  assert.match(page, /harness fetch Beef/);
  assert.match(
    page,
    /RNTK has the best mean test accuracy over 3 data sets: 58\.33 %, 8\.33 points ahead of RBF 50\.00/,
  );
  assert.match(page, /as transcribed, unverified/);
  assert.match(page, /npx tsx harness run configs\/example\.yaml/);
});

test("the page asks for nothing: no address but those of its own files", async () => {
  const { page } = await written(exampleInput);
  const addresses = [...page.matchAll(/\b(?:src|href|action|data)="([^"]*)"/g)].map(
    ([, address]) => address!,
  );
  assert.ok(addresses.length > 10);
  const own = /^(?:#|figures\/|tables\/|data:)/;
  const links =
    /^(?:\.\.\/\.\.\/docs\/|\.\.\/index\.html$|https:\/\/arxiv\.org\/abs\/2006\.10246$)/;
  for (const address of addresses) assert.ok(own.test(address) || links.test(address), address);
  assert.deepEqual([...page.matchAll(/<(?!a\b)[^<>]*(?:src|href)="(?!#|data:)/g)], []);
  assert.doesNotMatch(page, /@import|url\((?!data:)|\bfetch\(|XMLHttpRequest|import\(/);
});

test("text of a config or a record is never markup", async () => {
  const evil = `</script><script>alert(1)</script><img src=x onerror="alert(2)">`;
  const { page } = await written({
    ...frame,
    title: evil,
    description: evil,
    configText: evil,
    records: [failed("A", "rntk", evil), done("B", "rntk", { testLabels: [0, 0, 1, 1] })],
    planned: [planned("A", "rntk", evil), planned("B", "rntk", evil)],
  });
  assert.ok(!page.includes("<script>alert"));
  assert.ok(!page.includes("<img"));
  assert.match(page, /&lt;img src=x/);
});

test("labels and titles with control characters, quotes and newlines are harmless in page and figures", async () => {
  const evil = '=<b>"%\\\n\u001b[31m\u202e';
  const { contents } = await written({
    ...exampleInput,
    title: evil,
    planned: exampleInput.planned.map((task) => ({ ...task, label: `${evil}${task.label}` })),
  });
  for (const [path, bytes] of contents) {
    if (path.endsWith(".png")) continue;
    const text = bytes.toString("utf8");
    assert.ok(!text.includes("\u001b") && !text.includes("\u202e"), path);
    if (/\.(?:svg|html)$/.test(path)) assert.ok(!/<b>"/.test(text), path);
  }
});

test("the table of own data has no column of the paper's numbers", async () => {
  const own = ["mine", "other"];
  const { page, contents } = await written({
    ...frame,
    records: own.map((name) => done(name, "rbf")),
    planned: own.map((name) => planned(name, "rbf", "RBF")),
  });
  assert.ok(!page.includes("Δ paper") && !page.includes('name="paper"'));
  assert.doesNotMatch(String(contents.get("tables/details.csv")), /paper|difference/);
  const { page: known } = await written(exampleInput);
  assert.ok(known.includes("Δ paper") && known.includes('name="paper"'));
});

test("what is not there is a row a data set", async () => {
  const { page } = await written({
    ...frame,
    records: [],
    planned: ["rntk", "rbf"].map((id) => planned("Beef", id, id.toUpperCase())),
  });
  const table = /<table class="shortfalls">.*?<\/table>/s.exec(page)![0];
  assert.equal([...table.matchAll(/<th scope="row">/g)].length, 1);
  assert.match(table, /RNTK, RBF <span class="status missing">missing<\/span>: not computed yet/);
});

test("a plan without any record is a whole report still", async () => {
  const { page, files } = await written({
    ...frame,
    description: undefined,
    configText: undefined,
    records: [],
    planned: [planned("Coffee", "rntk", "RNTK")],
  });
  assert.match(page, /No data set has a result of every method yet\./);
  assert.match(page, /0 of 1 task done, 1 missing\./);
  assert.deepEqual(files.length, 11);
});

test("the report of the paper's size stays under 1.5 MB, forty published classifiers included", async () => {
  const published = {
    classifiers: Array.from({ length: 40 }, (_, i) => `Classifier ${i}`),
    datasets: paperDatasets.map(({ name }) => name),
    percent: (dataset: string, classifier: string) => 50 + (dataset + classifier).length / 3,
  };
  const records = paperSizedRecords();
  const { page } = await written({ ...frame, ...records, published });
  assert.ok(Buffer.byteLength(page) <= 1.5e6, `${Buffer.byteLength(page)} bytes`);
});

test("the terminal shows the same outcome", () => {
  const text = terminalReport(exampleInput, { width: 100, style: "plain" });
  assert.match(text, /Coffee +RNTK +100\.00 +100\.00/);
  assert.match(text, /Beef +RNTK +failed: data: row 3/);
});

test("an experiment without a report is refused by name", async () => {
  await assert.rejects(
    written({ ...exampleInput, experiment: "clasification" }),
    /there is no report of the experiment "clasification"/,
  );
});
