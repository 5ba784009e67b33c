import type { Setting } from "../../kernels/kernel.ts";
import { rntk } from "../../kernels/rntk.ts";
import { randomSource } from "../../math/random.ts";
import { type Sequences, sequencesFrom } from "../../math/sequences.ts";

/**
 * Sums over pairs from which the sensitivity of one setting follows. With K the kernel of x and x',
 * d_t its change in size when step t of x is drawn anew: flat, T = length.
 */
export interface Sums {
  /** Σ |K| */
  size: number;
  /** Σ K² */
  square: number;
  /** Σ d_t */
  readonly change: number[]; // (T)
  /** Σ d_t² */
  readonly changeSquare: number[]; // (T)
  /** Σ d_t |K| */
  readonly product: number[]; // (T)
}

/** x, then x with step t drawn anew for each t; and x'. All values are standard normal. */
function drawPair(length: number, seed: string): { x: Sequences; other: Sequences } {
  const source = randomSource(seed);
  const draw = () => Array.from({ length }, () => [source.normal()]);
  const x = draw();
  const other = draw();
  const anew = draw();
  const changed = anew.map((value, t) => x.map((step, s) => (s === t ? value : step)));
  return { x: sequencesFrom([x, ...changed]), other: sequencesFrom([other]) };
}

function emptySums(length: number): Sums {
  const zeros = () => new Array<number>(length).fill(0);
  return { size: 0, square: 0, change: zeros(), changeSquare: zeros(), product: zeros() };
}

/** Adds the pairs `from` … `to` - 1 for each setting of the RNTK; all settings see the same pairs. */
export function sumsOfPairs(
  settings: readonly Setting[],
  length: number,
  from: number,
  to: number,
  seed: string,
): Sums[] {
  const all = settings.map(() => emptySums(length));
  for (let pair = from; pair < to; pair++) {
    const { x, other } = drawPair(length, `${seed}, pair ${pair}`);
    let s = 0;
    for (const { values } of rntk.crossGrams(x, other, settings)) {
      const sums = all[s++]!;
      const K = values[0]!;
      const size = Math.abs(K);
      sums.size += size;
      sums.square += K * K;
      for (let t = 0; t < length; t++) {
        const change = Math.abs(K - values[t + 1]!);
        sums.change[t]! += change;
        sums.changeSquare[t]! += change * change;
        sums.product[t]! += change * size;
      }
    }
  }
  return all;
}

/** The sums of all pairs from those of parts of them. */
export function totalOf(parts: readonly Sums[]): Sums {
  const total = emptySums(parts[0]?.change.length ?? 0);
  for (const part of parts) {
    total.size += part.size;
    total.square += part.square;
    for (const [t, change] of part.change.entries()) {
      total.change[t]! += change;
      total.changeSquare[t]! += part.changeSquare[t]!;
      total.product[t]! += part.product[t]!;
    }
  }
  return total;
}

/**
 * s(t) = E |K(x, x') - K(x with step t drawn anew, x')| / E |K(x, x')| and its standard error as of a
 * ratio of means: √(Σ (d - s |K|)² / (n (n - 1))) / mean |K|. Both are 0 where the kernel is 0 throughout.
 */
export function sensitivityFrom(
  sums: Sums,
  pairs: number,
): { readonly sensitivity: number[]; readonly errors: number[] } {
  const sensitivity = sums.change.map((change) => (sums.size > 0 ? change / sums.size : 0));
  const errors = sensitivity.map((s, t) => {
    const squares = sums.changeSquare[t]! - 2 * s * sums.product[t]! + s * s * sums.square;
    const mean = sums.size / pairs;
    return mean > 0 ? Math.sqrt(Math.max(0, squares) / (pairs * (pairs - 1))) / mean : 0;
  });
  return { sensitivity, errors };
}
