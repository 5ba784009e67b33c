import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { acos } from "../../math/elementary.ts";
import { randomSource } from "../../math/random.ts";
import { type Sequences, sequencesFrom } from "../../math/sequences.ts";
import { trianglePairs } from "../pairs.ts";
import { rntk } from "../rntk.ts";
import { float32Rntk } from "./float32.ts";
import { plainRntk } from "./plain.ts";
import type { RntkNetwork } from "./profile.ts";
import type { RntkTerm } from "./terms.ts";

const terms: readonly RntkTerm[] = [
  ...(["rntk last", "rntk sum", "nngp last", "nngp sum"] as const),
  ...(["preactivation-rntk last", "preactivation-rntk sum"] as const),
  ...(["preactivation-nngp last", "preactivation-nngp sum"] as const),
];

const network: RntkNetwork = {
  ...{ layers: 1, nonlinearity: "relu", initialStates: "independent" },
  ...{ sigmaW: Math.SQRT2, sigmaU: 1, sigmaB: 0.1, sigmaH: 0.5, sigmaV: 1.3 },
};

function drawn(seed: string, dimension: number, lengths: readonly number[]): Sequences {
  const { normal } = randomSource(`float32 ${seed}`);
  return sequencesFrom(
    lengths.map((length) =>
      Array.from({ length }, () => Array.from({ length: dimension }, normal)),
    ),
  );
}

/** An operation on whole Gram matrices in numbers of 32 bits: storing an entry rounds it. */
function each(n: number, entry: (i: number, j: number, p: number) => number): Float32Array {
  return Float32Array.from({ length: n * n }, (_, p) => entry(Math.floor(p / n), p % n, p));
}

/**
 * The Gram matrices of RNTK, NNGP, Θ and S of one layer at the last step, as programs on whole matrices
 * compute them, operation by operation.
 */
function wholeMatrices({ count: n, dimension: m, values }: Sequences, own: RntkNetwork, T: number) {
  const f = Math.fround;
  const [w, u, b, v] = [own.sigmaW, own.sigmaU, own.sigmaB, own.sigmaV].map((s) => f(s * s));
  const wh = f(own.sigmaW * own.sigmaW * (own.sigmaH * own.sigmaH));
  const x = Float32Array.from(values);
  const inputs = (t: number) => {
    let X = each(n, () => 0);
    for (let k = 0; k < m; k++) {
      const at = (i: number) => x[(i * T + t) * m + k]!;
      const product = each(n, (i, j) => at(i) * at(j));
      X = each(n, (_, __, p) => X[p]! + product[p]!);
    }
    if (m > 1) X = each(n, (_, __, p) => X[p]! / m);
    return each(n, (_, __, p) => u! * X[p]!);
  };
  const plus = (A: Float32Array, B: Float32Array) => each(n, (_, __, p) => A[p]! + B[p]!);
  const times = (A: Float32Array, B: Float32Array) => each(n, (_, __, p) => A[p]! * B[p]!);
  const scaled = (a: number, A: Float32Array) => each(n, (_, __, p) => a * A[p]!);
  const shifted = (A: Float32Array) => each(n, (_, __, p) => A[p]! + b!);
  function transforms(S: Float32Array) {
    const diagonal = Float32Array.from({ length: n }, (_, i) => S[i * n + i]!);
    const B = each(n, (i, j) => diagonal[i]! * diagonal[j]!);
    const C = B.map(Math.sqrt);
    const D = each(n, (_, __, p) => S[p]! / C[p]!);
    const E = D.map((entry) => Math.max(-1, Math.min(1, entry)));
    const rest = each(n, (_, __, p) => f(Math.PI) - f(acos(E[p]!)));
    const squares = times(E, E);
    const sine = each(n, (_, __, p) => 1 - squares[p]!).map(Math.sqrt);
    const bracket = plus(times(E, rest), sine);
    const F = times(scaled(f(1 / (2 * Math.PI)), bracket), C);
    return { F, G: each(n, (_, __, p) => rest[p]! / f(2 * Math.PI)) };
  }
  const same = each(n, (i, j) => (i === j || own.initialStates === "shared" ? wh : 0));
  let S = shifted(plus(same, inputs(0)));
  let theta = S;
  for (let t = 1; t < T; t++) {
    const { F, G } = transforms(S);
    S = shifted(plus(scaled(w!, F), inputs(t)));
    theta = plus(times(scaled(w!, theta), G), S);
  }
  const { F, G } = transforms(S);
  const nngp = scaled(v!, F);
  return { rntk: plus(scaled(v!, times(theta, G)), nngp), nngp, theta, S };
}

