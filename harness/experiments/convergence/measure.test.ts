import assert from "node:assert/strict";
import { test } from "node:test";
import type { RntkParameters } from "../../kernels/rntk/profile.ts";
import {
  angleLimit,
  angleOfNetwork,
  anglesOf,
  gramDistance,
  powerLaw,
  randomSequences,
} from "./measure.ts";

const paper: RntkParameters = {
  layers: 1,
  nonlinearity: "relu",
  sigmaW: Math.SQRT2,
  sigmaU: 1,
  sigmaB: 0,
  sigmaH: 0,
  sigmaV: 1,
};

test("the limit passes the paper's values over the angle", () => {
  const limit = angleLimit(paper, [0, Math.PI / 2, 2.5, 4.9]);
  for (const [k, value] of [0.246, 0.921, 1.584, -0.08].entries()) {
    assert.ok(Math.abs(limit[k]! - value) < 0.001, `${limit[k]}, not ${value}`);
  }
});

test("the angles run from 0 to 2π, both included", () => {
  assert.deepEqual(anglesOf(4), [0, 0.5 * Math.PI, Math.PI, 1.5 * Math.PI, 2 * Math.PI]);
});

test("the mean over 40 networks of width 300 lies within four standard errors of the limit", () => {
  const angles = [0, 1.2, 2.5, 4.9];
  const limit = angleLimit(paper, angles);
  const networks = Array.from({ length: 40 }, (_, k) =>
    angleOfNetwork(paper, angles, 300, `test network ${k}`),
  );
  for (const [a, value] of limit.entries()) {
    const kernels = networks.map((network) => network[a]!);
    const mean = kernels.reduce((sum, kernel) => sum + kernel, 0) / kernels.length;
    const variance =
      kernels.reduce((sum, kernel) => sum + (kernel - mean) ** 2, 0) / (kernels.length - 1);
    assert.ok(
      Math.abs(mean - value) < 4 * Math.sqrt(variance / kernels.length),
      `${mean}, ${value}`,
    );
  }
});

for (const nonlinearity of ["relu", "erf"] as const) {
  for (const layers of [1, 2]) {
    test(`the distance to the limit halves with four times the width (${nonlinearity}, ${layers})`, () => {
      const setting = { ...paper, nonlinearity, layers, sigmaB: 0.5, sigmaH: 0.5 };
      const sequences = randomSequences([2, 3, 3, 4], "test sequences");
      const mean = (width: number) => {
        let sum = 0;
        for (let k = 0; k < 24; k++) sum += gramDistance(setting, sequences, width, `draw ${k}`);
        return sum / 24;
      };
      const ratio = mean(48) / mean(192);
      // 24 draws of relative spread about .4 leave an error of .11 in each mean
      assert.ok(ratio > 1.4 && ratio < 2.8, `${ratio}`);
    });
  }
}

test("a power law is found exactly", () => {
  const x = [1, 2, 4, 8];
  const { slope, intercept } = powerLaw(
    x,
    x.map((value) => 3 / Math.sqrt(value)),
  );
  assert.ok(Math.abs(slope + 0.5) < 1e-14);
  assert.ok(Math.abs(intercept - Math.log(3)) < 1e-14);
});
