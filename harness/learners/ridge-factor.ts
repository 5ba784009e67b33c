import { smallestPivot } from "../math/cholesky.ts";
import type { Matrix } from "../math/matrix.ts";
import { after, placeReduction, reduceThere, type Tridiagonal } from "../math/reduction.ts";
import { type LinearAlgebraMemory, withLinearAlgebra } from "../wasm/linear-algebra-memory.ts";

/*
 * One factorisation of a Gram, K = Q T Qᵀ with T tridiagonal, serves every ridge λ, all classes and all
 * cases that are held out: with T + λ I = L D Lᵀ it is G = (K + λ I)⁻¹ = U D⁻¹ Uᵀ, U = Q L⁻ᵀ, and
 * A = G Y = Q (T + λ I)⁻¹ Qᵀ Y, where each ridge takes some n steps a row.
 */

export interface RidgeFactorOptions {
  /** Class of every training case, as index from 0. */
  readonly labels: Int32Array; // (n)
  readonly classes: number;
  readonly ridges: readonly number[];
  /** Number of cases that are held out together, at most. */
  readonly widest: number;
}

/** What stays valid until the next Gram is loaded; r is the index of a ridge. */
export interface RidgeFactor {
  /** Factorises a Gram (n, n), symmetric and finite. */
  load(gram: Matrix): void;
  /** Whether K + λ I is positive definite to working precision; where not, nothing more is to be asked of r. */
  definite(r: number): boolean;
  /** A (n, classes) of a ridge, a copy. */
  coefficients(r: number): Float64Array;
  /** The diagonal of G, valid until the next is asked for. */
  inverseDiagonal(r: number): Float64Array; // (n)
  /** Sets the cases F that are held out. */
  hold(cases: Int32Array): void;
  /**
   * (G_FF)⁻¹ A_F: how far the targets of the cases held out are from what the others predict. Rows of
   * `residualWidth`, the first `classes` of which count; valid until the next are asked for. `undefined` where
   * G_FF is not positive definite to working precision.
   */
  residuals(r: number): Float64Array | undefined; // (cases, residualWidth)
  readonly residualWidth: number;
}

/** T + λ I = L D Lᵀ: L has ones on the diagonal and `ratios` below it. */
interface Pivots {
  /** The diagonal of D⁻¹. */
  readonly inverses: Float64Array; // (n)
  /** Entry j stands in row j of L, left of the diagonal; the first is 0. */
  readonly ratios: Float64Array; // (n)
}

/** `undefined` where T + λ I is not positive definite to working precision. */
function pivotsOf({ diagonal, offDiagonal }: Tridiagonal, ridge: number): Pivots | undefined {
  const n = diagonal.length;
  const largest = diagonal.reduce((most, value) => Math.max(most, value + ridge), 0);
  const threshold = n * smallestPivot * largest;
  const inverses = new Float64Array(n);
  const ratios = new Float64Array(n);
  let pivot = 1;
  for (let j = 0; j < n; j++) {
    const beside = j === 0 ? 0 : offDiagonal[j - 1]!;
    ratios[j] = beside / pivot;
    pivot = diagonal[j]! + ridge - ratios[j]! * beside;
    if (!(pivot > threshold)) return undefined;
    inverses[j] = 1 / pivot;
  }
  return { inverses, ratios };
}

function roundedUp(count: number, to: number): number {
  return Math.ceil(count / to) * to;
}

/**
 * Where everything stands: the basis Q in panels of four rows, and then first the reduction that gives it,
 * later in the same place what is made of it.
 */
function placesOf({ labels, classes, ridges, widest }: RidgeFactorOptions, base: number) {
  const n = labels.length;
  const rows = roundedUp(n, 4);
  const columns = roundedUp(classes * ridges.length, 4);
  const held = roundedUp(widest, 4);
  const width = roundedUp(classes, 2);
  const reduction = placeReduction(n, after(base, 8 * rows * n));
  const tile = reduction.end;
  const solutions = reduction.matrix;
  const coefficients = after(solutions, 8 * columns * n);
  const ratios = after(coefficients, 8 * rows * columns);
  const inverses = after(ratios, 8 * n * ridges.length);
  const diagonal = after(inverses, 8 * n * ridges.length);
  const cases = after(diagonal, 8 * rows);
  const packed = after(cases, 4 * widest);
  const plain = after(packed, 8 * held * n);
  const scaled = after(plain, 8 * held * n);
  const block = after(scaled, 8 * held * n);
  const residuals = after(block, 8 * held * held);
  return {
    ...{ basis: base, reduction, tile, rows, columns, held, width, solutions, coefficients },
    ...{ ratios, inverses, diagonal, cases, packed, plain, scaled, block, residuals },
    end: Math.max(after(tile, 64 * rows), after(residuals, 8 * widest * width)),
  };
}

