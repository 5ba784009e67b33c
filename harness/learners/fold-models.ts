import { checkFinite, checkShape, checkSvcInput } from "./check.ts";
import { createSvcSolver } from "./create-svc-solver.ts";
import type { FitOptions } from "./fit.ts";
import { checkAssignments } from "./search.ts";
import { ascending } from "./settings.ts";
import { classesOf, type Machine, modelOf, pairsOf, predict } from "./svc.ts";
import type { SvcSolver } from "./svc-solver.ts";

export interface FoldModelsOptions extends FitOptions {
  /** Fold in which each training case is held out, 0 … folds - 1. */
  readonly assignment: Int32Array; // (n)
  readonly folds: number;
}

/**
 * Predicts the test cases by the models of the folds together, in place of one on the whole training set:
 * a pair of classes is decided by the mean of the decision values of its machines, over the folds whose
 * training part has both classes, and the pairs vote as in `predict`. The predicted class of every test
 * case, a list a C in their order. Throws where Grams or folds do not fit the labels.
 */
export function predictByFoldModels(options: FoldModelsOptions): Int32Array[] {
  const { gram, crossGrams, labels, assignment, folds, C, svc } = options;
  checkSvcInput(labels, C, svc);
  checkAssignments({ labels, assignments: [assignment], folds });
  const order = ascending(C);
  const solver = createSvcSolver({ labels, C: order.map((c) => C[c]!), svc, widestFold: 0 });
  solver.load(gram);
  solver.divide(assignment);
  const classes = classesOf(
    labels,
    labels.map((_, i) => i),
  );
  const machines = pairsOf(classes).flatMap(([a, b]) => {
    const ofFolds = machinesOfFolds(solver, options, a, b);
    return ofFolds.length === 0 ? [] : [order.map((_, rank) => meanMachine(ofFolds, rank, labels))];
  });
  const models = C.map((_, c) =>
    modelOf(
      classes,
      machines.map((ofPair) => ofPair[order.indexOf(c)]!),
    ),
  );
  const predictions = C.map((): number[] => []);
  for (const crossGram of crossGrams) {
    checkShape(crossGram, "Gram of training and test cases", labels.length);
    checkFinite(crossGram, "Gram of training and test cases");
    const columns = Int32Array.from({ length: crossGram.columns }, (_, z) => z);
    for (const [c, model] of models.entries())
      predictions[c]!.push(...predict(model, crossGram, columns));
  }
  return predictions.map((of) => Int32Array.from(of));
}

/** The machines of a pair, (folds, C), of the folds whose training part has both classes. */
function machinesOfFolds(
  solver: SvcSolver,
  { labels, assignment, folds }: FoldModelsOptions,
  a: number,
  b: number,
): Machine[][] {
  const all = Array.from({ length: folds }, (_, fold) => fold);
  const has = (label: number, fold: number) =>
    labels.some((own, i) => own === label && assignment[i] !== fold);
  return all.filter((fold) => has(a, fold) && has(b, fold)).map((fold) => solver.train(a, b, fold));
}

/** The machine whose decision values are the means: its coefficients are, as decision values are linear in them. */
function meanMachine(ofFolds: readonly Machine[][], rank: number, labels: Int32Array): Machine {
  const machines = ofFolds.map((ofFold) => ofFold[rank]!);
  const { positive, negative } = machines[0]!;
  const sums = new Float64Array(labels.length);
  for (const { rows, beta } of machines)
    for (const [k, row] of rows.entries()) sums[row]! += beta[k]!;
  const cases = labels.map((_, i) => i);
  const rows = Int32Array.of(
    ...cases.filter((i) => labels[i] === positive),
    ...cases.filter((i) => labels[i] === negative),
  );
  const mean = (of: (machine: Machine) => number) =>
    machines.reduce((sum, machine) => sum + of(machine), 0) / machines.length;
  return {
    ...{ positive, negative, rows },
    beta: Float64Array.from(rows, (row) => sums[row]! / machines.length),
    rho: mean(({ rho }) => rho),
    dualObjective: mean(({ dualObjective }) => dualObjective),
    iterations: machines.reduce((sum, { iterations }) => sum + iterations, 0),
    converged: machines.every(({ converged }) => converged),
  };
}
