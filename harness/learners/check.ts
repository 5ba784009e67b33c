import { HarnessError } from "../errors.ts";
import { allFinite, type Matrix } from "../math/matrix.ts";
import type { SvcSettings } from "./settings.ts";

/** Throws where labels, values of C or settings cannot be trained with. */
export function checkSvcInput(
  labels: Int32Array,
  C: readonly number[],
  settings: SvcSettings,
): void {
  if (labels.length === 0) throw new HarnessError("data", "There are no training cases.");
  const wrong = labels.findIndex((label) => label < 0);
  if (wrong >= 0) {
    throw new HarnessError(
      "compute",
      `Label ${wrong} is ${labels[wrong]}, expected the index of a class, 0 or more.`,
    );
  }
  if (C.length === 0) throw new HarnessError("config", "There is no value of C.");
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

/** Throws where a Gram does not have the rows and columns that it must have. */
export function checkShape(K: Matrix, name: string, rows: number, columns = K.columns): void {
  if (K.rows === rows && K.columns === columns && K.values.length === rows * columns) return;
  throw new HarnessError(
    "compute",
    `The ${name} is ${K.rows} × ${K.columns}, expected ${rows} × ${columns}.`,
  );
}

/** Throws where an entry is NaN or infinite. */
export function checkFinite(K: Matrix, name: string): void {
  if (allFinite(K.values)) return;
  const at = K.values.findIndex((value) => !Number.isFinite(value));
  const index = `(${Math.floor(at / K.columns)}, ${at % K.columns})`;
  throw new HarnessError(
    "compute",
    `Entry ${index} of the ${name} is ${K.values[at]}, expected a finite number.`,
    "The kernel overflowed or its input was not finite; look at the setting and the data.",
  );
}
