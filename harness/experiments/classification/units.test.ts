import assert from "node:assert/strict";
import { test } from "node:test";
import { kernelNamed } from "../../kernels/registry.ts";
import { rowsTogether } from "../../kernels/training-grams.ts";
import { fitAndPredict } from "../../learners/fit.ts";
import { type Grid, settingsOf } from "../grid.ts";
import { readyData, type TestPayload, testUnit } from "./units.ts";

function payloadOf(kernel: string, grid: Grid, testSize: number): TestPayload {
  const spec = {
    ...{ name: "bells", generate: "cylinder-bell-funnel", trainSize: 30, testSize },
    ...{ length: 6, seed: 1 },
  };
  return {
    data: {
      status: "present",
      name: "bells",
      origin: "generated",
      source: { kind: "generated", spec },
      size: undefined,
    } as never,
    prepare: { missing: "fail", scale: "none", length: "as-is" },
    kernel,
    grid,
    C: [1, 10],
    svc: { tolerance: 1e-3, gramPrecision: "float64" },
    settings: [1, 0],
  };
}

const grids = {
  rbf: [{ key: "alpha", values: [0.01, 0.5] }],
  ntk: [{ key: "layers", values: [1, 3] }],
  rntk: [{ key: "sigmaB", values: [0, 0.1] }],
} satisfies Record<string, Grid>;

for (const [name, grid] of Object.entries(grids))
  for (const testSize of [40, 9000])
    test(`${name}: ${testSize} test cases in blocks are predicted as those of the whole Gram`, () => {
      const payload = payloadOf(name, grid, testSize);
      const kernel = kernelNamed(name);
      const { train, test: cases } = readyData(payload, kernel);
      assert.equal(cases.sequences.count > rowsTogether(train.sequences.count), testSize === 9000);
      const settings = settingsOf(grid);
      const expected = payload.settings.map((place) => {
        const [gram] = kernel.grams(train.sequences, [settings[place]!]);
        const [cross] = kernel.crossGrams(train.sequences, cases.sequences, [settings[place]!]);
        const { C, svc } = payload;
        const fits = fitAndPredict({
          ...{ gram: gram!, crossGrams: [cross!], labels: train.labels, C, svc },
        });
        return fits.map((fit) => ({ ...fit, predictions: [...fit.predictions] }));
      });
      assert.deepEqual(testUnit(payload), expected);
      assert.ok(new Set(expected[0]![1]!.predictions).size > 1);
    });
