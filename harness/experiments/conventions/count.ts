import { fitAndPredict } from "../../learners/fit.ts";
import { predictByFoldModels } from "../../learners/fold-models.ts";
import { countCorrectOneVsRest, fitAndPredictOneVsRest } from "../../learners/one-vs-rest.ts";
import { ridgeClasses, ridgeScores, trainRidge } from "../../learners/ridge-classifier.ts";
import { countRidge } from "../../learners/ridge-search.ts";
import { countCorrect } from "../../learners/search.ts";
import type { SvcSettings } from "../../learners/settings.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { Reading } from "./convention.ts";
import type { HeldOut } from "./held-out.ts";

/** Grams of one setting as a convention has them, with the classes of the training cases. */
export interface Scene {
  readonly gram: Matrix; // (n, n)
  readonly crossGram: Matrix; // (n, n')
  readonly labels: Int32Array; // (n)
  readonly svc: SvcSettings;
}

/** Rightly classified validation cases, (values of C, draws, folds). */
function validationCounts({ gram, labels, svc }: Scene, { learner, C }: Reading, heldOut: HeldOut) {
  const { assignments, folds } = heldOut;
  if (learner === "ridge")
    return countRidge([gram], { labels, assignments, folds, ridges: C, validation: "folds" });
  const options = { labels, assignments, folds, C, svc, pruning: "none" } as const;
  return learner === "svm" ? countCorrect([gram], options) : countCorrectOneVsRest([gram], options);
}

/**
 * Exact mean validation accuracies as numerators over the draws' denominators, (values of C, draws);
 * -1 where a value could not be trained.
 */
function validate(scene: Scene, reading: Reading, heldOut: HeldOut): number[] {
  const counts = validationCounts(scene, reading, heldOut);
  const { folds, weights } = heldOut;
  return Array.from({ length: counts.length / folds }, (_, at) => {
    const own = counts.subarray(at * folds, (at + 1) * folds);
    if (own.includes(-1)) return -1;
    return own.reduce((sum, right, fold) => sum + right * weights[at % weights.length]![fold]!, 0);
  });
}

/** Predicted classes of the test cases with some values of C, each trained on all training cases. */
export function refit(
  { gram, crossGram, labels, svc }: Scene,
  { learner }: Reading,
  values: readonly number[],
): Int32Array[] {
  if (values.length === 0) return [];
  if (learner === "ridge")
    return trainRidge(gram, { labels, ridges: values }).map((model) =>
      Int32Array.from(ridgeClasses(model, ridgeScores(model, crossGram))),
    );
  const fit = learner === "svm" ? fitAndPredict : fitAndPredictOneVsRest;
  return fit({ gram, crossGrams: [crossGram], labels, C: values, svc }).map(
    ({ predictions }) => predictions,
  );
}

/** The same by the models of the folds of every draw: (draws, values of C). */
function predictByFolds(
  { gram, crossGram, labels, svc }: Scene,
  { assignments, folds }: HeldOut,
  values: readonly number[],
): Int32Array[][] {
  return assignments.map((assignment) =>
    predictByFoldModels({
      ...{ gram, crossGrams: [crossGram], labels, assignment, folds, C: values, svc },
    }),
  );
}

/** How many cases are classified rightly. */
export function rightOf(predictions: Int32Array, labels: Int32Array): number {
  return predictions.reduce((sum, label, i) => sum + (label === labels[i] ? 1 : 0), 0);
}

/** What one convention counts on one setting. */
export interface SettingCounts {
  /** Numerators of the validation accuracies, -1 where a candidate could not be trained or its kernel overflows. */
  readonly validation: readonly number[]; // (values of C, draws)
  /** Rightly classified test cases; one a draw where predictions depend on it; -1 for those candidates. */
  readonly test: readonly number[]; // (values of C, 1 or draws)
}

/** Counts of a convention on its scene; `undefined` in place of one whose kernel overflows. */
export function countsOf(
  scene: Scene | undefined,
  reading: Reading,
  heldOut: HeldOut,
  testLabels: Int32Array,
): SettingCounts {
  const draws = heldOut.assignments.length;
  const { C, prediction } = reading;
  const validation =
    scene === undefined
      ? C.flatMap(() => Array<number>(draws).fill(-1))
      : validate(scene, reading, heldOut);
  const trained = C.filter((_, c) => validation[c * draws]! >= 0);
  const predictions =
    scene === undefined
      ? []
      : prediction === "fold-models"
        ? predictByFolds(scene, heldOut, trained)
        : [refit(scene, reading, trained)];
  const tests = prediction === "fold-models" ? draws : 1;
  return {
    validation,
    test: C.flatMap((value) =>
      Array.from({ length: tests }, (_, draw) => {
        const own = predictions[draw]?.[trained.indexOf(value)];
        return own === undefined ? -1 : rightOf(own, testLabels);
      }),
    ),
  };
}
