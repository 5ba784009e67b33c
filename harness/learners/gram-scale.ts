import type { Matrix } from "../math/matrix.ts";
import { mean } from "../math/mean.ts";
import { newFloats } from "../memory.ts";
import { checkShape } from "./check.ts";

/**
 * What stands in place of a kernel's Grams, with K the training Gram (n, n):
 * `largest-entry` K / max |K|; `mean-diagonal` K / mean(diag K); `cosine` K_ij / sqrt(K_ii K_jj);
 * `centred` the kernel of the features less their training mean (B. Schölkopf, A. Smola and K.-R. Müller,
 * *Nonlinear Component Analysis as a Kernel Eigenvalue Problem*, Neural Computation 10, 1998, A).
 */
export const gramScales = ["none", "largest-entry", "mean-diagonal", "cosine", "centred"] as const;

export type GramScale = (typeof gramScales)[number];

/** What Grams of training and test cases are scaled by: numbers of the training Gram. */
export interface GramStatistics {
  /** max |K|. */
  readonly largestEntry: number;
  readonly diagonal: Float64Array; // (n)
  readonly meanDiagonal: number;
  readonly rowMeans: Float64Array; // (n)
  /** Mean of all entries. */
  readonly grandMean: number;
}

/** The statistics of a training Gram as the kernel has it. */
export function gramStatistics(gram: Matrix): GramStatistics {
  const { rows: n, values } = gram;
  checkShape(gram, "training Gram", n, n);
  const diagonal = Float64Array.from({ length: n }, (_, i) => values[i * n + i]!);
  const rowMeans = Float64Array.from({ length: n }, (_, i) =>
    mean(values.subarray(i * n, (i + 1) * n)),
  );
  return {
    largestEntry: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    diagonal,
    meanDiagonal: mean(diagonal),
    rowMeans,
    grandMean: mean(rowMeans),
  };
}

/**
 * The training Gram as it is scaled, exactly symmetric where the given one is. A copy, in `into` where that
 * is given; with `none` the Gram itself. Under `cosine` an entry is 0 where a case has no positive K_ii; a
 * Gram of zeros stays one.
 */
export function scaleTrainingGram(
  scale: GramScale,
  statistics: GramStatistics,
  gram: Matrix,
  into?: Float64Array,
): Matrix {
  const { diagonal, rowMeans } = statistics;
  checkShape(gram, "training Gram", diagonal.length, diagonal.length);
  return scaled(scale, statistics, gram, { diagonal, means: rowMeans }, into);
}

/**
 * K(x_i, z_j) of training and test cases, scaled as the training Gram is; a copy, but with `none`.
 * @param testDiagonal K(z_j, z_j) of the test cases, which `cosine` takes and nothing else looks at
 */
export function scaleCrossGram(
  scale: GramScale,
  statistics: GramStatistics,
  cross: Matrix, // (n, n')
  testDiagonal: Float64Array = new Float64Array(), // (n')
): Matrix {
  const n = statistics.diagonal.length;
  checkShape(cross, "Gram of training and test cases", n);
  const { columns, values } = cross;
  if (scale === "cosine") {
    const given = { rows: testDiagonal.length, columns: 1, values: testDiagonal };
    checkShape(given, "diagonal of the test cases", columns, 1);
  }
  const means = new Float64Array(columns);
  if (scale === "centred") {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < columns; j++) means[j]! += values[i * columns + j]!;
    for (let j = 0; j < columns; j++) means[j]! /= n;
  }
  return scaled(scale, statistics, cross, { diagonal: testDiagonal, means });
}

/** What is known of the columns of a Gram: their kernels with themselves, and means over the training cases. */
interface Columns {
  readonly diagonal: Float64Array;
  readonly means: Float64Array;
}

function scaled(
  scale: GramScale,
  statistics: GramStatistics,
  { rows, columns, values }: Matrix,
  ofColumns: Columns,
  given?: Float64Array,
): Matrix {
  if (scale === "none") return { rows, columns, values };
  const into = given ?? newFloats(values.length);
  const entry = entryOf(scale, statistics, ofColumns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) into[i * columns + j] = entry(values[i * columns + j]!, i, j);
  return { rows, columns, values: into };
}

function entryOf(
  scale: Exclude<GramScale, "none">,
  { largestEntry, meanDiagonal, diagonal, rowMeans, grandMean }: GramStatistics,
  ofColumns: Columns,
): (value: number, i: number, j: number) => number {
  switch (scale) {
    case "largest-entry":
      return dividedBy(largestEntry);
    case "mean-diagonal":
      return dividedBy(meanDiagonal);
    case "cosine":
      return (value, i, j) => cosine(value, diagonal[i]!, ofColumns.diagonal[j]!);
    case "centred": // the sum of both means first: it is the same for (i, j) and (j, i)
      return (value, i, j) => value - (rowMeans[i]! + ofColumns.means[j]!) + grandMean;
  }
}

function dividedBy(divisor: number): (value: number) => number {
  return divisor > 0 ? (value) => value / divisor : (value) => value;
}

function cosine(value: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) return 0;
  const product = a * b; // its root makes the diagonal exactly 1
  const inRange = product > 0 && product < Infinity;
  return value / (inRange ? Math.sqrt(product) : Math.sqrt(a) * Math.sqrt(b));
}
