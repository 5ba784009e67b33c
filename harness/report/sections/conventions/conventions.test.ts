import assert from "node:assert/strict";
import { test } from "node:test";
import type { DoneRecord } from "../../../analysis/parsed-results.ts";
import type { HarnessRecord } from "../../../store/record.ts";
import { renderFigure } from "../../figure.ts";
import type { ReportInput } from "../../report-input.ts";
import { conventionsSection } from "./conventions.tsx";

const paper = { name: "paper", output: "rntk", C: [0.01, 100] };
const nngp = { name: "nngp", output: "nngp", C: [0.01, 100] };

/** One convention on a set: the counts that it reaches with one candidate each, and those that it chooses. */
type Made = readonly [typeof paper, reached: readonly number[], least: number, most: number];

function recordOf(dataset: string, testSize: number, made: readonly Made[]): HarnessRecord {
  return {
    ...{ format: 2, key: "0".repeat(64), config: "conventions", experiment: "conventions" },
    ...{ dataset, method: "unit-norm", status: "done" },
    task: {
      prepare: { scale: "unit-norm" },
      recursion: { layers: 1 },
      grid: [{ key: "sigmaU", values: [1] }],
      selection: { foldSeeds: [0], folds: 10 },
      conventions: made.map(([own]) => own),
    },
    result: {
      ...{ trainSize: 30, testSize, settings: 2 },
      conventions: made.map(([{ name }, reached, least, most]) => ({
        name,
        reached: reached.map((correct) => ({ correct, candidates: 1 })),
        selections: [{ best: 9, denominator: 10, ties: 2, first: least, least, most }],
      })),
    },
  } as unknown as HarnessRecord;
}

function inputOf(records: readonly HarnessRecord[]): ReportInput {
  const state = { kind: "ready", definition: {}, local: undefined } as const;
  return {
    ...{ configPath: "configs/conventions.yaml", experiment: "conventions", title: "conventions" },
    ...{ description: undefined, configText: undefined, version: "0.0.0" },
    records,
    planned: records.map(({ dataset, method }) => ({ dataset, method, label: method, state })),
  };
}

// the paper has 27 of 30 on Beef, 93 of 100 on ECG200 and 36 of 64 on Herring
const agreeing = recordOf("Herring", 64, [
  [paper, [30, 36, 40], 35, 37],
  [nngp, [20, 36], 36, 36],
]);

const explained = inputOf([
  recordOf("Beef", 30, [
    [paper, [20, 24], 20, 23],
    [nngp, [26, 27], 27, 27],
  ]),
  agreeing,
  recordOf("ECG200", 100, [
    [paper, [80, 94], 80, 90],
    [nngp, [92, 93], 92, 93],
  ]),
]);

test("a convention that chooses the paper's counts where the protocol does not, and keeps the others, is the answer", () => {
  const { answer } = conventionsSection.build(explained);
  assert.match(
    answer,
    /^Of 2 conventions on 3 data sets \(6 cells\), most of the paper's counts are chosen/,
  );
  assert.match(
    answer,
    /chooses the paper's count on 0 of 2 \(\d\.\d by chance\) of the sets on which it disagrees/,
  );
  assert.match(answer, /on 1 of 1 \(\d\.\d by chance\) of the others/);
  assert.match(answer, /on 1 no candidate of its grid comes up to it/);
  assert.match(
    answer,
    /are chosen, where the protocol disagrees and on the others, by output nngp \(2 of 2 \(\d\.\d by chance\) and 1 of 1 \(\d\.\d by chance\)\)\. That is suggestive, no proof/,
  );
});

test("where none does, the answer says so and names the nearest", () => {
  const { answer } = conventionsSection.build(
    inputOf([
      recordOf("Beef", 30, [
        [paper, [20, 24], 20, 23],
        [nngp, [26, 28], 28, 28],
      ]),
      recordOf("ECG200", 100, [
        [paper, [80, 94], 80, 90],
        [nngp, [92, 93], 92, 93],
      ]),
      agreeing,
    ]),
  );
  assert.match(
    answer,
    /^None of 2 conventions on 3 data sets \(6 cells\) chooses most of the paper's counts\./,
  );
  assert.match(
    answer,
    /chooses most of those on which the protocol disagrees is output nngp: 1 of 2/,
  );
});

test("without the paper's protocol, or with sets of which the paper has no number, the answer says so", () => {
  const alone = conventionsSection.build(
    inputOf([recordOf("Beef", 30, [[nngp, [26, 27], 27, 27]])]),
  );
  assert.match(alone.answer, /^The paper's protocol, with every key at its default, is not among/);
  const own = conventionsSection.build(inputOf([recordOf("mine", 30, [[paper, [20], 20, 20]])]));
  assert.match(own.answer, /^There is no data set to compare on\. Left out, .*: mine\.$/);
  assert.match(
    conventionsSection.build(
      inputOf([...explained.records, recordOf("mine", 30, [[paper, [20], 20, 20]])]),
    ).answer,
    /Left out, as the paper's table has no RNTK accuracy of these test cases: mine\.$/,
  );
});

test("without records there is an answer, and no figure", () => {
  const { answer, figures, tables } = conventionsSection.build(inputOf([]));
  assert.equal(answer, "No convention has been tried yet.");
  assert.deepEqual(figures, []);
  for (const { rows } of tables) assert.deepEqual(rows, []);
});

test("the figure has a column a set, a row a convention, and a legend", async () => {
  const [figure] = conventionsSection.build(explained).figures;
  const { svg } = await renderFigure(figure!);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
  for (const text of ["Beef", "ECG200", "Herring", "the paper's protocol", "output nngp"])
    assert.ok(texts.includes(text), text);
  assert.ok(texts.some((text) => /^2 of 2 \(\d\.\d\)$/.test(text)));
  assert.ok(texts.includes("beyond every candidate"));
  assert.doesNotMatch(svg, /NaN|undefined/);
});

test("the tables say what is in reach", () => {
  const { tables } = conventionsSection.build(explained);
  const [totals, hindsight] = tables;
  assert.deepEqual(
    totals!.rows.map((row) => row.slice(0, 3).map(({ text }) => text)),
    [
      ["the paper's protocol", "2", "0"],
      ["output nngp", "2", "2"],
    ],
  );
  const beef = hindsight!.rows.find(([name]) => name!.text === "Beef")!;
  assert.deepEqual(
    beef.map(({ text }) => text),
    [
      ...["Beef", "30", "27 (90.0 %)", "20", "23", "24 (80.0 %)"],
      ...["2", "0", "0.4", "27 (90.0 %)", "1", "1"],
    ],
  );
});

test("explain tells each convention's keys, reach and choice", () => {
  const [first] = explained.records;
  const passages = conventionsSection.explain(first as DoneRecord);
  assert.deepEqual(
    passages.map(({ title }) => title),
    ["Data and grid", "paper", "nngp"],
  );
  assert.deepEqual(passages[0]!.lines, [
    "30 training and 30 test cases, 2 settings",
    "the paper: 90.00 %",
  ]);
  assert.deepEqual(passages[2]!.lines, [
    'output "nngp", C [0.01,100]',
    "2 candidates: 26 (86.67 %) to 27 (90.00 %) of 30 test cases",
    "fold seed 0: validation 90.00 %, 2 candidates with it, the first 27 (90.00 %), from 27 to 27",
  ]);
});