test("one layer has the bits of a program on whole matrices, operation by operation", () => {
  for (const dimension of [1, 3])
    for (const initialStates of ["independent", "shared"] as const) {
      const [n, T] = [6, 40];
      const x = drawn("whole", dimension, Array<number>(n).fill(T));
      const own = { ...network, initialStates };
      const whole = wholeMatrices(x, own, T);
      const found = float32Rntk(trianglePairs(x), own, [
        ...(["rntk last", "nngp last", "preactivation-rntk last"] as const),
        "preactivation-nngp last",
      ]);
      const expected = [whole.rntk, whole.nngp, whole.theta, whole.S];
      for (const [k, values] of found.entries()) {
        const upper = [...expected[k]!].filter((_, p) => p % n >= Math.floor(p / n));
        assert.deepEqual([...values], upper);
      }
    }
});

test("every value is a number of 32 bits, near that of 64 bits, for all depths and lengths", () => {
  for (const layers of [1, 2, 3])
    for (const lengths of [
      [30, 30, 30, 30],
      [1, 30, 7, 64],
    ]) {
      const pairs = trianglePairs(drawn("near", 2, lengths));
      const own = { ...network, layers };
      const exact = plainRntk(pairs, own, terms);
      for (const [k, values] of float32Rntk(pairs, own, terms).entries()) {
        assert.deepEqual([...values], [...values].map(Math.fround));
        const allowed = 1e-4 * Math.max(...exact[k]!.map(Math.abs));
        for (const [p, value] of values.entries())
          assert.ok(Math.abs(value - exact[k]![p]!) <= allowed, `${terms[k]} of pair ${p}`);
        assert.notDeepEqual(values, exact[k]);
      }
    }
});

test("near the diagonal the angle has half of the digits: G of nearly equal series is off by 1e-5", () => {
  const x = drawn("base", 1, [60]);
  const pairs = (factor: number) =>
    trianglePairs({
      ...{ count: 2, dimension: 1, lengths: Int32Array.of(60, 60), offsets: Int32Array.of(0, 60) },
      values: Float64Array.from([
        ...x.values,
        ...x.values.map((v, t) => v * (1 + factor * (t % 3))),
      ]),
    });
  const own = { ...network, sigmaH: 0 };
  const errors = [1e-7, 3e-7, 1e-6, 3e-6].map((factor) => {
    const exact = plainRntk(pairs(factor), own, ["rntk last"])[0]!;
    const found = float32Rntk(pairs(factor), own, ["rntk last"])[0]!;
    return [0, 1].map((p) => Math.abs(found[p]! / exact[p]! - 1));
  });
  assert.ok(Math.max(...errors.map(([, near]) => near!)) > 1e-5);
  // With itself a series has E = 1, and the noise of the sums alone; but it has that.
  for (const [own] of errors) assert.ok(own! > 0 && own! < 1e-5);
});

test("zeros have zeros, not NaN: a variance of 0 correlates with nothing", () => {
  const zeros = [[0], [0], [0]];
  const x = sequencesFrom([zeros, [[1], [2], [3]], [[0], [0], [1]], [[1e-30], [0], [0]]]);
  const own = { ...network, sigmaB: 0, sigmaH: 0 };
  for (const layers of [1, 2]) {
    const found = float32Rntk(trianglePairs(x), { ...own, layers }, terms);
    for (const values of found) {
      assert.ok(values.every(Number.isFinite));
      assert.deepEqual([...values.subarray(0, 4)], [0, 0, 0, 0]);
    }
  }
});

test("what leaves the range of 32 bits is refused, never Infinity or NaN", () => {
  for (const size of [1e12, 1e25, 1e60]) {
    const huge = sequencesFrom([
      [[size], [size]],
      [[1], [-size]],
    ]);
    assert.throws(
      () => [...rntk.grams(huge, [{ arithmetic: "float32" }])],
      (error) =>
        error instanceof HarnessError && error.code === "compute" && /overflow/.test(error.message),
    );
  }
});

test("a reading in both directions is the rounded sum of the two", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), (length) => {
      const x = drawn(`both ${length}`, 1, [length, 4, length]);
      const gram = (direction: string) =>
        [...rntk.grams(x, [{ arithmetic: "float32", direction }])][0]!.values.slice();
      const [forward, reverse] = [gram("forward"), gram("reverse")];
      const sum = forward.map((value, p) => Math.fround(value + reverse[p]!));
      assert.deepEqual(gram("both"), sum);
    }),
    { numRuns: 9 },
  );
});
