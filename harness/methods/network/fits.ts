import { mean } from "../../math/mean.ts";
import { randomSource } from "../../math/random.ts";
import { sequencesAt } from "../../math/sequences.ts";
import type { NetworkKind } from "../../networks/network.ts";
import { type Training, trainNetwork } from "../../networks/train.ts";
import type { FoldDraw, LabelledSet } from "../method.ts";
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

/** Trains on the rows of one set and stops on those of the other; to the last epoch where there are none. */
function trainOn(
  { kind, training, candidate, seed }: Fit,
  whole: LabelledSet,
  rows: Int32Array,
  heldOut: Int32Array,
  what: string,
): Training {
  const { layers, units, learningRate } = candidate;
  const { final: _, validationShare: __, clipNorm, ...options } = training;
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

/** A final training, and how many cases stopped it; 0 where the folds decided how long it was. */
export interface FinalTraining {
  readonly training: Training;
  readonly validationSize: number;
}

/** The final training of a chosen candidate, as its settings say. */
export function trainFinally(fit: Fit, train: LabelledSet, draw: FoldDraw): FinalTraining {
  const { training } = fit;
  const all = train.labels.map((_, i) => i);
  if (training.final === "mean-epochs") {
    const own = { ...fit, training: { ...training, epochs: meanBestEpoch(fit, train, draw) } };
    const none = new Int32Array();
    return {
      training: trainOn(own, train, all, none, "on the whole training set"),
      validationSize: 0,
    };
  }
  return trainWithShare(fit, train, all);
}

/** Mean over the folds of the epoch that was best without them, at least 1; folds that diverged do not count. */
function meanBestEpoch(fit: Fit, train: LabelledSet, { assignment, folds }: FoldDraw): number {
  const best = Array.from({ length: folds }, (_, fold) =>
    trainWithoutFold(fit, train, assignment, fold),
  ).flatMap(({ outcome, bestEpoch }) => (outcome === "diverged" ? [] : [bestEpoch]));
  return best.length === 0 ? 1 : Math.max(1, Math.round(mean(best)));
}

/** Training on the whole training set but for the share that stops it. */
function trainWithShare(fit: Fit, train: LabelledSet, all: Int32Array): FinalTraining {
  const heldOut = heldOutOf(train, fit.training.validationShare, fit.seed);
  const rows = all.filter((i) => !heldOut.includes(i));
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