/** Lends a factor for the time of a computation: its memory is two Grams and the rows of the cases that are held out. */
export function withRidgeFactor<Result>(
  options: RidgeFactorOptions,
  use: (factor: RidgeFactor) => Result,
): Result {
  const bytes = (base: number) => factorEnd(options, base);
  return withLinearAlgebra(bytes, (lent, memory) => use(factorIn(lent, memory, options)));
}

/** First byte after what `factorIn` takes. */
export function factorEnd(options: RidgeFactorOptions, base: number): number {
  return placesOf(options, base).end;
}

/** A factor in a memory, in which nothing else may write from `load` on. */
export function factorIn(
  lent: LinearAlgebraMemory,
  memory: Float64Array,
  options: RidgeFactorOptions,
): RidgeFactor {
  const { functions } = lent;
  const { labels, classes, ridges } = options;
  const n = labels.length;
  const places = placesOf(options, lent.base);
  const { basis, reduction, columns, held, width } = places;
  const floats = (address: number, count: number) =>
    memory.subarray(address / 8, address / 8 + count);
  const coefficients = floats(places.coefficients, n * columns);
  const solutions = floats(places.solutions, n * columns);
  const ofRidge = (address: number, r: number) => address + 8 * n * r;
  let definite: boolean[] = [];
  let size = 0;
  let cases: Int32Array = new Int32Array();

  return {
    residualWidth: width,
    load(gram) {
      const tridiagonal = reduceThere(lent, memory, reduction, gram.values, n, "reduceUpper");
      const { stride, matrix, factors } = reduction;
      functions.formBasis(n, stride, matrix, factors, reduction.spare, places.tile, basis);
      const sums = classSums(floats(basis, places.rows * n), labels, classes);
      solutions.fill(0);
      definite = ridges.map((ridge, r) => {
        const found = pivotsOf(tridiagonal, ridge);
        if (found === undefined) return false;
        floats(ofRidge(places.ratios, r), n).set(found.ratios);
        floats(ofRidge(places.inverses, r), n).set(found.inverses);
        for (let c = 0; c < classes; c++) {
          const column = r * classes + c;
          solve(found, sums.subarray(c * n), solutions, (column >> 2) * 4 * n + (column & 3));
        }
        return true;
      });
      functions.multiply(
        ...([places.rows / 4, columns / 4, n, basis, places.solutions] as const),
        ...([places.coefficients, columns, 0] as const),
      );
    },
    definite: (r) => definite[r]!,
    coefficients: (r) =>
      Float64Array.from({ length: n * classes }, (_, at) => {
        const c = at % classes;
        return coefficients[((at - c) / classes) * columns + r * classes + c]!;
      }),
    inverseDiagonal(r) {
      const [ratios, inverses] = [ofRidge(places.ratios, r), ofRidge(places.inverses, r)];
      functions.inverseDiagonal(places.rows / 4, n, basis, ratios, inverses, places.diagonal);
      return floats(places.diagonal, n);
    },
    hold(next) {
      cases = next;
      size = next.length;
      new Int32Array(memory.buffer, places.cases, size).set(next);
      functions.pack(size, n, basis, places.cases, places.packed);
    },
    residuals(r) {
      const [ratios, inverses] = [ofRidge(places.ratios, r), ofRidge(places.inverses, r)];
      const panels = Math.ceil(size / 4);
      functions.transformRows(
        ...([panels, n, places.packed, ratios, inverses, places.plain, places.scaled] as const),
      );
      functions.multiply(
        ...([panels, panels, n, places.plain, places.scaled, places.block, held, 1] as const),
      );
      if (functions.factorise(size, held, places.block, size * smallestPivot) === 0)
        return undefined;
      const residuals = floats(places.residuals, size * width);
      for (let a = 0; a < size; a++) {
        const from = cases[a]! * columns + r * classes;
        for (let c = 0; c < width; c++)
          residuals[a * width + c] = c < classes ? coefficients[from + c]! : 0;
      }
      functions.solve(size, held, places.block, width, places.residuals);
      return residuals;
    },
  };
}

/** Yᵀ Q (classes, n) of one-hot Y, from Q in panels. */
function classSums(basis: Float64Array, labels: Int32Array, classes: number): Float64Array {
  const n = labels.length;
  const sums = new Float64Array(classes * n);
  for (let i = 0; i < n; i++) {
    const to = labels[i]! * n;
    const from = (i >> 2) * 4 * n + (i & 3);
    for (let j = 0; j < n; j++) sums[to + j] = sums[to + j]! + basis[from + 4 * j]!;
  }
  return sums;
}

/** Solves L D Lᵀ x = b, with x into every fourth place from `first` on. */
function solve(
  { inverses, ratios }: Pivots,
  b: Float64Array,
  x: Float64Array,
  first: number,
): void {
  const n = inverses.length;
  let y = 0;
  for (let j = 0; j < n; j++) {
    y = b[j]! - ratios[j]! * y;
    x[first + 4 * j] = y * inverses[j]!;
  }
  for (let j = n - 2; j >= 0; j--) {
    const at = first + 4 * j;
    x[at] = x[at]! - ratios[j + 1]! * x[at + 4]!;
  }
}
