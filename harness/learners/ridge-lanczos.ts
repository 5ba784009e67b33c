import type { Matrix } from "../math/matrix.ts";
import { after } from "../math/reduction.ts";
import type { LinearAlgebraMemory } from "../wasm/linear-algebra-memory.ts";

/*
 * Sequences of Lanczos on parts of one Gram, all a step further at a time: each works on the cases that it
 * keeps, its vectors being 0 elsewhere, so that their products with the Gram are one product of matrices.
 * (C. Lanczos, An iteration method for the solution of the eigenvalue problem, 1950.)
 */

/** Sequences in slots 0, 1, …; what a step is in order: `multiply`, `take` of every slot, `advance`. */
export interface Sequences {
  /** Takes a Gram (n, n), symmetric; all slots are empty then. Returns the lengths of its rows without the diagonal. */
  load(gram: Matrix): Float64Array; // (n)
  /** Puts the first vector, of norm 1, into a slot. */
  start(slot: number, vector: Float64Array): void;
  /** w = K v for the slots before `count`. */
  multiply(count: number): void;
  /** Moves what w has at the cases that a sequence does not keep to `values`, and leaves 0. */
  take(slot: number, cases: Int32Array, values: Float64Array): void;
  /** Makes the next vectors of w: K v = β' v' + α v + β v''. */
  advance(count: number): void;
  /** α and the new β of a slot's last step. */
  alpha(slot: number): number;
  beta(slot: number): number;
  /** Puts the sequence of the last slot, `count` - 1, into another one, whose sequence is given up. */
  replace(slot: number, count: number): void;
  /** Whether Cholesky's factor of K + `shift` I exists. */
  definite(shift: number): boolean;
}

/** So many panels of the Gram are multiplied with all vectors, one after another, that they stay in the cache. */
const together = 8;

/** Where everything stands: the Gram and the vectors in panels of four. */
function placesOf(n: number, slots: number, base: number) {
  const rows = 4 * Math.ceil(n / 4);
  const panels = Math.ceil(slots / 4);
  const factor = after(base, 8 * rows * n);
  const v = after(factor, 8 * rows * n);
  const previous = after(v, 32 * rows * panels);
  const w = after(previous, 32 * rows * panels);
  const alphas = after(w, 32 * rows * panels);
  const betas = after(alphas, 32 * panels);
  const block = after(betas, 32 * panels);
  const squares = after(block, 128);
  return {
    ...{ rows, gram: base, factor, v, previous, w, alphas, betas, block, squares },
    end: after(squares, 8 * rows),
  };
}

/** First byte after what `sequencesIn` takes. */
export function sequencesEnd(n: number, slots: number, base: number): number {
  return placesOf(n, slots, base).end;
}

export function sequencesIn(
  { functions, base }: LinearAlgebraMemory,
  memory: Float64Array,
  n: number,
  slots: number,
): Sequences {
  const places = placesOf(n, slots, base);
  const { rows, gram, alphas, betas } = places;
  let { v, previous, w } = places;
  const panel = 32 * rows;
  /** Index of the first entry of a slot's vector; the next ones are 4 apart. */
  const first = (vectors: number, slot: number) => (vectors + (slot >> 2) * panel) / 8 + (slot & 3);
  const copy = (vectors: number, from: number, to: number) => {
    const [source, target] = [first(vectors, from), first(vectors, to)];
    for (let k = 0; k < 4 * n; k += 4) {
      memory[target + k] = memory[source + k]!;
      memory[source + k] = 0; // an empty slot costs no arithmetic with tiny numbers
    }
  };
  return {
    load({ values }) {
      memory.fill(0, places.v / 8, places.end / 8);
      memory.set(values, places.factor / 8);
      functions.arrange(n, places.factor, gram, places.squares);
      return memory.slice(places.squares / 8, places.squares / 8 + n).map(Math.sqrt);
    },
    start(slot, vector) {
      const [to, before] = [first(v, slot), first(previous, slot)];
      for (let i = 0; i < n; i++) {
        memory[to + 4 * i] = vector[i]!;
        memory[before + 4 * i] = 0;
      }
      memory[betas / 8 + slot] = 0;
    },
    multiply(count) {
      for (let p = 0; p < rows / 4; p += together) {
        const part = Math.min(together, rows / 4 - p);
        for (let q = 0; 4 * q < count; q++)
          functions.multiply(
            ...([part, 1, n, gram + 32 * n * p, v + q * panel, w + q * panel + 128 * p] as const),
            ...([4, 0] as const),
          );
      }
    },
    take(slot, cases, values) {
      const from = first(w, slot);
      for (let a = 0; a < cases.length; a++) {
        const at = from + 4 * cases[a]!;
        values[a] = memory[at]!;
        memory[at] = 0;
      }
    },
    advance(count) {
      for (let q = 0; 4 * q < count; q++) {
        const [to, from, before] = [w, v, previous].map((vectors) => vectors + q * panel);
        functions.stepLanczos(n, to!, from!, before!, alphas + 32 * q, betas + 32 * q);
      }
      [v, previous, w] = [w, v, previous];
    },
    alpha: (slot) => memory[alphas / 8 + slot]!,
    beta: (slot) => memory[betas / 8 + slot]!,
    replace(slot, count) {
      const last = count - 1;
      const at = betas / 8;
      memory[at + slot] = memory[at + last]!;
      copy(v, last, slot);
      copy(previous, last, slot);
      memory[at + last] = 0;
    },
    definite(shift) {
      const { factor } = places;
      memory.copyWithin(factor / 8, gram / 8, gram / 8 + rows * n);
      for (let i = 0; i < n; i++) {
        const at = factor / 8 + 4 * n * (i >> 2) + 4 * i + (i & 3);
        memory[at] = memory[at]! + shift;
      }
      return functions.factorisePanels(n, factor, places.block) === 1;
    },
  };
}
