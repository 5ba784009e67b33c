import assert from "node:assert/strict";
import { test } from "node:test";
import { randomSource } from "../math/random.ts";
import { sequencesFrom } from "../math/sequences.ts";
import { type NetworkMemory, plainNetworkMemory } from "../wasm/network-memory.ts";
import { networkBytes } from "./layout.ts";
import { type NetworkMachine, networkMachine } from "./machine.ts";
import type { NetworkShape } from "./network.ts";
import { drawParameters } from "./parameters.ts";
import { float64 } from "./testing/float64.ts";
import { kinds, mostSteps, someSequences } from "./testing/some-sequences.ts";

/** Sums of a hundred numbers in another order, in float64. */
const tolerance = 1e-12;

const data = someSequences(70, 2);
const all = Int32Array.from(data.labels, (_, i) => i);
const settings = { learningRate: 0.01, decay: 0.9, epsilon: 1e-8 };

function machineOf(kind: NetworkShape["kind"], memory = plainNetworkMemory(float64)) {
  const shape: NetworkShape = { kind, layers: 2, units: 5, dimension: 2, classes: 3 };
  const machine = networkMachine(memory, shape, 70, mostSteps);
  machine.load(drawParameters(shape, randomSource("weights of the test of machines")));
  return machine;
}

function gradientOf(machine: NetworkMachine, rows: Int32Array) {
  const loss = machine.gradientOf(data, rows);
  return { loss, gradient: machine.gradients() };
}

for (const kind of kinds) {
  test(`the gradient of a batch of a ${kind} is the mean of those of its sequences`, () => {
    const machine = machineOf(kind);
    assert.ok(machine.layout.lanes < all.length, "the batch is worked on in parts");
    const whole = gradientOf(machine, all);
    const single = Array.from(all, (row) => gradientOf(machine, Int32Array.of(row)));
    const mean = (of: (one: (typeof single)[number]) => number) =>
      single.reduce((sum, one) => sum + of(one), 0) / single.length;
    assert.ok(Math.abs(whole.loss - mean(({ loss }) => loss)) < tolerance);
    for (const [k, value] of whole.gradient.entries()) {
      const expected = mean(({ gradient }) => gradient[k]!);
      assert.ok(Math.abs(value - expected) < tolerance, `${k}: ${value}, ${expected}`);
    }
  });

  test(`two steps of RMSProp move a ${kind} as the formula says`, () => {
    const machine = machineOf(kind);
    let weights = Float64Array.from(machine.parameters());
    let squares = new Float64Array(weights.length);
    for (let repeat = 0; repeat < 2; repeat++) {
      const { gradient } = gradientOf(machine, all);
      machine.step(settings);
      squares = squares.map((square, k) => 0.9 * square + (1 - 0.9) * gradient[k]! ** 2);
      weights = weights.map(
        (weight, k) => weight - (0.01 * gradient[k]!) / (Math.sqrt(squares[k]!) + 1e-8),
      );
      for (const [k, weight] of machine.parameters().entries())
        assert.ok(Math.abs(weight - weights[k]!) < tolerance);
    }
  });
}

test("a gradient longer than the bound is scaled down to it, a shorter one is left", () => {
  const machine = machineOf("gru");
  const { gradient } = gradientOf(machine, all);
  const norm = Math.hypot(...gradient);
  machine.step({ ...settings, clipNorm: norm * 1.001 });
  assert.deepEqual(machine.gradients(), gradient);
  gradientOf(machine, all);
  machine.step({ ...settings, clipNorm: 0.001 });
  // PyTorch adds 1e-6 to the norm.
  assert.ok(Math.abs(Math.hypot(...machine.gradients()) / 0.001 - 1) < 1e-4);
});

test("loading parameters forgets the squares of gradients before", () => {
  const machine = machineOf("identity-rnn");
  const first = machine.parameters();
  const run = () => {
    machine.load(first);
    gradientOf(machine, all);
    machine.step(settings);
    return machine.parameters();
  };
  assert.deepEqual(run(), run());
});

test("parameters that are not finite are noticed", () => {
  const machine = machineOf("gru");
  assert.ok(machine.isFinite());
  machine.load(Float64Array.from(machine.parameters(), (value, k) => (k === 3 ? NaN : value)));
  assert.ok(!machine.isFinite());
});

test("a machine takes no more memory than is foretold, however long the sequences", () => {
  for (const [kind, units, longest, batch] of [
    ["gru", 12, 400, 5],
    ["gaussian-rnn", 500, 3000, 64],
    ["gru", 500, 1000, 64],
  ] as const) {
    const shape: NetworkShape = { kind, layers: 1, units, dimension: 1, classes: 7 };
    let asked = 0;
    const memory: NetworkMemory = {
      ...plainNetworkMemory(float64),
      base: 64,
      reserve(count) {
        asked = count;
        return new Float32Array(count);
      },
    };
    const { layout } = networkMachine(memory, shape, batch, longest);
    const copies = 2 * 4 * layout.blocks.count;
    assert.equal(networkBytes(shape, batch, longest), 4 * (asked - 64) + copies);
  }
});

test("memory is bounded: long sequences are worked on in smaller parts", () => {
  const shape: NetworkShape = { kind: "gru", layers: 1, units: 200, dimension: 1, classes: 2 };
  assert.ok(networkBytes(shape, 1000, 500) < 80 * 2 ** 20);
  assert.equal(networkBytes(shape, 1000, 500), networkBytes(shape, 32, 500));
  assert.ok(networkBytes(shape, 8, 500) < networkBytes(shape, 32, 500));
});

test("a network of one unit, one class and one step has the loss 0", () => {
  const shape: NetworkShape = { kind: "gru", layers: 1, units: 1, dimension: 1, classes: 1 };
  const machine = networkMachine(plainNetworkMemory(float64), shape, 1, 1);
  const one = { sequences: sequencesFrom([[[3]]]), labels: Int32Array.of(0) };
  machine.load(drawParameters(shape, randomSource("one unit")));
  assert.equal(machine.gradientOf(one, Int32Array.of(0)), 0);
  assert.ok(machine.gradients().every((value) => value === 0));
});
