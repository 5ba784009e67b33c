import assert from "node:assert/strict";
import { test } from "node:test";
import type { HarnessRecord } from "../../store/record.ts";
import { renderFigure } from "../figure.ts";
import type { ReportInput } from "../report-input.ts";
import { sectionOf } from "./registry.ts";

interface Made {
  readonly dataset: string;
  readonly method: string;
  readonly label: string;
  readonly task: object;
  readonly result: unknown;
}

const state = { kind: "ready", definition: {}, local: undefined } as const;

/** A report's input of made-up results. */
function inputOf(experiment: string, made: readonly Made[], recorded = made): ReportInput {
  return {
    configPath: `configs/${experiment}.yaml`,
    experiment,
    title: experiment,
    description: undefined,
    configText: undefined,
    version: "0.0.0",
    records: recorded.map(
      ({ dataset, method, task, result }) =>
        ({
          format: 2,
          key: "0".repeat(64),
          config: experiment,
          experiment,
          dataset,
          method,
          task,
          status: "done",
          result,
        }) as HarnessRecord,
    ),
    planned: made.map(({ dataset, method, label }) => ({ dataset, method, label, state })),
  } as ReportInput;
}

async function textsOf(input: ReportInput): Promise<Map<string, string[]>> {
  const { figures } = sectionOf(input.experiment).build(input);
  const rendered = await Promise.all(figures.map(renderFigure));
  return new Map(
    rendered.map(({ id, svg }) => {
      assert.doesNotMatch(svg, /NaN|undefined/);
      return [id, [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!)];
    }),
  );
}

const approach = (label: string, method: string, slope: number): Made => ({
  dataset: "width",
  method,
  label,
  task: {},
  result: {
    part: "gram",
    widths: [32, 128],
    distances: [
      [0.5, 0.3],
      [0.2, 0.2],
    ],
    slope,
    intercept: 0.8,
  },
});

const angle: Made = {
  dataset: "angle",
  method: "relu-1",
  label: "ReLU, 1 layer",
  task: { width: 77 },
  result: {
    part: "angle",
    angles: [0, 3, 6.25],
    limit: [1, 2, 1],
    networks: [
      [0.8, 2.1, 1],
      [1.2, 1.9, 1.1],
    ],
    marks: [{ angle: 0, limit: 1 }],
  },
};

test("convergence: slopes stand over the panels, and the answer says whether they are -1/2", async () => {
  const good = inputOf("convergence", [angle, approach("ReLU, 1 layer", "relu-1", -0.51)]);
  const texts = await textsOf(good);
  assert.ok(texts.get("width")!.includes("ReLU, 1 layer: slope −0.510"));
  assert.ok(texts.get("angle")!.includes("2 networks of width 77"));
  const section = sectionOf("convergence");
  assert.match(section.build(good).answer, /at the rate 1\/√n: slope −0\.510/);
  assert.match(section.terminal(good, { width: 100, style: "plain" }), /ReLU, 1 layer +0\.4000/);

  const bad = inputOf("convergence", [
    approach("ReLU, 1 layer", "relu-1", -0.51),
    approach("erf, 1 layer", "erf-1", -0.3),
  ]);
  assert.match(section.build(bad).answer, /^Not every kind of network/);
});

const panel = (dataset: string, curves: readonly (readonly number[])[]): Made => ({
  dataset,
  method: "sigma-w",
  label: "σ_w",
  task: {},
  result: {
    values: [1, Math.SQRT2].slice(0, curves.length),
    sensitivity: curves,
    errors: curves.map((curve) => curve.map(() => 0)),
  },
});

test("sensitivity: a panel a scale, a curve a value, and what each setting hears", async () => {
  const input = inputOf("sensitivity", [
    panel("relu", [
      [0.001, 0.001, 0.5],
      [0.1, 0.1, 0.1],
    ]),
    panel("erf", [[0.5, 0.001, 0]]),
  ]);
  const texts = (await textsOf(input)).get("sensitivity")!;
  for (const text of ["ReLU, σ_w varied", "erf, σ_w varied", "√2"]) assert.ok(texts.includes(text));
  const { answer, tables } = sectionOf("sensitivity").build(input);
  assert.equal(
    answer,
    "Of 2 settings with ReLU 1 weigh all time steps about alike, 0 hear mostly the first, 1 mostly the last; of 1 setting with erf 0 weigh all time steps about alike, 1 hear mostly the first, 0 mostly the last.",
  );
  assert.deepEqual(
    tables[0]!.rows.map((row) => row.at(-1)!.text),
    ["the last steps", "all steps", "the first steps"],
  );
});

const outcome = (span: number, method: string, snr: readonly number[]): Made => ({
  dataset: `span-${span}`,
  method,
  label: { rntk: "RNTK", rbf: "RBF", previous: "Previous value" }[method]!,
  task: { cut: { train: 20, span }, signal: { sigma: 0.05 } },
  result: { snr, chosen: null },
});

const regression = [
  outcome(0, "rntk", [20, 21]),
  outcome(0, "rbf", [21, 22]),
  outcome(0, "previous", [19, 19]),
  outcome(30, "rntk", [20, 21]),
  outcome(30, "rbf", [14, 15]),
  outcome(30, "previous", [19, 19]),
];

test("regression: the sweep has a line a method, and the answer gives the order at both ends", async () => {
  const input = inputOf("synthetic", regression);
  const texts = (await textsOf(input)).get("snr-span")!;
  for (const text of ["RNTK", "RBF", "Previous value", "SNR (dB)"]) assert.ok(texts.includes(text));
  const { answer, tables } = sectionOf("synthetic").build(input);
  assert.equal(
    answer,
    "At T_var = 0 the order of the kernels is RBF 21.5 dB, then RNTK 20.5; Previous value 19.0. At T_var = 30 the order of the kernels is RNTK 20.5 dB, then RBF 14.5; Previous value 19.0.",
  );
  const best = tables[0]!.rows.map((row) => row.find(({ emphasis }) => emphasis === "best")!.text);
  assert.deepEqual(best, ["21.50 ± 0.98", "20.50 ± 0.98"]);
});

for (const [experiment, made] of [
  ["convergence", [angle, approach("ReLU, 1 layer", "relu-1", -0.5)]],
  ["sensitivity", [panel("relu", [[1, 1]])]],
  ["synthetic", regression],
  ["stock", regression],
] as const) {
  test(`${experiment}: without any record the report says so and draws nothing`, () => {
    const input = inputOf(experiment, made, []);
    const section = sectionOf(experiment);
    const { answer, figures } = section.build(input);
    assert.match(answer, /yet\.$/);
    assert.deepEqual(figures, []);
    assert.match(section.terminal(input, { width: 100, style: "plain" }), /yet\.$/);
  });

  test(`${experiment}: with a part of the records the report is made from these`, async () => {
    await textsOf(inputOf(experiment, made, made.slice(0, 1)));
  });
}
