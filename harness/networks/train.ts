import { randomSource } from "../math/random.ts";
import { longestOf } from "../math/sequences.ts";
import type { NetworkMemory } from "../wasm/network-memory.ts";
import type { Numbers } from "../wasm/twin/networks/arithmetic.ts";
import { checkTraining } from "./check.ts";
import { withNetworkMemory } from "./lend.ts";
import { type NetworkMachine, networkMachine, type StepSettings } from "./machine.ts";
import type { LabelledSequences, Network, NetworkShape } from "./network.ts";
import { drawParameters } from "./parameters.ts";

export interface TrainingOptions extends Omit<NetworkShape, "dimension">, StepSettings {
  /** The most epochs, at least 1. */
  readonly epochs: number;
  /** Training stops after so many epochs in turn, at least 1, without a better validation accuracy. */
  readonly patience: number;
  /** Sequences a step of RMSProp takes, at least 1; the last of an epoch takes what is left. */
  readonly batchSize: number;
  /** Decides the first weights and the order of the sequences: the same text, the same bytes. */
  readonly seed: string;
}

export interface Training {
  /**
   * `stopped` early, ran all `epochs`, or `diverged`: the loss of a batch or a weight was no longer finite. A
   * divergence is no error, and happens readily at large learning rates.
   */
  readonly outcome: "stopped" | "epochs" | "diverged";
  /** Epochs that were run; the last one is that of the divergence. */
  readonly epochs: number;
  /**
   * The first epoch with the best validation accuracy, from 1 on; the last one that did not diverge where there is
   * no validation set. 0 where the first one diverged: the network is then the one that training began with.
   */
  readonly bestEpoch: number;
  /** Validation sequences that the network of `bestEpoch` classifies rightly; 0 where that is 0. */
  readonly validationCorrect: number;
  /** Mean loss over the sequences of every epoch, each at the weights before its batch's step; without that of the divergence. */
  readonly losses: readonly number[];
  /** The network of `bestEpoch`. */
  readonly network: Network;
}

/**
 * Trains a network by RMSProp on the mean cross-entropy of minibatches, in an order that is shuffled every epoch;
 * the network of the best epoch is kept. Without validation sequences it runs all epochs and keeps the last.
 *
 * RMSProp is PyTorch's, without momentum: v ← decay v + (1 - decay) g², w ← w - learningRate g / (√v + epsilon).
 * All arithmetic is in float32, in a fixed order, so that the same input gives the same bytes on every machine.
 * It takes `networkBytes` of memory.
 * @param train at least one sequence; every sequence has a step or more
 * @throws HarnessError for sizes or labels that make no network
 */
export function trainNetwork(
  options: TrainingOptions,
  train: LabelledSequences,
  validation: LabelledSequences,
): Training {
  return withNetworkMemory((memory) => trainIn(memory, options, train, validation));
}

/** `trainNetwork` in a memory of numbers of any width. */
export function trainIn(
  memory: NetworkMemory,
  options: TrainingOptions,
  train: LabelledSequences,
  validation: LabelledSequences,
): Training {
  checkTraining(options, train, validation);
  const { epochs, patience, batchSize, seed } = options;
  const { count, dimension } = train.sequences;
  const shape = shapeOf(options, dimension);
  const longest = longestOf(train.sequences, validation.sequences);
  const machine = networkMachine(memory, shape, Math.min(batchSize, count), longest);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const shuffles = randomSource(`order of the sequences for a network: ${seed}`);
  machine.load(drawParameters(shape, randomSource(`first weights of a network: ${seed}`)));
  let best = machine.parameters();
  let [bestEpoch, validationCorrect] = [0, 0];
  const losses: number[] = [];
  const finish = (outcome: Training["outcome"], run: number): Training => ({
    ...{ outcome, epochs: run, bestEpoch, validationCorrect, losses },
    network: networkOf(shape, best),
  });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    shuffles.shuffle(order);
    const loss = runEpoch(machine, options, train, order);
    if (!Number.isFinite(loss) || !machine.isFinite()) return finish("diverged", epoch);
    losses.push(loss);
    const correct = countCorrect(machine, shape, validation);
    if (validation.sequences.count === 0 || bestEpoch === 0 || correct > validationCorrect) {
      best = machine.parameters();
      [bestEpoch, validationCorrect] = [epoch, correct];
    } else if (epoch - bestEpoch >= patience) return finish("stopped", epoch);
  }
  return finish("epochs", epochs);
}

/** The mean loss over the sequences; NaN or infinite as soon as that of a batch is. */
function runEpoch(
  machine: NetworkMachine,
  options: TrainingOptions,
  train: LabelledSequences,
  order: Int32Array,
): number {
  let sum = 0;
  for (let from = 0; from < order.length; from += options.batchSize) {
    const rows = order.subarray(from, from + options.batchSize);
    sum += machine.gradientOf(train, rows) * rows.length;
    if (!Number.isFinite(sum)) return sum;
    machine.step(options);
  }
  return sum / order.length;
}

/** Sequences whose largest logit is that of their class; of equal ones the first counts. */
function countCorrect(
  machine: NetworkMachine,
  { classes }: NetworkShape,
  { sequences, labels }: LabelledSequences,
): number {
  const rows = Int32Array.from({ length: sequences.count }, (_, i) => i);
  const scores = machine.scores(sequences, rows);
  return rows.filter((row) => {
    const own = scores.subarray(row * classes, (row + 1) * classes);
    return own.indexOf(own.reduce((a, b) => Math.max(a, b))) === labels[row];
  }).length;
}

function shapeOf(options: TrainingOptions, dimension: number): NetworkShape {
  const { kind, layers, units, classes } = options;
  return { kind, layers, units, dimension, classes };
}

/** Sequences that are scored together. */
const scoredTogether = 32;

function networkOf(shape: NetworkShape, parameters: Numbers): Network {
  return {
    scores(sequences) {
      const { count } = sequences;
      if (count === 0) return new Float64Array();
      return withNetworkMemory((memory) => {
        const longest = longestOf(sequences);
        const machine = networkMachine(memory, shape, Math.min(scoredTogether, count), longest);
        machine.load(parameters);
        const rows = Int32Array.from({ length: count }, (_, i) => i);
        return machine.scores(sequences, rows);
      });
    },
  };
}
