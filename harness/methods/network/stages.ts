import { mean } from "../../math/mean.ts";
import { randomSource } from "../../math/random.ts";
import { sequencesAt } from "../../math/sequences.ts";
import { withNetworkMemory } from "../../networks/lend.ts";
import { networkMachine } from "../../networks/machine.ts";
import type { LabelledSequences, NetworkKind } from "../../networks/network.ts";
import { drawParameters } from "../../networks/parameters.ts";
import { once } from "../../once.ts";
import type { Stage } from "../../stage.ts";
import { stopwatch } from "../../stopwatch.ts";
import type { LabelledSet, StageInput } from "../method.ts";
import { type NetworkCandidate, type NetworkDefinition, networkCandidates } from "./definition.ts";
import { classesOf, trainWithoutFold } from "./fits.ts";

/** Candidates that are expected to share the best validation accuracy. */
const expectedTies = 2;

/** Steps of a sequence that are timed, at most: each takes as long as the others. */
const timedSteps = 128;

/** Seconds for which a shape is timed, at least: what the clock of a processor tells well. */
const timedSeconds = 0.12;

/** Trainings whose epochs are counted, for each learning rate. */
const countedTrainings = 2;

/** A training is counted where all of its grid's most epochs would take no more seconds than this, or where none is cheaper. */
const countedSeconds = 20;

/** Seconds of one step of one sequence. */
interface StepTimes {
  /** In an epoch of training. */
  readonly train: number;
  readonly score: number;
}

/** The first sequences of a set, as many as a batch has, cut short. */
function timedBatch({ sequences, labels }: LabelledSet, count: number): LabelledSequences {
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const own = sequencesAt(sequences, rows);
  const lengths = own.lengths.map((length) => Math.min(length, timedSteps));
  return { sequences: { ...own, lengths }, labels: labels.subarray(0, count) };
}

/** Times batches of a network of one shape. */
function timesOf(
  kind: NetworkKind,
  { layers, units }: NetworkCandidate,
  { training }: NetworkDefinition,
  train: LabelledSet,
): StepTimes {
  const { batchSize, decay, epsilon } = training;
  const { dimension } = train.sequences;
  const shape = { kind, layers, units, dimension, classes: classesOf(train) };
  const batch = timedBatch(train, Math.min(batchSize, train.labels.length));
  const rows = batch.labels.map((_, i) => i);
  const steps = Math.max(...batch.sequences.lengths);
  return withNetworkMemory((memory) => {
    const machine = networkMachine(memory, shape, rows.length, steps);
    machine.load(drawParameters(shape, randomSource("a network that is timed")));
    const perStep = (work: () => void) => {
      const watch = stopwatch();
      let times = 0;
      do {
        work();
        times++;
      } while (watch() < timedSeconds);
      return watch() / (times * rows.length * steps);
    };
    return {
      train: perStep(() => {
        machine.gradientOf(batch, rows);
        machine.step({ learningRate: 0, decay, epsilon });
      }),
      score: perStep(() => machine.scores(batch.sequences, rows)),
    };
  });
}

/**
 * The stages of a network's task. How long an epoch takes is timed for every shape of the grid; how many epochs
 * there are depends on the data, above all on the learning rate, and is counted in some whole trainings of each,
 * of the cheaper shapes.
 */
export function networkStages(
  kind: NetworkKind,
  definition: NetworkDefinition,
  { train, counts, assignments, seeds, size, testUnits }: StageInput,
): Stage[] {
  const { training } = definition;
  const candidates = networkCandidates(definition);
  const { trainSize, testSize, longest } = size;
  const { folds } = counts;
  const shapes = candidates.filter((own, k) => candidates.findIndex(sameShape(own)) === k);
  const times = once(() => shapes.map((shape) => timesOf(kind, shape, definition, train)));

  function sameShape(own: NetworkCandidate) {
    return ({ layers, units }: NetworkCandidate) => layers === own.layers && units === own.units;
  }
  function timesAt(own: NetworkCandidate): StepTimes {
    return times()[shapes.findIndex(sameShape(own))]!;
  }
  /** Seconds of an epoch that trains on so many cases and scores others. */
  function epochSeconds(own: NetworkCandidate, trained: number, scored: number): number {
    const { train: step, score } = timesAt(own);
    return longest * (trained * step + scored * score);
  }
  function foldSeconds(own: NetworkCandidate): number {
    return epochSeconds(own, trainSize * (1 - 1 / folds), trainSize / folds);
  }

  /** Mean number of epochs by learning rate. */
  const epochsOf = once(() => {
    const byCost = [...shapes].sort((a, b) => foldSeconds(a) - foldSeconds(b));
    const short = byCost.filter((own) => training.epochs * foldSeconds(own) <= countedSeconds);
    const [cheap, dear] = [byCost[0]!, short.at(-1) ?? byCost[0]!];
    const rates = [...new Set(candidates.map(({ learningRate }) => learningRate))];
    const counted = rates.map((learningRate) => {
      const epochs = Array.from({ length: countedTrainings }, (_, k) => {
        const candidate = { ...(k % 2 === 0 ? cheap : dear), learningRate };
        const s = k % assignments.length;
        const fit = { kind, training, candidate, seed: seeds[s]! };
        return trainWithoutFold(fit, train, assignments[s]!, k % folds).epochs;
      });
      return [learningRate, mean(epochs)] as const;
    });
    return new Map(counted);
  });
  function epochsAt({ learningRate }: NetworkCandidate): number {
    return epochsOf().get(learningRate)!;
  }

  const share = training.validationShare * trainSize;
  function finalSeconds(own: NetworkCandidate): number {
    const epochs = epochsAt(own);
    if (training.final === "held-out-share")
      return epochs * epochSeconds(own, trainSize - share, share);
    const best = Math.max(1, epochs - training.patience);
    return folds * epochs * foldSeconds(own) + best * epochSeconds(own, trainSize, 0);
  }

  const ties = Math.min(candidates.length, expectedTies);
  return [
    {
      name: "cross-validation trainings",
      count: candidates.length * counts.seeds * folds,
      seconds: () =>
        candidates.reduce(
          (sum, own) => sum + counts.seeds * folds * epochsAt(own) * foldSeconds(own),
          0,
        ),
    },
    {
      name: "final trainings of tied optima",
      count: ties * counts.seeds,
      later: counts.seeds * testUnits(ties),
      seconds: () => {
        const each = candidates.map((own) => finalSeconds(own) + epochSeconds(own, 0, testSize));
        return ties * counts.seeds * mean(each);
      },
    },
  ];
}
