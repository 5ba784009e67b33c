import { smallestPivot } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { type Effort, faint } from "./ridge-effort.ts";
import type { Sequences } from "./ridge-lanczos.ts";
import {
  type Column,
  extend,
  firstVector,
  isStuck,
  type Part,
  partOf,
  type RidgeBounds,
  settle,
} from "./ridge-margins.ts";

export interface CertifiedOptions {
  /** Class of every case. */
  readonly labels: Int32Array; // (n)
  readonly ridges: readonly number[];
  /** Cases that are held out together. */
  readonly parts: readonly Int32Array[];
  readonly effort: Effort;
}

/** In place of a count that is not certain. */
export const uncertain = -2;

/**
 * Rightly classified cases of each ridge and part by kernel ridge regression on the others, (ridges, parts), where
 * conjugate gradients get so near to the scores that no doubt is left, and `uncertain` for the rest. `undefined`
 * where that is most of them, and where K + λ I may not be positive definite with every ridge.
 *
 * With the residual z = y - A x' of what `ridge-margins.ts` computes, and a floor that no eigenvalue of K, and so
 * none of K_oo, is below, a score is off by at most |k_iᵀ A⁻¹ z| ≤ |k_i| |z| / (λ + floor), and at most
 * √(k_iᵀ A⁻¹ k_i) √(zᵀ A⁻¹ z) ≤ √(K_ii + λ) |z| / √(λ + floor), since K_ii + λ - k_iᵀ A⁻¹ k_i is a Schur complement in
 * the positive definite K + λ I. That the floor is one is shown by a factor of Cholesky's of K less a number
 * somewhat larger: where it exists in floating point, no eigenvalue is below -n ε times the trace
 * (S. M. Rump, Verification of positive definiteness, BIT 46, 2006).
 *
 * Rounding makes K v = β' v' + α v + β v'' + f with |f| ≤ n ε |K|_F (sums of n products; |K|_F is at most the
 * trace), whether or not the vectors stay orthogonal, and so adds Σ |ζ_j f_j| to |z|, where ζ holds the weights
 * of V in x': at most n ε |K|_F √m |ζ| after m steps, and (λ + floor) |ζ|² ≤ ζᵀ (T + λ I) ζ, the eigenvalues of T
 * being among those of K but for rounding (C. C. Paige, Linear Algebra and its Applications 34, 1980). As much
 * is allowed for the scores' own sums.
 */
export function certifiedCounts(
  sequences: Sequences,
  gram: Matrix,
  { labels, ridges, parts: members, effort }: CertifiedOptions,
): Int32Array | undefined {
  const lengths = sequences.load(gram);
  const diagonal = lengths.map((_, i) => gram.values[i * (gram.rows + 1)]!);
  const floor = floorAt({ diagonal, lengths, ridges }, -Math.min(...ridges) / 16);
  if (floor === undefined) return undefined;
  const search: Search = { sequences, labels, effort, floor, ridges, diagonal, lengths };
  const parts = members.map((cases) => partOf(cases, labels, ridges.length));
  const open = parts.filter((part) => !settle(part, floor.bounds));
  // What leads to nothing shows on the first four sequences, mostly, which take a small part of the time.
  const some = open.findIndex((_, p) => columnsOf(open.slice(0, p + 1)).length >= 4) + 1;
  if (!settleTogether(search, open.slice(0, some))) return undefined;
  settleTogether(search, open.slice(some));
  const counts = ridges.flatMap((_, r) =>
    parts.map((part) => (part.open[r]!.length === 0 ? part.right[r]! : uncertain)),
  );
  const left = counts.filter((count) => count === uncertain).length;
  if (2 * left > counts.length) return undefined;
  return search.raised || holds(sequences, search.floor) ? Int32Array.from(counts) : undefined;
}

interface Spectrum {
  readonly ridges: readonly number[];
  readonly diagonal: Float64Array; // (n)
  /** Of the rows of K without the diagonal. */
  readonly lengths: Float64Array; // (n)
}

/** A number that no eigenvalue of K is below, if `holds` says so, and what follows from it. */
interface Floor {
  readonly value: number;
  /** What Cholesky's factor has to be asked for beyond it. */
  readonly rounding: number;
  readonly bounds: readonly RidgeBounds[];
}

interface Search extends Spectrum {
  readonly sequences: Sequences;
  readonly labels: Int32Array;
  readonly effort: Effort;
  floor: Floor;
  /** Whether the floor has been raised to one that holds; `undefined` before that was tried. */
  raised?: boolean;
}

