import { z } from "zod";
import type { DatasetSize } from "../data/locate.ts";
import { nearestInOtherFolds, nearestNeighbours } from "../learners/nearest-neighbour.ts";
import { measuredStages } from "./measured-stages.ts";
import type { Method } from "./method.ts";

/** Seconds of a term of a distance, roughly, on one core of a server of 2023. */
const termSeconds = 1e-9;

function distanceSeconds({ longest, dimension }: DatasetSize, pairs: number): number {
  return pairs * longest * dimension * termSeconds;
}

/**
 * The class of the nearest training series by Euclidean distance, the first of several: the baseline of
 * the UCR archive (Dau et al. 2019). It has nothing to choose: its grid is one point.
 */
export const nearestNeighbour: Method = {
  name: "nearest-neighbour",
  entry: { list: "methods", keys: z.strictObject({}) },
  define: () => ({ grid: [] }),
  identity: () => ({ id: "1-nn", label: "1-NN" }),
  takesUnequalLengths: () => false,
  search(_definition, { sequences, labels }, { assignments, folds }) {
    const correct = new Int32Array(assignments.length * folds);
    for (const [seed, nearest] of nearestInOtherFolds(sequences, assignments).entries()) {
      for (const [i, other] of nearest.entries()) {
        if (labels[other] === labels[i]) correct[seed * folds + assignments[seed]![i]!]!++;
      }
    }
    return correct;
  },
  test(_definition, train, test, candidates) {
    const nearest = nearestNeighbours(train.sequences, test.sequences);
    const predictions = nearest.map((i) => train.labels[i]!);
    return candidates.map(() => ({ predictions, fit: {} }));
  },
  fit: z.strictObject({}),
  facts: () => [],
  cost: {
    groups: () => ({ least: 1, together: 1 }),
    searchSeconds: (_definition, size) => distanceSeconds(size, size.trainSize ** 2 / 2),
    testSeconds: (_definition, size) => distanceSeconds(size, size.trainSize * size.testSize),
    inspectSeconds: () => 0,
    workerBytes: () => 0,
    stages: (definition, input) => measuredStages(nearestNeighbour, definition, input),
  },
};
