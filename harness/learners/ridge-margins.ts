import { classSizes } from "./ridge-classifier.ts";

/*
 * What sequences of Lanczos tell of kernel ridge regression. With the others o of the cases that are held out
 * together, A = K_oo + λ I, and y the targets of a class less those of a class that all are set against, a
 * held-out case i has the score s_i = k_iᵀ x, A x = y.
 *
 * Steps from v_1 = y / |y| give K_oo V = V T + β v eᵀ with T tridiagonal of all α and β, for every ridge at once:
 * with T + λ I = L D Lᵀ the iterate of conjugate gradients is x' = V L⁻ᵀ D⁻¹ L⁻¹ |y| e_1, by recursions of single
 * numbers, and k_iᵀ x' by the same ones from K V at the case. The residual y - A x' is β |ζ| long, ζ the last
 * entry of D⁻¹ L⁻¹ |y| e_1 (Y. Saad, Iterative Methods for Sparse Linear Systems, 6.7; for several ridges
 * B. Jegerlehner, arXiv:hep-lat/9612014).
 */

/** How far a sequence has got with a ridge. */
interface Progress {
  /** Last entries of D and of L⁻¹ |y| e_1. */
  pivot: number;
  target: number;
  /** x'ᵀ A x'. */
  energy: number;
  /** The length of y - A x', and what is added to it for rounding. */
  residual: number;
  allowance: number;
  readonly scores: Float64Array; // (cases)
  /** K at the cases times the last column of V L⁻ᵀ. */
  readonly directions: Float64Array; // (cases)
}

/** A class of the others, and its sequence. */
export interface Column {
  readonly label: number;
  readonly part: Part;
  /** |y|: 0 for the class that the others are set against, which needs no sequence. */
  readonly norm: number;
  readonly progress: readonly Progress[]; // (ridges)
  /** K v at the cases. */
  readonly held: Float64Array; // (cases)
  /** T, row after row: α, and β to the next one. */
  readonly alphas: number[];
  readonly betas: number[];
}

/** Cases that are held out together. */
export interface Part {
  readonly cases: Int32Array;
  /** For every class that the others have, ascending; all are set against the first one. */
  readonly columns: readonly Column[];
  /** Place of each case's class among the columns; -1 where no other case has it. */
  readonly own: Int32Array; // (cases)
  /** The cases of which it is not known whether they are classified rightly, by their places. */
  readonly open: Int32Array[]; // (ridges)
  /** Number of cases that are known to be. */
  readonly right: Int32Array; // (ridges)
}

/** What errors with a ridge are estimated from. */
export interface RidgeBounds {
  readonly ridge: number;
  /** No eigenvalue of K + λ I is below it; more than 0. */
  readonly smallest: number;
  /** How far K v + λ v may be from β' v' + (α + λ) v + β v'' by rounding, for v of length 1. */
  readonly rounding: number;
  /** How far the score of a case is off at most, over the length of the residual. */
  readonly gains: Float64Array; // (n)
  /** Scores of a case that differ by less are left to the factorisation, to whose rounding they may be the same. */
  readonly margins: Float64Array; // (n)
}

export function partOf(cases: Int32Array, labels: Int32Array, ridges: number): Part {
  const sizes = classSizes(labels);
  for (const held of cases) sizes[labels[held]!]!--;
  const classes = [...sizes.keys()].filter((label) => sizes[label]! > 0);
  const zeros = () => new Float64Array(cases.length);
  const columns: Column[] = [];
  const part: Part = {
    ...{ cases, columns, right: new Int32Array(ridges) },
    own: cases.map((held) => classes.indexOf(labels[held]!)),
    open: Array.from({ length: ridges }, () => cases.map((_, a) => a)),
  };
  for (const [place, label] of classes.entries()) {
    const norm = place === 0 ? 0 : Math.sqrt(sizes[label]! + sizes[classes[0]!]!);
    const progress = Array.from({ length: ridges }, () => ({
      ...{ pivot: 1, target: norm, energy: 0, residual: norm, allowance: 0 },
      ...{ scores: zeros(), directions: zeros() },
    }));
    columns.push({ label, part, norm, progress, held: zeros(), alphas: [], betas: [] });
  }
  return part;
}

