import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Sequences, sequencesFrom } from "../../math/sequences.ts";
import { plainTileMemory, type TileMemory, wasmTileMemory } from "../../wasm/tile-memory.ts";
import { inputAngles, type NtkParameters, ntkDepths } from "../ntk/recursion.ts";
import { allPairs, type Pairs, pairCount, trianglePairs } from "../pairs.ts";
import { plainRntk } from "../rntk/plain.ts";
import { profileOf } from "../rntk/profile.ts";
import type { RntkTerm } from "../rntk/terms.ts";
import { reluNtkDepths } from "./ntk.ts";
import { type ReluParameters, reluRntk } from "./rntk.ts";

/** What an entry may differ from the plain recursion's, relative to the scale max(1, σv²) r r' T or r r'. */
const tolerance = 1e-12;
const terms: readonly RntkTerm[] = [
  ...(["rntk last", "rntk sum", "nngp last", "nngp sum"] as const),
  ...(["preactivation-rntk last", "preactivation-rntk sum"] as const),
  ...(["preactivation-nngp last", "preactivation-nngp sum"] as const),
];

const sigma = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0.01, max: 2, noNaN: true }));

const parameters: fc.Arbitrary<ReluParameters> = fc.record({
  layers: fc.integer({ min: 1, max: 3 }),
  sigmaW: fc.double({ min: 0.5, max: 1.6, noNaN: true }),
  sigmaU: sigma,
  sigmaB: sigma,
  sigmaH: sigma,
  sigmaV: sigma,
  initialStates: fc.constantFrom("independent", "shared"),
  derivative: fc.constantFrom("exact", "normalised-transform"),
});

/** Series of 1 to 30 steps, among them equal, opposite and nearly equal ones, zeros and tiny values. */
const sequences = (count: number, dimension: number): fc.Arbitrary<Sequences> => {
  const value = fc.oneof(
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.constantFrom(0, 1e-9, -1e-9, 1, 1 + 1e-12),
  );
  const step = fc.array(value, { minLength: dimension, maxLength: dimension });
  const series = fc.array(step, { minLength: 1, maxLength: 30 });
  return fc.array(series, { minLength: 1, maxLength: count }).map((list) => {
    const first = list[0]!;
    const opposite = first.map((values) => values.map((v) => -v));
    const near = first.map((values) => values.map((v) => v * (1 + 1e-7)));
    return sequencesFrom([...list, first, opposite, near, first.slice(-3)]);
  });
};

const pairs: fc.Arbitrary<Pairs> = fc.integer({ min: 1, max: 3 }).chain((dimension) =>
  fc.oneof(
    sequences(4, dimension).map(trianglePairs),
    fc.tuple(sequences(4, dimension), sequences(3, dimension)).map(([x, z]) => allPairs(x, z)),
  ),
);

function fast(pairs: Pairs, parameters: ReluParameters, lent?: TileMemory): Float64Array[] {
  const kernel = reluRntk(pairs, lent);
  const values = kernel.values(parameters, terms);
  kernel.release();
  return values;
}

/** The largest max(1, σv²) r² T of the sequences: what a kernel of the pairs may come to. */
function scaleOf({ x, z }: Pairs, parameters: ReluParameters): number {
  const { layers, sigmaV } = parameters;
  return Math.max(
    ...[x, z].flatMap((set) =>
      Array.from({ length: set.count }, (_, i) => {
        const { variance, length } = profileOf(set, i, { ...parameters, nonlinearity: "relu" });
        return Math.max(1, sigmaV * sigmaV) * layers * length * Math.max(...variance);
      }),
    ),
  );
}

test("ReLU kernels are those of the plain recursion", () => {
  fc.assert(
    fc.property(pairs, parameters, (pairs, parameters) => {
      const expected = plainRntk(pairs, { ...parameters, nonlinearity: "relu" }, terms);
      const allowed = tolerance * scaleOf(pairs, parameters);
      for (const [k, values] of fast(pairs, parameters).entries())
        for (const [p, value] of values.entries())
          assert.ok(
            Math.abs(value - expected[k]![p]!) <= allowed,
            `${terms[k]} of pair ${p} is ${value}, plain ${expected[k]![p]}`,
          );
    }),
    { numRuns: 200 },
  );
});

test("a term of ReLU kernels has the same bits alone and among the others", () => {
  fc.assert(
    fc.property(pairs, parameters, (pairs, parameters) => {
      const together = fast(pairs, parameters);
      const kernel = reluRntk(pairs);
      const alone = terms.map((term) => kernel.values(parameters, [term])[0]!.slice());
      kernel.release();
      assert.deepEqual(alone, together);
    }),
    { numRuns: 50 },
  );
});

