import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import { type Sequences, sequencesFrom, slice } from "../math/sequences.ts";
import { plainNetworkMemory, wasmNetworkMemory } from "../wasm/network-memory.ts";
import { float32 } from "../wasm/twin/networks/float32.ts";
import type { LabelledSequences } from "./network.ts";
import { kinds, someSequences } from "./testing/some-sequences.ts";
import { type TrainingOptions, trainIn, trainNetwork } from "./train.ts";

const options: TrainingOptions = {
  kind: "gru",
  layers: 1,
  units: 8,
  learningRate: 1e-2,
  epochs: 30,
  patience: 30,
  batchSize: 8,
  decay: 0.99,
  epsilon: 1e-8,
  classes: 3,
  seed: "test",
};

const train = someSequences(40, 2);
const validation = someSequences(21, 2);
const none: LabelledSequences = { sequences: sequencesFrom([]), labels: new Int32Array() };

test("WebAssembly and TypeScript train to the same bytes", {
  skip: wasmNetworkMemory() === undefined && "this machine has no SIMD",
}, () => {
  const some = fc.record({
    kind: fc.constantFrom(...kinds),
    layers: fc.integer({ min: 1, max: 2 }),
    units: fc.integer({ min: 1, max: 9 }),
    count: fc.integer({ min: 1, max: 37 }),
    dimension: fc.integer({ min: 1, max: 5 }),
    batchSize: fc.integer({ min: 1, max: 40 }),
    clipNorm: fc.constantFrom(undefined, 0.1, 1),
    learningRate: fc.constantFrom(1e-3, 1e-2, 1),
    seed: fc.string(),
  });
  fc.assert(
    fc.property(some, ({ count, dimension, ...drawn }) => {
      const all = { ...options, ...drawn, epochs: 2 };
      const [own, other] = [someSequences(count, dimension), someSequences(9, dimension)];
      const [fast, plain] = [wasmNetworkMemory()!, plainNetworkMemory(float32)].map((memory) => {
        const { network, ...rest } = trainIn(memory, all, own, other);
        return { ...rest, scores: network.scores(other.sequences) };
      });
      assert.deepEqual(fast, plain);
    }),
    { numRuns: 40 },
  );
});

for (const kind of kinds)
  test(`a ${kind} learns classes that differ by their means`, () => {
    const rate = kind === "gru" ? 1e-2 : 1e-3;
    const all = { ...options, kind, layers: 2, units: 16, learningRate: rate, epochs: 60 };
    const trained = trainNetwork(all, train, validation);
    assert.ok(trained.validationCorrect >= 15, `${trained.validationCorrect} of 21 are right`);
    assert.ok(trained.losses.at(-1)! < trained.losses[0]! / 2);
  });

test("the same seed gives the same bytes, another seed others", () => {
  const run = (seed: string) => trainNetwork({ ...options, seed, epochs: 3 }, train, none);
  const scores = (seed: string) => run(seed).network.scores(validation.sequences);
  assert.deepEqual(scores("one"), scores("one"));
  assert.deepEqual(run("one").losses, run("one").losses);
  assert.notDeepEqual(scores("one"), scores("two"));
});

test("the scores of a sequence do not depend on those that are scored with it", () => {
  for (const kind of kinds) {
    const { network } = trainNetwork({ ...options, kind, epochs: 2, layers: 2 }, train, none);
    const together = network.scores(train.sequences);
    assert.equal(together.length, 40 * 3);
    for (let i = 0; i < 40; i++) {
      const alone = network.scores(slice(train.sequences, i, i + 1));
      assert.deepEqual(alone, together.slice(3 * i, 3 * i + 3));
    }
  }
});

