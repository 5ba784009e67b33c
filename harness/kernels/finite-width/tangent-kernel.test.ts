import assert from "node:assert/strict";
import { test } from "node:test";
import { randomSource } from "../../math/random.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import type { RntkParameters } from "../rntk/profile.ts";
import { drawWeights, type NetworkWeights } from "./network.ts";
import { type Passes, passes, tangentKernel } from "./tangent-kernel.ts";

const width = 5;
// three sequences of vectors in R²; one has a single step
const sequences = sequencesFrom([
  [
    [0.3, -1.2],
    [0.8, 0.1],
    [-0.4, 0.9],
  ],
  [
    [1.1, 0.2],
    [-0.7, 0.6],
  ],
  [[0.5, -0.5]],
]);

/** Small enough for the third derivatives, large enough to be exact in float32 weights of size 1. */
const step = 2 ** -12;
/** Central differences are off by step² times a third derivative. */
const tolerance = 1e-6;

const settings: RntkParameters[] = (["relu", "erf"] as const).flatMap((nonlinearity) =>
  [1, 2, 3].map((layers) => ({
    layers,
    nonlinearity,
    sigmaW: 1.3,
    sigmaU: 0.9,
    sigmaB: 0.4,
    sigmaH: 0.6,
    sigmaV: 1.1,
  })),
);

function run(weights: NetworkWeights, setting: RntkParameters): Passes {
  return passes(weights, setting, sequences, randomSource("initial states"));
}

/** Every raw weight in turn, layer by layer: W, U, b; then V. */
function tensors(weights: NetworkWeights): Float32Array[] {
  const layers = weights.W.map((W, l) => [W, weights.U[l]!, weights.b[l]!]);
  return [...layers.flat(), weights.V];
}

/** ∂f/∂(raw weight) of every sequence by central differences: one row a sequence. */
function numericalGradients(weights: NetworkWeights, setting: RntkParameters): number[][] {
  const gradients: number[][] = Array.from({ length: sequences.count }, () => []);
  for (const tensor of tensors(weights)) {
    for (const [k, weight] of tensor.entries()) {
      tensor[k] = weight + step;
      const above = tensor[k]!;
      const up = run(weights, setting).outputs;
      tensor[k] = weight - step;
      const below = tensor[k]!;
      const down = run(weights, setting).outputs;
      tensor[k] = weight;
      for (const [p, gradient] of gradients.entries()) {
        gradient.push((up[p]! - down[p]!) / (above - below));
      }
    }
  }
  return gradients;
}

/** The same from the deltas and states of the passes, written out. */
function backPropagated(weights: NetworkWeights, setting: RntkParameters, p: number): number[] {
  const { states, deltas, lanes, lengths } = run(weights, setting);
  const T = lengths[p]!;
  const lane = (state: Float64Array) =>
    Array.from({ length: state.length / lanes }, (_, i) => state[i * lanes + p]!);
  const gradient: number[] = [];
  const outer = (scale: number, left: Float64Array[], right: number[][]) => {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < right[0]!.length; j++) {
        let sum = 0;
        for (let t = 1; t <= T; t++) sum += lane(left[t]!)[i]! * right[t - 1]![j]!;
        gradient.push(scale * sum);
      }
    }
  };
  for (let layer = 1; layer <= setting.layers; layer++) {
    const delta = deltas[layer] as Float64Array[];
    const fanIn = layer === 1 ? weights.dimension : width;
    outer(setting.sigmaW / Math.sqrt(width), delta, states[layer]!.slice(0, T).map(lane));
    outer(setting.sigmaU / Math.sqrt(fanIn), delta, states[layer - 1]!.slice(1, T + 1).map(lane));
    outer(setting.sigmaB, delta, Array<number[]>(T).fill([1]));
  }
  for (const h of lane(states[setting.layers]![T]!)) {
    gradient.push((setting.sigmaV / Math.sqrt(width)) * h);
  }
  return gradient;
}

for (const setting of settings) {
  const name = `${setting.nonlinearity}, ${setting.layers} layers`;
  const weights = drawWeights(setting.layers, width, 2, randomSource(`weights of ${name}`));
  const numerical = numericalGradients(weights, setting);

  test(`back-propagation gives the derivative by every weight (${name})`, () => {
    for (const [p, gradient] of numerical.entries()) {
      const ours = backPropagated(weights, setting, p);
      assert.equal(ours.length, gradient.length);
      for (const [k, value] of gradient.entries()) {
        assert.ok(Math.abs(ours[k]! - value) < tolerance, `${p}, ${k}: ${ours[k]} and ${value}`);
      }
    }
  });

  test(`the tangent kernel is the inner product of the gradients (${name})`, () => {
    const kernel = tangentKernel(weights, setting, run(weights, setting));
    for (const [p, left] of numerical.entries()) {
      for (const [q, right] of numerical.entries()) {
        const product = left.reduce((sum, value, k) => sum + value * right[k]!, 0);
        const ours = kernel.values[p * kernel.columns + q]!;
        assert.ok(Math.abs(ours - product) < tolerance * (1 + Math.abs(product)), `${p}, ${q}`);
      }
    }
  });
}

test("a sequence gives the same output alone and beside longer ones", () => {
  const setting = { ...settings[1]!, sigmaH: 0 };
  const weights = drawWeights(2, width, 2, randomSource("weights"));
  const together = run(weights, setting).outputs;
  const alone = passes(weights, setting, sequencesFrom([[[0.5, -0.5]]]), randomSource("")).outputs;
  assert.equal(alone[0], together[2]);
});

test("more sequences than one group of lanes holds give the kernel of each pair", () => {
  const setting = { ...settings[4]!, sigmaH: 0 };
  const weights = drawWeights(2, width, 1, randomSource("weights"));
  const many = Array.from({ length: 11 }, (_, i) => [[i / 5], [1 - i / 7]]);
  const kernel = (series: number[][][]) => {
    const run = passes(weights, setting, sequencesFrom(series), randomSource(""));
    return tangentKernel(weights, setting, run).values;
  };
  const all = kernel(many);
  const pair = kernel([many[2]!, many[10]!]);
  assert.equal(all[2 * 11 + 10], pair[1]);
});

test("the same texts draw the same network and the same kernel, to the last bit", () => {
  const kernel = () => {
    const weights = drawWeights(1, 40, 2, randomSource("network 7"));
    return tangentKernel(weights, settings[0]!, run(weights, settings[0]!)).values;
  };
  assert.deepEqual(kernel(), kernel());
});
