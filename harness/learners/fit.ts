import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape, checkSvcInput } from "./check.ts";
import { createSvcSolver } from "./create-svc-solver.ts";
import { ascending, type SvcSettings } from "./settings.ts";
import { classesOf, modelOf, pairsOf, predict, type SvcModel } from "./svc.ts";

export interface FitOptions {
  /** Training Gram K(x_i, x_j). */
  readonly gram: Matrix; // (n, n)
  /** Gram K(x_i, z_j) of training and test cases, in blocks of test cases: each is asked for once. */
  readonly crossGrams: Iterable<Matrix>; // (n, n'), their n' add up to the number of test cases
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  readonly C: readonly number[];
  readonly svc: SvcSettings;
}

export interface FitOutcome {
  /** Predicted class of every test case. */
  readonly predictions: Int32Array; // (n')
  /** Training cases that are support vectors of any of the two-class machines. */
  readonly supportVectors: number;
  /** Sum over the two-class machines. */
  readonly iterations: number;
  /** Whether every machine met the tolerance within the cap on iterations. */
  readonly converged: boolean;
}

/**
 * Trains on the whole training set with each C and predicts the test cases; one outcome a C, in their
 * order. Each outcome is that of its C alone. Throws where the Grams do not fit the labels.
 */
export function fitAndPredict(options: FitOptions): FitOutcome[] {
  const { gram, crossGrams, labels, C, svc } = options;
  checkSvcInput(labels, C, svc);
  const models = trainAll(gram, labels, C, svc);
  const predictions = C.map((): number[] => []);
  for (const crossGram of crossGrams) {
    checkShape(crossGram, "Gram of training and test cases", labels.length);
    checkFinite(crossGram, "Gram of training and test cases");
    const columns = Int32Array.from({ length: crossGram.columns }, (_, column) => column);
    for (const [c, model] of models.entries()) {
      predictions[c]!.push(...predict(model, crossGram, columns));
    }
  }
  return models.map((model, c) => ({
    predictions: Int32Array.from(predictions[c]!),
    supportVectors: model.supportVectors.length,
    iterations: model.iterations,
    converged: model.converged,
  }));
}

function trainAll(
  gram: Matrix,
  labels: Int32Array,
  C: readonly number[],
  svc: SvcSettings,
): readonly SvcModel[] {
  const order = ascending(C);
  const solver = createSvcSolver({ labels, C: order.map((c) => C[c]!), svc, widestFold: 0 });
  solver.load(gram);
  const all = labels.map((_, i) => i);
  const classes = classesOf(labels, all);
  const machines = pairsOf(classes).map(([a, b]) => solver.train(a, b));
  return C.map((_, c) => {
    const rank = order.indexOf(c);
    return modelOf(
      classes,
      machines.map((ofPair) => ofPair[rank]!),
    );
  });
}