test("nothing before the start of a sequence is read, nor what stands behind its end", () => {
  const { network } = trainNetwork({ ...options, epochs: 2 }, train, none);
  const { sequences } = train;
  // The same sequences with noise of NaN between them.
  const gap = 4;
  const values = new Float64Array(sequences.values.length + gap * sequences.count).fill(Number.NaN);
  const offsets = sequences.offsets.map((offset, i) => offset + gap * (i + 1));
  for (const [i, offset] of offsets.entries()) {
    const from = sequences.offsets[i]!;
    values.set(sequences.values.subarray(from, from + 2 * sequences.lengths[i]!), offset);
  }
  const spread: Sequences = { ...sequences, offsets, values };
  assert.deepEqual(network.scores(spread), network.scores(sequences));
});

test("training stops when the validation accuracy has not been better for so many epochs", () => {
  const all = { ...options, patience: 3, epochs: 200 };
  const { outcome, epochs, bestEpoch, losses } = trainNetwork(all, train, validation);
  assert.equal(outcome, "stopped");
  assert.equal(epochs, bestEpoch + 3);
  assert.equal(losses.length, epochs);
});

test("the network of the best epoch is kept, which is that of a training which ends there", () => {
  const all = { ...options, patience: 4, epochs: 200 };
  const long = trainNetwork(all, train, validation);
  const short = trainNetwork({ ...all, epochs: long.bestEpoch }, train, validation);
  assert.equal(short.outcome, "epochs");
  assert.equal(short.validationCorrect, long.validationCorrect);
  assert.deepEqual(
    short.network.scores(validation.sequences),
    long.network.scores(validation.sequences),
  );
  const scores = long.network.scores(validation.sequences);
  const right = validation.labels.filter((label, i) => {
    const own = scores.subarray(3 * i, 3 * i + 3);
    return own.every((score) => score <= own[label]!);
  });
  assert.equal(right.length, long.validationCorrect);
});

test("without a validation set all epochs are run and the last network is kept", () => {
  const trained = trainNetwork({ ...options, epochs: 5, patience: 1 }, train, none);
  assert.deepEqual(
    [trained.outcome, trained.epochs, trained.bestEpoch, trained.validationCorrect],
    ["epochs", 5, 5, 0],
  );
});

test("a training that diverges says so with its epoch, and keeps the best network before", () => {
  for (const kind of kinds) {
    const all = { ...options, kind, layers: 2, learningRate: 1e38, epochs: 9 };
    const trained = trainNetwork(all, train, validation);
    assert.equal(trained.outcome, "diverged", kind);
    assert.ok(trained.epochs >= 1 && trained.epochs <= 9);
    assert.equal(trained.losses.length, trained.epochs - 1);
    assert.ok(trained.bestEpoch < trained.epochs);
    assert.ok(trained.losses.every(Number.isFinite));
  }
});

test("a divergence in the first epoch leaves the network that training began with", () => {
  const infinite = { ...train.sequences, values: train.sequences.values.map(() => 1e300) };
  const trained = trainNetwork(options, { ...train, sequences: infinite }, validation);
  assert.deepEqual(
    [trained.outcome, trained.epochs, trained.bestEpoch, trained.losses.length],
    ["diverged", 1, 0, 0],
  );
  assert.ok(trained.network.scores(validation.sequences).every(Number.isFinite));
});

test("what no network can be trained with is refused in a sentence", () => {
  const refused = (change: Partial<TrainingOptions>, data = train, other = validation) =>
    assert.throws(
      () => trainNetwork({ ...options, ...change }, data, other),
      (error) => error instanceof HarnessError && /expected|There are no/.test(error.message),
    );
  refused({ units: 0 });
  refused({ layers: 1.5 });
  refused({ epochs: 0 });
  refused({ patience: 0 });
  refused({ batchSize: Number.NaN });
  refused({ classes: 2 });
  refused({}, none);
  refused({}, { ...train, labels: train.labels.subarray(1) });
  refused({}, train, someSequences(3, 1));
  refused({}, { ...train, labels: train.labels.map(() => -1) });
  const lengths = train.sequences.lengths.map((length, i) => (i === 3 ? 0 : length));
  refused({}, { ...train, sequences: { ...train.sequences, lengths } });
});
