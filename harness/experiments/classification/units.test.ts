import assert from "node:assert/strict";
import { test } from "node:test";
import { kernelNamed } from "../../kernels/registry.ts";
import { rowsTogether } from "../../kernels/training-grams.ts";
import { fitAndPredict } from "../../learners/fit.ts";
import { type Grid, pointsOf } from "../../methods/grid.ts";
import type { KernelDefinition } from "../../methods/kernel/definition.ts";
import { readyData } from "../prepared-data.ts";
import { preparationOf } from "./task.ts";
import { type TestPayload, units } from "./units.ts";

const C = [1, 10];

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
    method: "svm",
    definition: {
      ...{ kernel, grid: [...grid, { key: "C", values: C }] },
      settings: { tolerance: 1e-3, gramPrecision: "float64", maxIterations: null },
    } as KernelDefinition,
    candidates: [3, 0, 1],
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
      const { train, test: cases } = readyData(preparationOf(payload));
      assert.equal(cases.sequences.count > rowsTogether(train.sequences.count), testSize === 9000);
      const settings = pointsOf(grid);
      const expected = payload.candidates.map((candidate) => {
        const setting = settings[Math.floor(candidate / C.length)]!;
        const [gram] = kernel.grams(train.sequences, [setting]);
        const [cross] = kernel.crossGrams(train.sequences, cases.sequences, [setting]);
        const svc = { tolerance: 1e-3, gramPrecision: "float64" } as const;
        const one = [C[candidate % C.length]!];
        const [fit] = fitAndPredict({
          ...{ gram: gram!, crossGrams: [cross!], labels: train.labels, C: one, svc },
        });
        const { predictions, ...facts } = fit!;
        return { predictions: [...predictions], fit: facts };
      });
      assert.deepEqual(units.test(payload), expected);
      assert.ok(new Set(expected[0]!.predictions).size > 1);
    });