/** The sequences that parts need. */
function columnsOf(parts: readonly Part[]): Column[] {
  return parts.flatMap(({ columns }) => columns.slice(1));
}

/** Numbers below this lose digits when they are squared. */
const tiny = 1e-140;

/** `undefined` where rounding is too large beside what is asked for. */
function floorAt({ diagonal, lengths, ridges }: Spectrum, value: number): Floor | undefined {
  const n = diagonal.length;
  const trace = diagonal.reduce((sum, entry) => sum + entry, n * Math.max(0, -value));
  const rounding = n * Number.EPSILON * trace;
  if (!(2 * rounding < Math.abs(value))) return undefined;
  const bounds = ridges.map((ridge): RidgeBounds => {
    const smallest = ridge + value;
    return {
      ...{ ridge, smallest, rounding: n * Number.EPSILON * (trace + ridge) },
      gains: lengths.map((length, i) =>
        Math.min(Math.sqrt(Math.max(0, diagonal[i]! + ridge) / smallest), length / smallest),
      ),
      margins: lengths.map((length) =>
        2 * length * Math.sqrt(n) < faint * smallest
          ? tiny
          : (4 * Number.EPSILON * (trace + ridge)) / smallest,
      ),
    };
  });
  // Four times what the factorisation asks of its pivots.
  const enough = bounds.every(
    ({ ridge, smallest }) => smallest > 4 * n * smallestPivot * (trace + ridge),
  );
  return enough ? { value, rounding, bounds } : undefined;
}

function holds(sequences: Sequences, { value, rounding }: Floor): boolean {
  return sequences.definite(-(value + rounding));
}

/** After so many steps, and after the first of them, T tells where the eigenvalues of K begin. */
const stepsToFloor = [4, 6] as const;

/** Tries a floor far above the ridges: from there on fewer steps are needed. */
function raiseFloor(search: Search, columns: readonly Column[]): void {
  const least = 4 * Math.min(...search.ridges);
  const [early, value] = stepsToFloor.map((steps) => belowEigenvalues(columns, steps, least));
  // Where more steps still find much smaller ones, there are smaller ones.
  const floor = value! > least && early! <= value! ? floorAt(search, value!) : undefined;
  search.raised = floor !== undefined && holds(search.sequences, floor);
  if (floor !== undefined && search.raised) search.floor = floor;
}

/** Half of a number below all eigenvalues of what T is after some steps, or one below `least`. */
function belowEigenvalues(columns: readonly Column[], steps: number, least: number): number {
  let value = Math.min(...columns.map(({ alphas }) => alphas[0]!)) / 2;
  while (value > least && !columns.every((column) => isBelow(column, steps, 2 * value))) value /= 2;
  return value;
}

function isBelow({ alphas, betas }: Column, steps: number, value: number): boolean {
  let pivot = 1;
  return alphas.slice(0, steps).every((alpha, k) => {
    const before = k === 0 ? 0 : betas[k - 1]!;
    pivot = alpha - value - before ** 2 / pivot;
    return pivot > 0;
  });
}

/**
 * Settles the cases of some parts, but of those that more steps are of no use to. Returns whether that was done
 * within the steps that may be made.
 */
function settleTogether(search: Search, parts: readonly Part[]): boolean {
  const { sequences, labels, effort } = search;
  const active = columnsOf(parts);
  for (const [slot, column] of active.entries()) sequences.start(slot, firstVector(column, labels));
  let open = parts;
  for (let steps = 1; open.length > 0; steps++) {
    if (steps > (search.raised === false ? effort.stepsWithoutFloor : effort.steps)) return false;
    sequences.multiply(active.length);
    for (const [slot, { part, held }] of active.entries()) sequences.take(slot, part.cases, held);
    sequences.advance(active.length);
    for (const [slot, column] of active.entries())
      extend(column, sequences.alpha(slot), sequences.beta(slot), search.floor.bounds);
    if (steps === stepsToFloor[1] && search.raised === undefined) raiseFloor(search, active);
    const done = new Set(open.filter((part) => settle(part, search.floor.bounds) || isStuck(part)));
    open = open.filter((part) => !done.has(part));
    for (let slot = active.length - 1; slot >= 0; slot--) {
      if (!done.has(active[slot]!.part)) continue;
      sequences.replace(slot, active.length);
      const last = active.pop()!;
      if (slot < active.length) active[slot] = last;
    }
  }
  return true;
}
