import { HarnessError } from "../errors.ts";
import { allFinite, type Matrix } from "../math/matrix.ts";
import type { Sequences } from "../math/sequences.ts";
import { newFloats } from "../memory.ts";
import type { Setting } from "./kernel.ts";

/**
 * The pairs of sequences whose kernel a Gram needs, in the order of its rows: all pairs between
 * two sets of data points, or the upper triangle with the diagonal of one set with itself.
 */
export interface Pairs {
  readonly kind: "all" | "triangle";
  readonly x: Sequences;
  readonly z: Sequences;
}

export function pairCount({ kind, x, z }: Pairs): number {
  return kind === "triangle" ? (x.count * (x.count + 1)) / 2 : x.count * z.count;
}

/** Calls `visit(i, j, p)` for every pair (x_i, z_j), p = 0, 1, … */
export function eachPair(
  { kind, x, z }: Pairs,
  visit: (i: number, j: number, p: number) => void,
): void {
  let p = 0;
  for (let i = 0; i < x.count; i++)
    for (let j = kind === "triangle" ? i : 0; j < z.count; j++) visit(i, j, p++);
}

/**
 * Makes Grams of the pairs' values, mirrored where only the triangle was computed. All share one
 * buffer: a matrix is valid until the next is made. What it returns takes values (pairs), and throws a
 * HarnessError `compute` that names the first pair whose value is not finite.
 */
export function gramMaker(
  pairs: Pairs,
  label: string,
): (values: Float64Array, setting: Setting) => Matrix {
  const rows = pairs.x.count;
  const columns = pairs.z.count;
  const gram = newFloats(pairs.kind === "triangle" ? rows * columns : 0);
  return (values, setting) => {
    requireFiniteValues(pairs, values, label, setting);
    if (pairs.kind === "all") return { rows, columns, values };
    for (let i = 0, p = 0; i < rows; p += rows - i, i++)
      gram.set(values.subarray(p, p + rows - i), i * columns + i);
    mirror(gram, rows);
    return { rows, columns, values: gram };
  };
}

/** Rows that are mirrored at a time: the columns that they become fill whole cache lines. */
const rowsAtATime = 8;

/** Copies the upper triangle of an n × n matrix to the lower. */
export function mirror(gram: Float64Array, n: number): void {
  for (let top = 0; top < n; top += rowsAtATime) {
    const bottom = Math.min(top + rowsAtATime, n);
    for (let j = top + 1; j < n; j++) {
      const end = j * n + Math.min(bottom, j);
      let above = top * n + j;
      for (let below = j * n + top; below < end; below++) {
        gram[below] = gram[above]!;
        above += n;
      }
    }
  }
}

function requireFiniteValues(
  pairs: Pairs,
  values: Float64Array,
  label: string,
  setting: Setting,
): void {
  if (allFinite(values)) return;
  eachPair(pairs, (i, j, p) => {
    if (!Number.isFinite(values[p])) throw overflow(i, j, label, setting);
  });
}

function overflow(i: number, j: number, label: string, setting: Setting): HarnessError {
  return new HarnessError(
    "compute",
    `the ${label} kernel of sequences ${i + 1} and ${j + 1} overflows with ${JSON.stringify(setting)}`,
    "a smaller scale of the series or smaller settings",
  );
}

/** The pairs of a training Gram, once the sequences are known to be fit for a kernel. */
export function trianglePairs(x: Sequences): Pairs {
  requireFinite(x);
  return { kind: "triangle", x, z: x };
}

/** The pairs of a Gram between two sets, once the sequences are known to be fit for a kernel. */
export function allPairs(x: Sequences, z: Sequences): Pairs {
  requireFinite(x);
  requireFinite(z);
  if (x.count > 0 && z.count > 0 && x.dimension !== z.dimension)
    throw new HarnessError(
      "data",
      `sequences of two sets must have equally many channels, found ${x.dimension} and ${z.dimension}`,
    );
  return { kind: "all", x, z };
}

/** @throws HarnessError `data` where a sequence has no steps or a value that is no finite number */
function requireFinite({ count, dimension, lengths, offsets, values }: Sequences): void {
  for (let i = 0; i < count; i++) {
    const length = lengths[i]! * dimension;
    const start = offsets[i]!;
    if (length === 0) throw new HarnessError("data", `sequence ${i + 1} has no steps`);
    for (let k = 0; k < length; k++) {
      const value = values[start + k]!;
      if (Number.isFinite(value)) continue;
      const step = Math.floor(k / dimension) + 1;
      const channel = dimension > 1 ? `, channel ${(k % dimension) + 1}` : "";
      throw new HarnessError(
        "data",
        `sequence ${i + 1} has ${value} at step ${step}${channel}, where a finite number was expected`,
        "fill in missing values first",
      );
    }
  }
}

/**
 * The common length of the pairs' sequences, for a kernel that needs one.
 * @throws HarnessError `data` that names the first sequence of another length
 */
export function requireOneLength({ kind, x, z }: Pairs, label: string): number {
  const expected = x.lengths[0] ?? z.lengths[0] ?? 0;
  for (const set of kind === "triangle" ? [x] : [x, z])
    for (const [i, length] of set.lengths.entries())
      if (length !== expected)
        throw new HarnessError(
          "data",
          `the ${label} kernel takes sequences of one length; sequence 1 has ${expected} steps, sequence ${i + 1} has ${length}`,
          "pad or resample the series, or take the RNTK",
        );
  return expected;
}
