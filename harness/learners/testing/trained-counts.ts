import assert from "node:assert/strict";
import type { Matrix } from "../../math/matrix.ts";
import { ridgeCoefficients } from "../kernel-ridge.ts";

interface CountBounds {
  readonly least: number;
  readonly most: number;
}

/**
 * Rightly classified cases of those held out, by training on the others: at least, and at most where scores
 * that differ by less than rounding may go either way.
 */
export function trained(
  { gram, labels }: { readonly gram: Matrix; readonly labels: Int32Array },
  ridge: number,
  held: readonly number[],
): CountBounds {
  const n = labels.length;
  const kept = [...labels.keys()].filter((i) => !held.includes(i));
  const classes = Math.max(...labels) + 1;
  const part = Float64Array.from({ length: kept.length ** 2 }, (_, at) => {
    return gram.values[kept[Math.floor(at / kept.length)]! * n + kept[at % kept.length]!]!;
  });
  const scores = Array.from({ length: classes }, (_, c) => {
    const targets = Float64Array.from(kept, (i) => Number(labels[i] === c));
    const square = { rows: kept.length, columns: kept.length, values: part };
    const alpha = ridgeCoefficients(square, targets, ridge)!;
    return held.map((h) =>
      kept.reduce((sum, i, k) => sum + gram.values[h * n + i]! * alpha[k]!, 0),
    );
  });
  const present = new Set(kept.map((i) => labels[i]!));
  let [least, most] = [0, 0];
  for (const [place, h] of held.entries()) {
    if (!present.has(labels[h]!)) continue; // a class that is not there is not chosen
    const own = scores[labels[h]!]![place]!;
    const others = scores
      .filter((_, c) => c !== labels[h] && present.has(c))
      .map((of) => of[place]!);
    const rounding = 1e-6 * Math.max(...[own, ...others].map(Math.abs));
    if (others.every((score) => score < own - rounding)) least++;
    if (others.every((score) => score <= own + rounding)) most++;
  }
  return { least, most };
}

export function assertWithin(count: number, { least, most }: CountBounds): void {
  assert.ok(count >= least && count <= most, `${count}, not from ${least} to ${most}`);
}
