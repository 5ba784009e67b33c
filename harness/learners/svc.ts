import type { Matrix } from "../math/matrix.ts";
import { checkFinite, checkShape, checkSvcInput } from "./check.ts";
import type { SvcSettings } from "./settings.ts";
import { solveTwoClasses, type TwoClassSolution } from "./smo.ts";

export interface SvcOptions {
  /** Gram of all training cases, exactly symmetric. */
  readonly gram: Matrix; // (n, n)
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  /** The cases to train on, as ascending rows of the Gram. */
  readonly rows: Int32Array;
  readonly C: number;
  readonly settings: SvcSettings;
}

/** A two-class machine: positive decision values speak for `positive`. */
export interface Machine extends TwoClassSolution {
  readonly positive: number;
  readonly negative: number;
  /** Rows of the Gram that `beta` belongs to: those of `positive`, then those of `negative`. */
  readonly rows: Int32Array; // (l)
}

export interface SvcModel {
  /** The classes that were trained on, ascending. */
  readonly classes: readonly number[];
  /** One a pair of classes: (0, 1), (0, 2), …, (1, 2), …; none where there is one class only. */
  readonly machines: readonly Machine[];
  /** Rows of the Gram that are support vectors of any machine, ascending. */
  readonly supportVectors: Int32Array;
  /** Sum over the machines. */
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * C-SVM for any number of classes on a precomputed Gram, one machine a pair of classes (i, j), i < j.
 * Classes are sorted, as in scikit-learn (LIBSVM takes them in the order of their first appearance).
 *
 * Throws where the Gram is not n × n or not finite, a label is negative, or C or a setting is out of
 * range.
 */
export function trainSvc(options: SvcOptions): SvcModel {
  const { gram, labels, rows, C, settings } = options;
  checkSvcInput(labels, [C], settings);
  checkShape(gram, "training Gram", labels.length, labels.length);
  checkFinite(gram, "training Gram");
  const classes = classesOf(labels, rows);
  return modelOf(
    classes,
    pairsOf(classes).map(([positive, negative]) => trainMachine(options, positive, negative)),
  );
}

/** The classes of some cases, ascending. */
export function classesOf(labels: Int32Array, rows: Int32Array): readonly number[] {
  return [...new Set(Array.from(rows, (row) => labels[row]!))].sort((a, b) => a - b);
}

/** (0, 1), (0, 2), …, (1, 2), … */
export function pairsOf(classes: readonly number[]): readonly (readonly [number, number])[] {
  return classes.flatMap((a, at) => classes.slice(at + 1).map((b) => [a, b] as const));
}

/** The machine of one pair of classes. */
export function trainMachine(options: SvcOptions, positive: number, negative: number): Machine {
  const { gram, labels, C, settings } = options;
  const first = options.rows.filter((row) => labels[row] === positive);
  const second = options.rows.filter((row) => labels[row] === negative);
  const rows = Int32Array.of(...first, ...second);
  const solution = solveTwoClasses({ gram, rows, positives: first.length, C, settings });
  return { ...solution, positive, negative, rows };
}

/** The model that machines make together: one a pair of classes, in the order of `pairsOf`. */
export function modelOf(classes: readonly number[], machines: readonly Machine[]): SvcModel {
  const support = new Set<number>();
  for (const { rows, beta } of machines)
    for (let k = 0; k < rows.length; k++) if (beta[k] !== 0) support.add(rows[k]!);
  return {
    classes,
    machines,
    supportVectors: Int32Array.from(support).sort(),
    iterations: machines.reduce((sum, machine) => sum + machine.iterations, 0),
    converged: machines.every((machine) => machine.converged),
  };
}

/** Writes a machine's decision values sum_k beta_k K(x_k, z) - rho for the given columns z of K. */
export function decide(
  { rows, beta, rho }: Machine,
  K: Matrix,
  columns: Int32Array,
  into: Float64Array,
): void {
  into.fill(0);
  for (let k = 0; k < rows.length; k++) {
    const weight = beta[k]!;
    if (weight === 0) continue;
    const start = rows[k]! * K.columns;
    for (let z = 0; z < columns.length; z++) into[z]! += weight * K.values[start + columns[z]!]!;
  }
  for (let z = 0; z < columns.length; z++) into[z]! -= rho;
}

/** Decision values of each machine for the given columns of K. */
export function decisionValues(model: SvcModel, K: Matrix, columns: Int32Array): Matrix {
  const count = model.machines.length;
  const values = new Float64Array(columns.length * count); // (columns, machines)
  const ofMachine = new Float64Array(columns.length);
  for (const [m, machine] of model.machines.entries()) {
    decide(machine, K, columns, ofMachine);
    for (let z = 0; z < columns.length; z++) values[z * count + m] = ofMachine[z]!;
  }
  return { rows: columns.length, columns: count, values };
}

/** The class with the most votes of the machines; among equals the lowest, as in LIBSVM. */
export function predict(model: SvcModel, K: Matrix, columns: Int32Array): Int32Array {
  const { classes, machines } = model;
  const width = classes.at(-1)! + 1;
  const votes = new Int32Array(columns.length * width);
  const ofMachine = new Float64Array(columns.length);
  for (const machine of machines) {
    decide(machine, K, columns, ofMachine);
    for (let z = 0; z < columns.length; z++)
      votes[z * width + (ofMachine[z]! > 0 ? machine.positive : machine.negative)]!++;
  }
  const predicted = new Int32Array(columns.length);
  for (let z = 0; z < columns.length; z++) {
    let best = classes[0]!;
    for (const label of classes)
      if (votes[z * width + label]! > votes[z * width + best]!) best = label;
    predicted[z] = best;
  }
  return predicted;
}
