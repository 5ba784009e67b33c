import { fitAndPredict } from "../../learners/fit.ts";
import { predictByFoldModels } from "../../learners/fold-models.ts";
import { countCorrectOneVsRest, fitAndPredictOneVsRest } from "../../learners/one-vs-rest.ts";
import { ridgeClasses, ridgeScores, trainRidge } from "../../learners/ridge-classifier.ts";
import { countRidge } from "../../learners/ridge-search.ts";
import { countCorrect } from "../../learners/search.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { Reading } from "./convention.ts";
import type { HeldOut } from "./held-out.ts";

/** The SVM's stopping rule and precision: those of the paper's table. */
const svc = { tolerance: 0.001, gramPrecision: "float64" } as const;

/** Grams of one setting as a convention has them, with the classes of the training cases. */
export interface Scene {
  readonly gram: Matrix; // (n, n)
  readonly crossGram: Matrix; // (n, n')
  readonly labels: Int32Array; // (n)
}

/** Rightly classified validation cases, (values of C, draws, folds). */
function validationCounts({ gram, labels }: Scene, { learner, C }: Reading, heldOut: HeldOut) {
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
export function validate(scene: Scene, reading: Reading, heldOut: HeldOut): number[] {
  const counts = validationCounts(scene, reading, heldOut);
  const { folds, weights } = heldOut;
  return Array.from({ length: counts.length / folds }, (_, at) => {
    const own = counts.subarray(at * folds, (at + 1) * folds);
    if (own.includes(-1)) return -1;
    return own.reduce((sum, right, fold) => sum + right * weights[at % weights.length]![fold]!, 0);
  });
}

/** Predicted classes of the test cases, one list a value of C, each trained on all training cases. */
export function refit({ gram, crossGram, labels }: Scene, reading: Reading): Int32Array[] {
  const { learner, C } = reading;
  if (learner === "ridge")
    return trainRidge(gram, { labels, ridges: C }).map((model) =>
      Int32Array.from(ridgeClasses(model, ridgeScores(model, crossGram))),
    );
  const fit = learner === "svm" ? fitAndPredict : fitAndPredictOneVsRest;
  return fit({ gram, crossGrams: [crossGram], labels, C, svc }).map(
    ({ predictions }) => predictions,
  );
}

/** Predictions of one setting: the same for every draw, or one list a draw: (values of C, draws). */
export function predict(scene: Scene, reading: Reading, heldOut: HeldOut): Int32Array[][] {
  if (reading.prediction !== "fold-models")
    return refit(scene, reading).map((predictions) => [predictions]);
  const { gram, crossGram, labels } = scene;
  const { folds } = heldOut;
  const byDraw = heldOut.assignments.map((assignment) =>
    predictByFoldModels({
      gram,
      crossGrams: [crossGram],
      labels,
      assignment,
      folds,
      C: reading.C,
      svc,
    }),
  );
  return reading.C.map((_, c) => byDraw.map((ofDraw) => ofDraw[c]!));
}

/** How many cases are classified rightly. */
export function rightOf(predictions: Int32Array, labels: Int32Array): number {
  return predictions.reduce((sum, label, i) => sum + (label === labels[i] ? 1 : 0), 0);
}
