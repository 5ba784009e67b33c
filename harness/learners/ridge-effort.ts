import type { Matrix } from "../math/matrix.ts";
import { classSizes } from "./ridge-classifier.ts";

/*
 * What the two ways to the counts of a ridge search cost, in products and sums: conjugate gradients, which may
 * get nowhere, and the factorisation of a Gram.
 */

/** Sequences of Lanczos, one for each part and class but one. */
export function sequenceCount(labels: Int32Array, parts: number): number {
  const classes = classSizes(labels).filter((size) => size > 0).length;
  return parts * (classes - 1);
}

/** At most so many steps are made of any sequence. */
export interface Effort {
  readonly steps: number;
  /** The same where the eigenvalues of the Gram do not keep far above 0. */
  readonly stepsWithoutFloor: number;
}

/** Hardly anything is settled within fewer steps. */
const fewestSteps = 8;

/**
 * The steps of all sequences that take, with a factor of Cholesky's at the end, half of what the factorisation
 * takes with all that is made of it; `undefined` where they are too few to start with.
 * @param parts cases that are held out together
 */
export function worthwhileEffort(
  gram: Matrix,
  labels: Int32Array,
  ridges: readonly number[],
  parts: readonly Int32Array[],
): Effort | undefined {
  const n = labels.length;
  const ofParts = (cost: (size: number) => number, some: readonly Int32Array[]) =>
    some.reduce((sum, { length }) => sum + ridges.length * cost(length), 0);
  // Scores that drown in rounding are trained for once more, a third as fast as the rest is.
  const limit = faint * Math.min(...ridges);
  const again = parts.filter((cases) => cases.some((i) => isFaint(gram, i, limit)));
  const factor = (8 / 3) * n ** 3 + ofParts((size) => n * size ** 2, parts);
  const whole = factor + ofParts((size) => (n - size) ** 3, again);
  const step = 8 * n ** 2 * Math.ceil(sequenceCount(labels, parts.length) / 4);
  const steps = Math.min(n, Math.floor((whole / 2 - n ** 3 / 3) / step));
  if (steps < fewestSteps) return undefined;
  // A few tell whether there is a floor. Without one it is many steps, but training again is dearer still.
  return { steps, stepsWithoutFloor: again.length > 0 ? steps : fewestSteps };
}

/** Scores below this are of the size of the rounding that the residuals of targets of 1 leave: they are trained for. */
export const faint = 1e-8;

/** Whether a case is so unlike all others that its scores are below `faint`, roughly. */
function isFaint({ values, columns: n }: Matrix, i: number, limit: number): boolean {
  const most = faint * values[i * (n + 1)]! + limit;
  for (let j = 0; j < n; j++) if (j !== i && Math.abs(values[i * n + j]!) > most) return false;
  return true;
}
