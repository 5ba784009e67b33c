import assert from "node:assert/strict";
import { test } from "node:test";
import { kernelNamed } from "../../kernels/registry.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import { predictWindows, type RidgeSearch } from "./evaluate.ts";
import { signalToNoise } from "./signal-to-noise.ts";
import type { Windows } from "./windows.ts";

function windows(series: readonly (readonly number[])[], targets: readonly number[]): Windows {
  return {
    sequences: sequencesFrom(series.map((values) => values.map((value) => [value]))),
    targets: Float64Array.from(targets),
  };
}

const search: RidgeSearch = {
  settings: [
    { degree: 2, offset: 0 },
    { degree: 1, offset: 0 },
  ],
  ridges: [1, 1e-6],
  folds: 3,
  seed: "test",
  longest: 2,
  padding: "end",
};

const unit = { offset: 0, factor: 1 };

test("a linear law is found: degree 1 and the small ridge are chosen and extrapolate", () => {
  const inputs = [
    [1, 0],
    [0, 1],
    [1, 1],
    [2, 1],
    [1, 3],
    [-1, 2],
  ];
  const law = ([a, b]: readonly number[]) => 3 * a! - b!;
  const train = windows(inputs, inputs.map(law));
  const test = windows(
    [
      [5, 5],
      [-3, 4],
    ],
    [10, -13],
  );
  const { values, setting, ridge } = predictWindows(kernelNamed("polynomial"), search, train, test);
  assert.deepEqual([setting, ridge], [1, 1]);
  assert.ok(Math.abs(values[0]! - 10) < 1e-4 && Math.abs(values[1]! + 13) < 1e-4, `${values}`);
});

test("the RNTK takes windows of different lengths as they are", () => {
  const train = windows([[1], [1, 2], [2, 3, 4], [1, 1]], [1, 2, 4, 1]);
  const test = windows([[3], [1, 2, 3, 4, 5]], [3, 5]);
  const own = { ...search, settings: [{ sigmaW: 0 }], ridges: [1e-6] };
  // without recurrence the RNTK of positive last values is linear in them
  const { values } = predictWindows(kernelNamed("rntk"), own, train, test);
  assert.ok(signalToNoise(test.targets, values, unit) > 80, `${values}`);
});

test("where the whole Gram is singular without a ridge the next candidate is taken", () => {
  // the same window twice: each fold's Gram is regular, the whole is not
  const train = windows(
    [
      [1, 0],
      [1, 0],
      [0, 1],
    ],
    [1, 1, 1],
  );
  const alone = { ...search, settings: [{ degree: 1 }], ridges: [0, 1] };
  const prediction = predictWindows(kernelNamed("polynomial"), alone, train, train);
  assert.equal(prediction.ridge, 1);
});

test("a grid without any solvable ridge is a clear error", () => {
  const train = windows([[1], [1], [1], [1]], [1, 1, 1, 1]);
  const hopeless = { ...search, settings: [{ degree: 1 }], ridges: [0], longest: 1 };
  assert.throws(
    () => predictWindows(kernelNamed("polynomial"), hopeless, train, train),
    /no ridge of the grid makes the Polynomial Gram .* positive definite/,
  );
});

test("the signal-to-noise ratio of a tenth of the amplitude is 20 dB, in the values' own units", () => {
  const targets = Float64Array.of(1, -1, 1, -1);
  const predictions = targets.map((y) => 1.1 * y);
  assert.ok(Math.abs(signalToNoise(targets, predictions, unit) - 20) < 1e-12);
  // value = 10 + 2 y: Σ (12² + 8²) over Σ 0.2²
  const ratio = (12 * 12 + 8 * 8) / (2 * 0.2 * 0.2);
  const scaled = signalToNoise(targets, predictions, { offset: 10, factor: 2 });
  assert.ok(Math.abs(scaled - 10 * Math.log10(ratio)) < 1e-12);
});

test("exact predictions have an infinite ratio", () => {
  const targets = Float64Array.of(1, 2);
  assert.equal(signalToNoise(targets, targets, unit), Number.POSITIVE_INFINITY);
});
