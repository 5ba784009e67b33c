import { z } from "zod";
import type { DatasetSize } from "../../data/locate.ts";
import { distinctList } from "../../distinct-list.ts";
import {
  type RidgeModel,
  type RidgeOptions,
  ridgeClasses,
  ridgeScores,
  trainRidge,
} from "../../learners/ridge-classifier.ts";
import { countRidge } from "../../learners/ridge-search.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { FoldCounts } from "../method.ts";
import type { KernelLearner, LearnerTask } from "./learner.ts";

const schema = z.strictObject({
  ridges: distinctList(z.number().positive())
    .min(1)
    .default([0.0001, 0.001, 0.01, 0.1, 1, 10, 100])
    .describe("Ridges λ, in the units of the kernel, in order."),
  validation: z
    .enum(["folds", "leave-one-out"])
    .default("folds")
    .describe(
      "How a ridge and the kernel's setting are chosen: with the folds of `selection`, or by leaving out one case after another, in closed form; the fold seeds then decide no more than draws among ties.",
    ),
});

const fit = z.strictObject({
  /** Tr K (K + λ I)⁻¹. */
  degreesOfFreedom: z.number(),
});

/*
 * Seconds, measured with 300 and 900 cases on one core of a server of 2024 (AMD EPYC, 5th generation):
 * of a case cubed in the factorisation of a Gram, of a case cubed over the folds for a ridge and a seed, of a
 * case squared and class for a ridge, of the rest for each part that is held out, and of a score's term. A search
 * that conjugate gradients settle takes less than half of that: what is told is an upper estimate.
 */
const factorSeconds = 1.25e-10;
const blockSeconds = 5.5e-11;
const classSeconds = 1e-10;
const partSeconds = 4e-6;
const scoreSeconds = 1e-9;

function optionsOf({ labels, values }: LearnerTask): RidgeOptions {
  return { labels, ridges: values };
}

function* scoresOf(model: RidgeModel, crossGrams: Iterable<Matrix>): Generator<Matrix> {
  for (const cross of crossGrams) yield ridgeScores(model, cross);
}

function searchSeconds(
  values: number,
  { trainSize: n, classes }: DatasetSize,
  { seeds, folds }: FoldCounts,
): number {
  const part = partSeconds + (blockSeconds * n ** 3) / folds ** 2;
  return factorSeconds * n ** 3 + values * (seeds * folds * part + classSeconds * n * n * classes);
}

/**
 * Kernel ridge regression on one-hot targets (`learners/ridge-classifier.ts`); the ridge λ is the last
 * axis of the grid.
 */
export const ridge: KernelLearner = {
  name: "ridge",
  description: "Kernel ridge regression as a classifier.",
  schema,
  split(group) {
    const { ridges, validation } = group as z.infer<typeof schema>;
    return { axis: { key: "ridge", values: ridges }, settings: { validation } };
  },
  identity: ({ name, label }) => ({ id: `${name}-ridge`, label: `${label} ridge` }),
  strength: (ridge) => 1 / ridge,
  leaveOneOut: ({ validation }) => validation === "leave-one-out",
  search: (grams, task, { assignments, folds }) =>
    countRidge(grams, {
      ...optionsOf(task),
      assignments,
      folds,
      validation: task.settings.validation as "folds" | "leave-one-out",
    }),
  test(gram, crossGrams, task) {
    const models = trainRidge(gram, optionsOf(task));
    const predictions = models.map((): number[] => []);
    for (const cross of crossGrams) {
      for (const [m, model] of models.entries()) {
        for (const label of ridgeClasses(model, ridgeScores(model, cross)))
          predictions[m]!.push(label);
      }
    }
    return models.map(({ degreesOfFreedom }, m) => ({
      predictions: Int32Array.from(predictions[m]!),
      fit: { degreesOfFreedom },
    }));
  },
  scores(gram, crossGrams, task) {
    const [model] = trainRidge(gram, optionsOf(task));
    return [...scoresOf(model!, crossGrams)].flatMap(({ rows, columns, values }) =>
      Array.from({ length: rows }, (_, z) => [...values.subarray(z * columns, (z + 1) * columns)]),
    );
  },
  fit,
  facts(facts) {
    const { degreesOfFreedom } = facts as z.infer<typeof fit>;
    return [["Ridge", `${degreesOfFreedom.toFixed(1)} effective degrees of freedom`]];
  },
  cost: {
    fits: (values) => values,
    searchSeconds,
    testSeconds: (values, { trainSize: n, testSize, classes }) =>
      factorSeconds * n ** 3 + values * classes * n * (classSeconds * n + scoreSeconds * testSize),
    seedsShareWork: true,
    varies: false,
  },
};
