import assert from "node:assert/strict";
import { test } from "node:test";
import { accuraciesOf, classificationResults } from "../../analysis/classification.ts";
import { completeCases } from "../../analysis/complete-cases.ts";
import { significance } from "../../analysis/significance.ts";
import { done, planned, selection } from "../../analysis/testing/records.ts";
import { paperDatasets } from "../../reference/paper-table.ts";
import { type RenderedFigure, renderFigure } from "../figure.ts";
import { paperSizedRecords } from "../testing/paper-sized.ts";
import type { PlotInput } from "./plot.ts";
import { plots } from "./registry.ts";

function inputOf({ records, planned: tasks }: ReturnType<typeof paperSizedRecords>): PlotInput {
  const results = classificationResults(records, tasks);
  const cases = completeCases(accuraciesOf(results));
  const enough = cases.methods.length > 1 && cases.datasets.length > 1;
  return { results, cases, significance: enough ? significance(cases) : undefined };
}

const fourteen = inputOf(paperSizedRecords(paperDatasets.slice(0, 14)));
const labels = ["RNTK", "NTK", "RBF", "Polynomial"];

async function rendered(name: string, input = fourteen): Promise<RenderedFigure[]> {
  const plot = plots.find((candidate) => candidate.name === name)!;
  return Promise.all(plot.figures(input).map(renderFigure));
}

function tipsOf({ svg }: RenderedFigure): string[] {
  return [...svg.matchAll(/aria-label="([^"]*)"/g)].map(([, text]) => text!);
}

function textsOf({ svg }: RenderedFigure): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
}

test("every plot gives figures with different names, titles and captions, without NaN in them", async () => {
  const all = (await Promise.all(plots.map(({ name }) => rendered(name)))).flat();
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  for (const figure of all) {
    assert.match(figure.id, /^[A-Za-z0-9-]+$/);
    assert.ok(textsOf(figure).some((text) => figure.title.startsWith(text)));
    assert.match(figure.caption, /\.$/);
    assert.doesNotMatch(figure.svg, /NaN|undefined|null/);
  }
});

test("no plot breaks on a plan without results, on one result, or on methods that share nothing", async () => {
  const plans = [planned("A", "rntk"), planned("A", "rbf"), planned("B", "rbf")];
  for (const records of [[], [done("A", "rntk")], [done("A", "rntk"), done("B", "rbf")]]) {
    const input = inputOf({ records, planned: plans });
    for (const { name } of plots) {
      for (const figure of await rendered(name, input)) assert.doesNotMatch(figure.svg, /NaN/);
    }
  }
});

test("accuracy has a point for every data set and method, and a legend", async () => {
  const [figure] = await rendered("accuracy");
  assert.equal(tipsOf(figure!).length, 4 * 14);
  const texts = textsOf(figure!);
  for (const label of [...labels, "Strawberry", "Yoga"]) assert.ok(texts.includes(label), label);
});

test("a scatter has a point for every data set and counts wins, draws and losses", async () => {
  const correct = (count: number) => [selection({ test: { ...selection().test, correct: count } })];
  const pairs = [
    ["A", 4, 3],
    ["B", 2, 2],
    ["C", 1, 3],
    ["D", 4, 1],
  ] as const;
  const input = inputOf({
    records: pairs.flatMap(([name, rntk, rbf]) => [
      done(name, "rntk", { selections: correct(rntk) }),
      done(name, "rbf", { selections: correct(rbf) }),
    ]),
    planned: pairs.flatMap(([name]) => [
      planned(name, "rntk", "RNTK"),
      planned(name, "rbf", "RBF"),
    ]),
  });
  const [figure] = await rendered("scatter", input);
  assert.equal(figure!.id, "scatter-rntk-rbf");
  assert.ok(textsOf(figure!).includes("RNTK wins 2, draws 1, loses 1"));
  assert.deepEqual(tipsOf(figure!)[0], "A: RNTK 100.00 %, RBF 75.00 %");
  assert.equal(tipsOf(figure!).length, 4);
});

test("without an RNTK the first method is held against the others", async () => {
  const input = inputOf({
    records: [done("A", "ntk"), done("A", "rbf")],
    planned: [planned("A", "ntk", "NTK"), planned("A", "rbf", "RBF")],
  });
  assert.deepEqual(
    (await rendered("scatter", input)).map(({ id }) => id),
    ["scatter-ntk-rbf"],
  );
});

test("critical differences name every method with its mean rank, best on the left", async () => {
  const [nemenyi, wilcoxon] = await rendered("critical-difference");
  const { ranking, nemenyi: test } = fourteen.significance!;
  for (const figure of [nemenyi!, wilcoxon!]) {
    const texts = textsOf(figure).join("|").replaceAll(/\s+/g, " ");
    for (const { method, meanRank } of ranking) {
      const { label } = fourteen.results.methods.find(({ id }) => id === method)!;
      assert.ok(texts.includes(label) && texts.includes(meanRank.toFixed(2)), texts);
    }
  }
  assert.ok(
    textsOf(nemenyi!).includes(`critical difference ${test.criticalDifference.toFixed(2)}`),
  );
});

test("ranks add up to the number of data sets for every method", async () => {
  const [figure] = await rendered("ranks");
  const counts = new Map(labels.map((label) => [label, 0]));
  for (const tip of tipsOf(figure!)) {
    const [, label, count] = /^(\w+) is \d\w\w on (\d+)/.exec(tip)!;
    counts.set(label!, counts.get(label!)! + Number(count));
  }
  assert.deepEqual([...counts.values()], [14, 14, 14, 14]);
});

test("accuracy against sizes has a point for every data set and method, where sizes differ", async () => {
  const figures = await rendered("sizes");
  assert.deepEqual(
    figures.map(({ id }) => id),
    ["accuracy-against-train-size", "accuracy-against-length", "accuracy-against-classes"],
  );
  for (const figure of figures) assert.equal(tipsOf(figure).length, 4 * 14);
});

test("a surface has a cell for every pair of values and marks the chosen one", async () => {
  const figures = await rendered("surface");
  assert.equal(figures.length, 14);
  const [figure] = figures;
  assert.deepEqual(figure!.id, "surface-Strawberry-rntk");
  assert.equal(figure!.svg.match(/stroke="#ffffff"/g)!.length, 15 * 12);
  assert.equal(figure!.svg.match(/stroke="#d4380d"/g)!.length, 1);
  assert.ok(textsOf(figure!).includes("σw") && textsOf(figure!).includes("√2"));
});
