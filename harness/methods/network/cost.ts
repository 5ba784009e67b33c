import type { DatasetSize } from "../../data/locate.ts";
import { sum } from "../../math/mean.ts";
import { networkBytes } from "../../networks/layout.ts";
import type { NetworkKind, NetworkShape } from "../../networks/network.ts";
import { gatesOf } from "../../networks/parameters.ts";
import type { FoldCounts, MethodCost } from "../method.ts";
import { type NetworkCandidate, type NetworkDefinition, networkCandidates } from "./definition.ts";
import { networkStages } from "./stages.ts";

/*
 * Seconds of a step of one sequence in an epoch, forwards and backwards, for a weight and for the state of a
 * unit, roughly, on one core of a server of 2024; scoring takes a third.
 */
const weightSeconds = 1.2e-10;
const stateSeconds = 2e-9;
const scoringPart = 1 / 3;

/** Epochs without a better validation accuracy end a training; most of them bring one in the first two alone. */
const epochsBefore = 3;

/** Trainings that a final one takes: those of the folds, five in the paper, tell it how long, and its own. */
const finalTrainings = 6;

/** Sequences that are scored together, at most. */
const scoredTogether = 32;

/** Rough seconds of one step of one sequence in an epoch. */
export function stepSeconds(kind: NetworkKind, dimension: number, own: NetworkCandidate): number {
  const { layers, units } = own;
  const gates = gatesOf({ kind });
  const weights = gates * units * (dimension + units + (layers - 1) * 2 * units);
  return weightSeconds * weights + stateSeconds * gates * layers * units;
}

/** What a kind of network takes. */
export function networkCost(kind: NetworkKind): MethodCost<NetworkDefinition> {
  const epochsOf = ({ training: { epochs, patience } }: NetworkDefinition) =>
    Math.min(epochs, patience + epochsBefore);
  const shapeOf = ({ layers, units }: NetworkCandidate, size: DatasetSize): NetworkShape => {
    const { dimension, classes } = size;
    return { kind, layers, units, dimension, classes };
  };
  return {
    groups: () => ({ least: 1, together: 1 }),
    searchSeconds(definition, size, { seeds, folds }: FoldCounts) {
      const { trainSize, longest, dimension } = size;
      const steps = trainSize * longest * (1 - 1 / folds + scoringPart / folds);
      const own = networkCandidates(definition).map((one) => stepSeconds(kind, dimension, one));
      return seeds * folds * epochsOf(definition) * steps * sum(own);
    },
    testSeconds(definition, size) {
      const { trainSize, testSize, longest, dimension } = size;
      const all = networkCandidates(definition);
      const own = sum(all.map((one) => stepSeconds(kind, dimension, one))) / all.length;
      const trainings = definition.training.final === "mean-epochs" ? finalTrainings : 1;
      return (
        own * longest * (trainings * epochsOf(definition) * trainSize + scoringPart * testSize)
      );
    },
    inspectSeconds: () => 0,
    workerBytes(definition, size) {
      const together = Math.max(definition.training.batchSize, scoredTogether);
      const bytes = networkCandidates(definition).map((one) =>
        networkBytes(shapeOf(one, size), together, size.longest),
      );
      return Math.max(...bytes);
    },
    stages: (definition, input) => networkStages(kind, definition, input),
  };
}
