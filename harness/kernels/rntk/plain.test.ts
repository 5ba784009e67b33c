import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { acos, asin } from "../../math/elementary.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import { allPairs, type Pairs, pairCount, trianglePairs } from "../pairs.ts";
import { plainRntk } from "./plain.ts";
import type { RntkNetwork } from "./profile.ts";
import type { RntkTerm } from "./terms.ts";

/** Relative to the largest term; the formulas below lose half of the digits where series nearly agree. */
const tolerance = 1e-7;

const terms: readonly RntkTerm[] = [
  ...(["rntk last", "rntk sum", "nngp last", "nngp sum"] as const),
  ...(["preactivation-rntk last", "preactivation-rntk sum"] as const),
  ...(["preactivation-nngp last", "preactivation-nngp sum"] as const),
];

type Series = readonly (readonly number[])[];

/** F and what stands in the place of G. */
function transforms(network: RntkNetwork, q1: number, q2: number, S: number): [number, number] {
  const [F, G] = exactTransforms(network, q1, q2, S);
  if (network.derivative === "exact") return [F, G];
  return [F, q1 * q2 === 0 ? 0 : F / Math.sqrt(q1 * q2)];
}

/** F and G as the paper has them. */
function exactTransforms(
  network: RntkNetwork,
  q1: number,
  q2: number,
  S: number,
): [number, number] {
  if (network.nonlinearity === "erf") {
    const product = (1 + 2 * q1) * (1 + 2 * q2);
    return [
      (2 / Math.PI) * asin((2 * S) / Math.sqrt(product)),
      4 / Math.PI / Math.sqrt(product - 4 * S * S),
    ];
  }
  const scale = Math.sqrt(q1 * q2);
  if (scale === 0) return [0, 0.25];
  const c = Math.max(-1, Math.min(1, S / scale));
  const rest = Math.PI - acos(c);
  return [(scale / (2 * Math.PI)) * (c * rest + Math.sqrt(1 - c * c)), rest / (2 * Math.PI)];
}

/** S and Θ of layer l at steps t, tz of x, z, counted from 0, by the formulas alone. */
function formulas(x: Series, z: Series, same: boolean, network: RntkNetwork) {
  const { sigmaW, sigmaU, sigmaB, sigmaH } = network;
  const behind = x.length - z.length;
  function covariance(
    a: Series,
    b: Series,
    one: boolean,
    l: number,
    t: number,
    tb: number,
  ): number {
    const initial = one ? sigmaW ** 2 * sigmaH ** 2 : 0;
    const recurrent =
      t === 0 || tb === 0 ? initial : sigmaW ** 2 * above(a, b, one, l, t - 1, tb - 1)[0];
    const product = a[t]!.reduce((sum, value, k) => sum + value * b[tb]![k]!, 0) / a[t]!.length;
    const input = l === 1 ? product : above(a, b, one, l - 1, t, tb)[0];
    return recurrent + sigmaU ** 2 * input + sigmaB ** 2;
  }
  function above(a: Series, b: Series, one: boolean, l: number, t: number, tb: number) {
    const q1 = covariance(a, a, true, l, t, t);
    const q2 = covariance(b, b, true, l, tb, tb);
    return transforms(network, q1, q2, covariance(a, b, one, l, t, tb));
  }
  function tangent(l: number, t: number): number {
    const tz = t - behind;
    let theta = covariance(x, z, same, l, t, tz);
    if (t > 0 && tz > 0)
      theta += sigmaW ** 2 * above(x, z, same, l, t - 1, tz - 1)[1] * tangent(l, t - 1);
    if (l > 1) theta += sigmaU ** 2 * above(x, z, same, l - 1, t, tz)[1] * tangent(l - 1, t);
    return theta;
  }
  return { covariance, above, tangent, behind };
}

/** All terms of a pair, by the formulas. */
function expected(x: Series, z: Series, same: boolean, network: RntkNetwork) {
  const { layers: L, sigmaV } = network;
  const { covariance, above, tangent, behind } = formulas(x, z, same, network);
  const steps = Math.min(x.length, z.length);
  const each = Array.from({ length: steps }, (_, s) => {
    const t = x.length - steps + s;
    const [F, G] = above(x, z, same, L, t, t - behind);
    const theta = tangent(L, t);
    return [
      sigmaV ** 2 * (F + G * theta),
      sigmaV ** 2 * F,
      theta,
      covariance(x, z, same, L, t, t - behind),
    ];
  });
  const last = each.at(-1)!;
  const sums = last.map((_, k) => each.reduce((sum, values) => sum + values[k]!, 0));
  return last.flatMap((value, k) => [value, sums[k]!]);
}

const value = fc.integer({ min: -2000, max: 2000 }).map((thousandths) => thousandths / 1000);
const sigma = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0.1, max: 1.5, noNaN: true }));

const network: fc.Arbitrary<RntkNetwork> = fc.record({
  layers: fc.integer({ min: 1, max: 2 }),
  nonlinearity: fc.constantFrom("relu", "erf"),
  initialStates: fc.constantFrom("independent", "shared"),
  derivative: fc.constantFrom("exact", "normalised-transform"),
  sigmaW: fc.double({ min: 0.5, max: 1.6, noNaN: true }),
  sigmaU: sigma,
  sigmaB: sigma,
  sigmaH: sigma,
  sigmaV: sigma,
});

const seriesList: fc.Arbitrary<Series[]> = fc.integer({ min: 1, max: 2 }).chain((dimension) => {
  const step = fc.array(value, { minLength: dimension, maxLength: dimension });
  return fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 });
});

test("all terms of the plain recursion are those of the paper's formulas, written out", () => {
  fc.assert(
    fc.property(seriesList, network, fc.boolean(), (series, network, cross) => {
      const all = sequencesFrom(series);
      const pairs: Pairs = cross ? allPairs(all, all) : trianglePairs(all);
      const found = plainRntk(pairs, network, terms);
      let p = 0;
      for (const [i, x] of series.entries())
        for (const [j, z] of series.entries()) {
          if (!cross && j < i) continue;
          const alike = x.length === z.length && network.initialStates === "shared";
          const wanted = expected(x, z, alike || (!cross && i === j), network);
          const scale = Math.max(1e-6, ...wanted.map(Math.abs));
          for (const [k, values] of found.entries())
            assert.ok(
              Math.abs(values[p]! - wanted[k]!) <= tolerance * scale,
              `${terms[k]} of ${i}, ${j} is ${values[p]}, expected ${wanted[k]}`,
            );
          p++;
        }
      assert.equal(p, pairCount(pairs));
    }),
    { numRuns: 200 },
  );
});
