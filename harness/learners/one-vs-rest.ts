import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape, checkSvcInput } from "./check.ts";
import { createSvcSolver } from "./create-svc-solver.ts";
import type { FitOptions, FitOutcome } from "./fit.ts";
import { checkAssignments, type SearchOptions } from "./search.ts";
import { ascending } from "./settings.ts";
import { classesOf, decide, type Machine, modelOf } from "./svc.ts";
import type { SvcSolver, SvcSolverOptions } from "./svc-solver.ts";

/**
 * One machine a class against all others (Vapnik 1995; R. Rifkin and A. Klautau, *In Defense of
 * One-Vs-All Classification*, JMLR 5, 2004).
 */
export interface OneVsRestModel {
  /** The classes that were trained on, ascending. */
  readonly classes: readonly number[];
  /**
   * One a class, whose positive decision values speak for it. Of two classes the lower alone has one, as
   * what speaks against it speaks for the other; a single class has none.
   */
  readonly machines: readonly Machine[];
}

/** The classes that have a machine where these are trained on. */
function withMachine(classes: readonly number[]): readonly number[] {
  return classes.length > 2 ? classes : classes.slice(0, classes.length - 1);
}

/** A solver for each class against the rest: its cases are 0, all others 1. They share one memory. */
function solverOf(
  label: number,
  { labels, ...options }: Omit<SvcSolverOptions, "widestFold">,
): SvcSolver {
  const relabelled = labels.map((other) => (other === label ? 0 : 1));
  return createSvcSolver({ ...options, labels: relabelled, widestFold: 0 });
}

const own = 0;
const rest = 1;

/**
 * Rightly classified validation cases, as `countCorrect` (`search.ts`) has them, of one-vs-rest: the class
 * with the largest decision value, among equals the lowest; never one that the training part lacks. With
 * two classes in the training part the predictions are those of one-vs-one. Nothing is pruned, as a fold
 * is known only when the last class is trained.
 */
export function countCorrectOneVsRest(grams: Iterable<Matrix>, options: SearchOptions): Int32Array {
  const { labels, assignments, folds, C, svc } = options;
  checkSvcInput(labels, C, svc);
  checkAssignments(options);
  const order = ascending(C);
  const all = labels.map((_, i) => i);
  const parts = assignments.map((assignment) =>
    Array.from({ length: folds }, (_, fold) => ({
      held: all.filter((i) => assignment[i] === fold),
      classes: classesOf(
        labels,
        all.filter((i) => assignment[i] !== fold),
      ),
    })),
  );
  const n = labels.length;
  const results: number[] = [];
  const values = new Float64Array(n);
  const classes = classesOf(labels, all);
  const sorted = order.map((c) => C[c]!);
  const solvers = classes.map((label) => solverOf(label, { labels, C: sorted, svc }));
  for (const gram of grams) {
    const leads = createLeads(C.length * assignments.length, n);
    for (const [k, label] of classes.entries()) {
      solvers[k]!.load(gram); // takes the memory from the solver of the class before
      for (const [seed, assignment] of assignments.entries()) {
        solvers[k]!.divide(assignment);
        for (const [fold, part] of parts[seed]!.entries()) {
          if (!withMachine(part.classes).includes(label)) continue;
          const machines = solvers[k]!.train(own, rest, fold);
          for (const [rank, machine] of machines.entries()) {
            decide(machine, gram, part.held, values);
            leads.add(order[rank]! * assignments.length + seed, part, label, values);
          }
        }
      }
    }
    for (let row = 0; row < C.length * assignments.length; row++) {
      for (const part of parts[row % assignments.length]!) {
        results.push(
          part.held.filter((i) => leads.winner(row, part.classes, i) === labels[i]).length,
        );
      }
    }
  }
  return Int32Array.from(results);
}