test("ReLU kernels have the same bits in WebAssembly and in TypeScript", {
  skip: wasmTileMemory() === undefined && "this machine has no SIMD",
}, () => {
  fc.assert(
    fc.property(pairs, parameters, (pairs, parameters) => {
      assert.deepEqual(
        fast(pairs, parameters, wasmTileMemory()),
        fast(pairs, parameters, plainTileMemory()),
      );
    }),
    { numRuns: 50 },
  );
});

test("more series than a tile holds, and more steps than are packed at a time, change no bit", () => {
  const long = (count: number, T: number) =>
    sequencesFrom(
      Array.from({ length: count }, (_, i) =>
        Array.from({ length: T - (i % 3) * (i % 25) }, (_, t) => [
          ((i * 37 + t * t) % 101) / 50 - 1,
        ]),
      ),
    );
  const sigmas = { sigmaW: 1.4, sigmaU: 1, sigmaB: 0.1, sigmaH: 0.3, sigmaV: 1 };
  const setting = { layers: 2, initialStates: "independent", ...sigmas } as const;
  for (const [count, T] of [
    [150, 60],
    [9, 2500],
  ] as const) {
    const x = long(count, T);
    const whole = fast(trianglePairs(x), setting);
    const index = (i: number, j: number) => i * count - (i * (i - 1)) / 2 + j - i;
    for (const [i, j] of [
      [0, count - 1],
      [3, 7],
      [count - 2, count - 1],
      [4, 4],
    ] as const) {
      const chosen = i === j ? [i] : [i, j];
      const small = { ...x, count: chosen.length, lengths: x.lengths, offsets: x.offsets };
      const alone = fast(
        trianglePairs({
          ...small,
          lengths: Int32Array.from(chosen, (k) => x.lengths[k]!),
          offsets: Int32Array.from(chosen, (k) => x.offsets[k]!),
        }),
        setting,
      );
      for (const [k, values] of whole.entries())
        assert.equal(values[index(i, j)], alone[k]![i === j ? 0 : 1]);
    }
  }
});

test("kernels of two computations under way at once do not mix", () => {
  const x = trianglePairs(
    sequencesFrom([
      [[1], [2]],
      [[0.5], [-1]],
    ]),
  );
  const z = trianglePairs(sequencesFrom([[[3]], [[4]]]));
  const sigmas = { sigmaW: 1, sigmaU: 1, sigmaB: 0, sigmaH: 0, sigmaV: 1 };
  const setting = { layers: 1, initialStates: "independent", ...sigmas } as const;
  const alone = fast(x, setting);
  const [a, b] = [reluRntk(x), reluRntk(z)];
  b.values(setting, terms);
  assert.deepEqual(a.values(setting, terms), alone);
  a.release();
  b.release();
});

const network: fc.Arbitrary<NtkParameters> = fc.record({
  nonlinearity: fc.constant("relu"),
  sigmaW: fc.double({ min: 0.5, max: 3, noNaN: true }),
  sigmaB: sigma,
  inputScaling: fc.constantFrom("none", "fan-in"),
});

const oneLength: fc.Arbitrary<Pairs> = fc
  .array(
    fc.array(
      fc.oneof(
        fc.integer({ min: -2000, max: 2000 }).map((k) => k / 1000),
        fc.constant(1e-9),
      ),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) => {
    const near = list[0]!.map((value) => value * (1 + 1e-7));
    const opposite = list[0]!.map((value) => -3 * value);
    return trianglePairs(
      sequencesFrom([...list, near, opposite].map((values) => values.map((value) => [value]))),
    );
  });

function depths(
  run: typeof ntkDepths,
  pairs: Pairs,
  network: NtkParameters,
  lent?: TileMemory,
): Float64Array[] {
  const generator = (run as typeof reluNtkDepths)(
    pairs,
    inputAngles(pairs, "NTK"),
    network,
    new Float64Array(pairCount(pairs)),
    lent,
  );
  const found = Array.from({ length: 5 }, () => generator.next().value!.slice());
  generator.return(undefined);
  return found;
}

test("ReLU NTKs are those of the plain recursion, depth after depth", () => {
  fc.assert(
    fc.property(oneLength, network, (pairs, network) => {
      const expected = depths(ntkDepths, pairs, network);
      for (const [depth, theta] of depths(reluNtkDepths, pairs, network).entries()) {
        const allowed = tolerance * Math.max(...expected[depth]!);
        for (const [p, value] of theta.entries())
          assert.ok(Math.abs(value - expected[depth]![p]!) <= allowed);
      }
    }),
  );
});

test("ReLU NTKs have the same bits in WebAssembly and in TypeScript", {
  skip: wasmTileMemory() === undefined && "this machine has no SIMD",
}, () => {
  fc.assert(
    fc.property(oneLength, network, (pairs, network) => {
      assert.deepEqual(
        depths(reluNtkDepths, pairs, network, wasmTileMemory()),
        depths(reluNtkDepths, pairs, network, plainTileMemory()),
      );
    }),
    { numRuns: 30 },
  );
});
