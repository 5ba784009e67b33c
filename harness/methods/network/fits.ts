import { randomSource } from "../../math/random.ts";
import { sequencesAt } from "../../math/sequences.ts";
import type { NetworkKind } from "../../networks/network.ts";
import { type Training, trainNetwork } from "../../networks/train.ts";
import type { LabelledSet } from "../method.ts";
import type { NetworkCandidate, NetworkDefinition } from "./definition.ts";

/** A candidate of a kind of network, and how it is trained. */
export interface Fit {
  readonly kind: NetworkKind;
  readonly training: NetworkDefinition["training"];
  readonly candidate: NetworkCandidate;
  /** Text of the fold seed. */
  readonly seed: string;
}

/** Number of classes up to the largest label. */
export function classesOf({ labels }: LabelledSet): number {
  return 1 + labels.reduce((most, label) => Math.max(most, label), 0);
}

/** Trains on the rows of one set and stops on those of the other. */
function trainOn(
  { kind, training, candidate, seed }: Fit,
  whole: LabelledSet,
  rows: Int32Array,
  heldOut: Int32Array,
  what: string,
): Training {
  const { layers, units, learningRate } = candidate;
  const { validationShare: _, clipNorm, ...options } = training;
  const own = `${kind} of ${layers} layers, ${units} units, learning rate ${learningRate}`;
  const parts = [rows, heldOut].map((at) => ({
    sequences: sequencesAt(whole.sequences, at),
    labels: at.map((row) => whole.labels[row]!),
  }));
  return trainNetwork(
    {
      ...options,
      ...(clipNorm === null ? {} : { clipNorm }),
      ...{ kind, layers, units, learningRate, classes: classesOf(whole) },
      seed: `${seed} ${own}, ${what}`,
    },
    parts[0]!,
    parts[1]!,
  );
}

/** Training without a fold, which stops it. */
export function trainWithoutFold(
  fit: Fit,
  train: LabelledSet,
  assignment: Int32Array,
  fold: number,
): Training {
  const rows = train.labels.map((_, i) => i);
  return trainOn(
    fit,
    train,
    rows.filter((i) => assignment[i] !== fold),
    rows.filter((i) => assignment[i] === fold),
    `without fold ${fold}`,
  );
}

/** A final training, and how many cases stopped it. */
export interface FinalTraining {
  readonly training: Training;
  readonly validationSize: number;
}

/** Training on the whole training set but for the share that stops it. */
export function trainFinally(fit: Fit, train: LabelledSet): FinalTraining {
  const heldOut = heldOutOf(train, fit.training.validationShare, fit.seed);
  const rows = train.labels.map((_, i) => i).filter((i) => !heldOut.includes(i));
  const training = trainOn(fit, train, rows, heldOut, "on the whole training set");
  return { training, validationSize: heldOut.length };
}

/**
 * Draws the cases that stop a final training, ascending: the nearest number to the share, at least one, and
 * fewer where a class would have no other case left to train on. All networks of a fold seed share them.
 */
function heldOutOf({ labels }: LabelledSet, share: number, seed: string): Int32Array {
  const left = new Map<number, number>();
  for (const label of labels) left.set(label, (left.get(label) ?? 0) + 1);
  const order = labels.map((_, i) => i);
  randomSource(`cases that stop the final training of networks: ${seed}`).shuffle(order);
  const wanted = Math.max(1, Math.round(share * labels.length));
  const heldOut: number[] = [];
  for (const row of order) {
    const others = left.get(labels[row]!)! - 1;
    if (others === 0 || heldOut.length === wanted) continue;
    left.set(labels[row]!, others);
    heldOut.push(row);
  }
  return Int32Array.from(heldOut).sort();
}