/** For rows of n cases each, which class has the largest decision value so far. */
function createLeads(rows: number, n: number) {
  const best = new Float64Array(rows * n).fill(-Infinity);
  const winners = new Int32Array(rows * n).fill(-1);
  return {
    /** Takes the decision values of a class for some cases; classes come in ascending order. */
    add(
      row: number,
      { held, classes }: { readonly held: Int32Array; readonly classes: readonly number[] },
      label: number,
      values: Float64Array,
    ) {
      for (const [h, i] of held.entries()) {
        const at = row * n + i;
        if (classes.length === 2) winners[at] = values[h]! > 0 ? label : classes[1]!;
        else if (values[h]! > best[at]!) {
          best[at] = values[h]!;
          winners[at] = label;
        }
      }
    },
    /** The class that leads for a case; the only one where there is but one. */
    winner(row: number, classes: readonly number[], i: number): number | undefined {
      return classes.length === 1 ? classes[0] : winners[row * n + i];
    },
  };
}

/** Trains one-vs-rest on the whole training set, a model a C. */
export function trainOneVsRest({
  gram,
  labels,
  C,
  svc,
}: Omit<FitOptions, "crossGrams">): OneVsRestModel[] {
  checkSvcInput(labels, C, svc);
  checkShape(gram, "training Gram", labels.length, labels.length);
  checkFinite(gram, "training Gram");
  const order = ascending(C);
  const sorted = order.map((c) => C[c]!);
  const classes = classesOf(
    labels,
    labels.map((_, i) => i),
  );
  const machines = withMachine(classes).map((label) => {
    const solver = solverOf(label, { labels, C: sorted, svc });
    solver.load(gram);
    return solver.train(own, rest);
  });
  return C.map((_, c) => ({
    classes,
    machines: machines.map((ofClass) => ofClass[order.indexOf(c)]!),
  }));
}

/** Decision values of the classes for the columns of K: of two classes d and -d, of a single one 0. */
export function oneVsRestDecisionValues({ classes, machines }: OneVsRestModel, K: Matrix): Matrix {
  const width = classes.length;
  const columns = Int32Array.from({ length: K.columns }, (_, z) => z);
  const values = new Float64Array(K.columns * width); // (columns, classes)
  const ofMachine = new Float64Array(K.columns);
  for (const [k, machine] of machines.entries()) {
    decide(machine, K, columns, ofMachine);
    for (const z of columns) {
      values[z * width + k] = ofMachine[z]!;
      if (width === 2) values[z * width + 1] = -ofMachine[z]!;
    }
  }
  return { rows: K.columns, columns: width, values };
}

/** The class with the largest decision value: among equals the lowest, of two the higher, as in one-vs-one. */
function predictOneVsRest(model: OneVsRestModel, K: Matrix): Int32Array {
  const { classes } = model;
  const { columns: width, values } = oneVsRestDecisionValues(model, K);
  return Int32Array.from({ length: K.columns }, (_, z) => {
    if (width === 2) return values[z * width]! > 0 ? classes[0]! : classes[1]!;
    const row = values.subarray(z * width, (z + 1) * width);
    return classes[row.indexOf(row.reduce((most, value) => Math.max(most, value)))]!;
  });
}

/** What `fitAndPredict` (`fit.ts`) does, by one-vs-rest. */
export function fitAndPredictOneVsRest(options: FitOptions): FitOutcome[] {
  const models = trainOneVsRest(options);
  const predictions = models.map((): number[] => []);
  for (const crossGram of options.crossGrams) {
    checkShape(crossGram, "Gram of training and test cases", options.labels.length);
    checkFinite(crossGram, "Gram of training and test cases");
    for (const [c, model] of models.entries())
      predictions[c]!.push(...predictOneVsRest(model, crossGram));
  }
  return models.map(({ classes, machines }, c) => {
    const { supportVectors, iterations, converged } = modelOf(classes, machines);
    return {
      predictions: Int32Array.from(predictions[c]!),
      supportVectors: supportVectors.length,
      iterations,
      converged,
    };
  });
}