/** v_1 of a sequence. */
export function firstVector({ label, part, norm }: Column, labels: Int32Array): Float64Array {
  const against = part.columns[0]!.label;
  const vector = new Float64Array(labels.length);
  for (let i = 0; i < vector.length; i++) {
    if (labels[i] === label) vector[i] = 1 / norm;
    if (labels[i] === against) vector[i] = -1 / norm;
  }
  for (const held of part.cases) vector[held] = 0;
  return vector;
}

/** The same relative to |y| and to how large the scores of a case may be. */
const close = 1e-11;

/** Takes in a step: K v = `beta` v' + `alpha` v + β v'', with K v at the cases in `held`. */
export function extend(
  { alphas, betas, held, norm, part, progress }: Column,
  alpha: number,
  beta: number,
  bounds: readonly RidgeBounds[],
): void {
  const before = betas.at(-1) ?? 0;
  const steps = alphas.push(alpha);
  betas.push(beta);
  for (const [r, { ridge, smallest, rounding }] of bounds.entries()) {
    if (part.open[r]!.length === 0) continue;
    const own = progress[r]!;
    const ratio = before / own.pivot;
    own.pivot = alpha + ridge - ratio * before;
    if (steps > 1) own.target *= -ratio;
    const weight = own.target / own.pivot;
    own.energy += weight * own.target;
    const rounded = rounding * Math.sqrt((steps * own.energy) / smallest);
    own.residual = beta * Math.abs(weight);
    own.allowance = 2 * rounded + close * norm;
    const { directions, scores } = own;
    for (let a = 0; a < held.length; a++) {
      const direction = held[a]! - ratio * directions[a]!;
      directions[a] = direction;
      scores[a] = scores[a]! + weight * direction;
    }
  }
}

/** Settles the cases for which the errors leave no doubt. Returns whether none is open any more. */
export function settle(part: Part, bounds: readonly RidgeBounds[]): boolean {
  let open = 0;
  for (const [r, ofRidge] of bounds.entries()) {
    if (part.open[r]!.length > 0) part.open[r] = stillOpen(part, r, ofRidge);
    open += part.open[r]!.length;
  }
  return open === 0;
}

function stillOpen(
  { cases, columns, own, open, right }: Part,
  r: number,
  { gains, margins }: RidgeBounds,
): Int32Array {
  const found = columns.map(({ progress }) => progress[r]!);
  const sizes = found.map(({ residual, allowance }) => residual + allowance);
  const before = open[r]!;
  let count = 0;
  for (let k = 0; k < before.length; k++) {
    const a = before[k]!;
    const mine = found[own[a]!];
    if (mine === undefined) continue; // a class that is not there is not chosen
    const [gain, least] = [gains[cases[a]!]!, margins[cases[a]!]!];
    let [sure, wrong] = [true, false];
    for (let c = 0; c < found.length && !wrong; c++) {
      const rival = found[c]!;
      if (rival === mine) continue;
      const margin = mine.scores[a]! - rival.scores[a]!;
      const error = gain * (sizes[own[a]!]! + sizes[c]!) + least;
      sure &&= margin > error;
      wrong = margin < -error;
    }
    if (wrong) continue;
    if (sure) right[r] = right[r]! + 1;
    else before[count++] = a;
  }
  return before.subarray(0, count);
}

/** Whether more steps are of no use to a part: what is allowed for rounding outweighs the residuals. */
export function isStuck({ columns, open }: Part): boolean {
  return open.every(
    ({ length }, r) =>
      length === 0 ||
      columns.every(({ progress }) => progress[r]!.residual <= progress[r]!.allowance),
  );
}
