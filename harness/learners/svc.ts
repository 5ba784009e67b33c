import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import type { SvcSettings } from "./settings.ts";
import { solveTwoClasses, type TwoClassSolution } from "./smo.ts";

export interface SvcTask {
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
 * Throws where the input is not what `checkSvc` demands.
 */
export function trainSvc(task: SvcTask): SvcModel {
  checkSvc(task.gram, task.labels, [task.C], task.settings);
  const { gram, labels, rows, C, settings } = task;
  const classes = [...new Set(Array.from(rows, (row) => labels[row]!))].sort((a, b) => a - b);
  const members = classes.map((label) => rows.filter((row) => labels[row] === label));
  const machines = classes.flatMap((positive, a) =>
    classes.slice(a + 1).map((negative, after): Machine => {
      const pair = Int32Array.from([...members[a]!, ...members[a + 1 + after]!]);
      const positives = members[a]!.length;
      const solution = solveTwoClasses({ gram, rows: pair, positives, C, settings });
      return { ...solution, positive, negative, rows: pair };
    }),
  );
  const support = new Set(machines.flatMap((m) => [...m.rows.filter((_, k) => m.beta[k] !== 0)]));
  return {
    classes,
    machines,
    supportVectors: Int32Array.from(support).sort(),
    iterations: machines.reduce((sum, machine) => sum + machine.iterations, 0),
    converged: machines.every((machine) => machine.converged),
  };
}

/** Decision values sum_k beta_k K(x_k, z) - rho of each machine for the given columns z of K. */
export function decisionValues(model: SvcModel, K: Matrix, columns: Int32Array): Matrix {
  const count = model.machines.length;
  const values = new Float64Array(columns.length * count); // (columns, machines)
  for (const [m, { rows, beta, rho }] of model.machines.entries()) {
    for (const [place, column] of columns.entries()) {
      let sum = 0;
      for (let k = 0; k < rows.length; k++) {
        if (beta[k] !== 0) sum += beta[k]! * K.values[rows[k]! * K.columns + column]!;
      }
      values[place * count + m] = sum - rho;
    }
  }
  return { rows: columns.length, columns: count, values };
}

/** The class with the most votes of the machines; among equals the lowest, as in LIBSVM. */
export function predict(model: SvcModel, K: Matrix, columns: Int32Array): Int32Array {
  const decisions = decisionValues(model, K, columns);
  const votes = new Int32Array(model.classes.at(-1)! + 1);
  return columns.map((_, place) => {
    votes.fill(0);
    for (const [m, { positive, negative }] of model.machines.entries()) {
      votes[decisions.values[place * decisions.columns + m]! > 0 ? positive : negative]!++;
    }
    return model.classes.reduce((a, b) => (votes[b]! > votes[a]! ? b : a));
  });
}

/** Throws where a Gram, labels, values of C or settings cannot be trained with. */
export function checkSvc(
  gram: Matrix,
  labels: Int32Array,
  C: readonly number[],
  settings: SvcSettings,
): void {
  const n = labels.length;
  if (gram.rows !== n || gram.columns !== n || gram.values.length !== n * n || n === 0) {
    throw new HarnessError(
      "compute",
      `The training Gram is ${gram.rows} × ${gram.columns} for ${n} labels, expected ${n} × ${n}.`,
    );
  }
  checkFinite(gram, "training Gram");
  const negative = labels.findIndex((label) => label < 0);
  if (negative >= 0) {
    throw new HarnessError(
      "compute",
      `Label ${negative} is ${labels[negative]}, expected the index of a class, 0 or more.`,
    );
  }
  for (const value of C) {
    if (!(value > 0 && value < Infinity)) {
      throw new HarnessError("config", `C is ${value}, expected a positive number.`);
    }
  }
  const { tolerance, maxIterations } = settings;
  if (!(tolerance > 0 && tolerance < Infinity)) {
    throw new HarnessError("config", `The tolerance is ${tolerance}, expected a positive number.`);
  }
  if (maxIterations !== undefined && !(Number.isInteger(maxIterations) && maxIterations > 0)) {
    throw new HarnessError(
      "config",
      `The cap on iterations is ${maxIterations}, expected a positive integer.`,
    );
  }
}

/** Throws where an entry is NaN or infinite. */
export function checkFinite(K: Matrix, name: string): void {
  const at = K.values.findIndex((value) => !(Math.abs(value) < Infinity));
  if (at < 0) return;
  const place = `(${Math.floor(at / K.columns)}, ${at % K.columns})`;
  throw new HarnessError(
    "compute",
    `Entry ${place} of the ${name} is ${K.values[at]}, expected a finite number.`,
    "The kernel overflowed or its input was not finite; look at the setting and the data.",
  );
}
