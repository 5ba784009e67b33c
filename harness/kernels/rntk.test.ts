import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";
import { HarnessError } from "../errors.ts";
import { cos, sin } from "../math/elementary.ts";
import { randomSource } from "../math/random.ts";
import { sequencesFrom } from "../math/sequences.ts";
import type { Setting } from "./kernel.ts";
import { rntk } from "./rntk.ts";

const univariate = (series: readonly (readonly number[])[]) =>
  sequencesFrom(series.map((values) => values.map((value) => [value])));

function gram(series: readonly (readonly number[])[], setting: Setting): number[] {
  return [...[...rntk.grams(univariate(series), [setting])][0]!.values];
}

/** K(x, z) of two data points. */
const kernelOf = (x: readonly number[], z: readonly number[], setting: Setting) =>
  gram([x, z], setting)[1]!;

/** Multiples of 1/1000: squares of tiny values would underflow. */
const value = fc.integer({ min: -2000, max: 2000 }).map((thousandths) => thousandths / 1000);
const seriesOf = (minLength: number, maxLength: number) =>
  fc.array(value, { minLength, maxLength });
const sigma = fc.double({ min: 0.1, max: 2, noNaN: true });

function drawn(seed: string, length: number): number[] {
  const source = randomSource(seed);
  return Array.from({ length }, source.normal);
}

test("one step by hand: q = 4 and 9, S = 6, so F = 3, G = 1/2, NNGP = 3 and RNTK = 3 + 6/2", () => {
  assert.equal(kernelOf([2], [3], {}), 6);
  assert.equal(kernelOf([2], [3], { output: "nngp" }), 3);
  assert.equal(kernelOf([2], [-3], {}), 0);
});

test("two steps by hand: the diagonal of x = (1, 1) with σw² = 2 is 5/2", () => {
  // q_1 = 1, Θ_1 = 1; q_2 = 2 (1/2) + 1 = 2, Θ_2 = 2 + 2 (1/2) 1 = 3; RNTK = 2/2 + 3/2.
  const [found] = gram([[1, 1]], {});
  assert.ok(Math.abs(found! - 2.5) < 1e-15);
});

test("the limits of the paper's convergence figure", () => {
  const expected = [
    [0, 0.246],
    [Math.PI / 2, 0.921],
    [2.5, 1.584],
    [4.9, -0.08],
  ] as const;
  for (const [angle, limit] of expected) {
    const found = kernelOf([1, -1, 1], [cos(angle), sin(angle)], {});
    assert.ok(Math.abs(found - limit) <= 0.001, `${found} at ${angle}, expected ${limit}`);
  }
});

test("ReLU without bias is homogeneous: twice the series, four times the Gram, to the last bit", () => {
  fc.assert(
    fc.property(seriesOf(1, 8), seriesOf(1, 8), fc.integer({ min: 1, max: 3 }), (x, z, layers) => {
      const twice = (series: number[]) => series.map((value) => 2 * value);
      assert.deepEqual(
        gram([twice(x), twice(z)], { layers }),
        gram([x, z], { layers }).map((entry) => 4 * entry),
      );
    }),
  );
});

test("σv scales the kernel by its square", () => {
  const x = drawn("sigma", 7);
  const z = drawn("v", 5);
  assert.deepEqual(
    gram([x, z], { sigmaV: 2, layers: 2 }),
    gram([x, z], { layers: 2 }).map((entry) => 4 * entry),
  );
});

test("without bias and initial state, zeros before a series change nothing: ends are aligned", () => {
  fc.assert(
    fc.property(
      seriesOf(2, 8),
      sigma,
      fc.constantFrom("relu", "erf"),
      (x, sigmaW, nonlinearity) => {
        const short = x.slice(1).reverse();
        const setting = { sigmaW, nonlinearity, layers: 2 };
        assert.equal(kernelOf(x, [0, ...short], setting), kernelOf(x, short, setting));
      },
    ),
  );
});

test("without recurrence only the last steps count", () => {
  const setting = { sigmaW: 0, sigmaB: 0.3, layers: 2 };
  assert.equal(kernelOf([5, -4, 1], [7, 2], setting), kernelOf([1], [2], setting));
});

test("the direction `reverse` reads each series from its end, `both` adds the two", () => {
  fc.assert(
    fc.property(seriesOf(1, 6), seriesOf(1, 6), sigma, (x, z, sigmaH) => {
      const series = [x, z];
      const backwards = series.map((values) => [...values].reverse());
      const forward = gram(series, { sigmaH });
      const reverse = gram(series, { sigmaH, direction: "reverse" });
      assert.deepEqual(reverse, gram(backwards, { sigmaH }));
      assert.deepEqual(
        gram(series, { sigmaH, direction: "both" }),
        forward.map((entry, p) => entry + reverse[p]!),
      );
    }),
  );
});

test("a vector of several channels is one step, reversed as a whole", () => {
  const x = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  const grams = (series: number[][], setting: Setting) =>
    [...rntk.grams(sequencesFrom([series]), [setting])][0]!.values;
  assert.deepEqual(grams(x, { direction: "reverse" }), grams([...x].reverse(), {}));
});

test("the average read-out is the mean of the read-outs at each step", () => {
  const x = drawn("average", 6);
  const ends = x.map((_, t) => gram([x.slice(0, t + 1)], { sigmaH: 0.2 })[0]!);
  const mean = ends.reduce((sum, entry) => sum + entry, 0) / ends.length;
  const [found] = gram([x], { sigmaH: 0.2, readout: "average" });
  assert.ok(Math.abs(found! - mean) <= 1e-14 * mean);
});

test("equal data points have independent initial states, so σh tells them apart", () => {
  const [own, other] = gram(
    [
      [1, 2],
      [1, 2],
    ],
    { sigmaH: 0.5 },
  );
  assert.ok(own! > other!);
  const [same, equal] = gram(
    [
      [1, 2],
      [1, 2],
    ],
    { sigmaH: 0 },
  );
  assert.equal(same, equal);
});

test("series of different lengths have a positive semi-definite Gram with the read-out `last`", () => {
  fc.assert(
    fc.property(
      fc.array(seriesOf(1, 8), { minLength: 2, maxLength: 5 }),
      fc.record({
        nonlinearity: fc.constantFrom("relu", "erf"),
        layers: fc.integer({ min: 1, max: 3 }),
        sigmaW: sigma,
        sigmaB: sigma,
        sigmaH: sigma,
      }),
      (series, setting) => {
        const dense = DenseMatrix.from1DArray(series.length, series.length, gram(series, setting));
        const { realEigenvalues } = new EigenvalueDecomposition(dense, { assumeSymmetric: true });
        assert.ok(Math.min(...realEigenvalues) >= -1e-12 * Math.max(...realEigenvalues));
      },
    ),
  );
});

test("series of different lengths may have an indefinite Gram with the read-out `average`", () => {
  // Without recurrence: K = (1, 2; 2, (0 + 0 + 4)/3), whose determinant is 4/3 - 4.
  const [a, b, , d] = gram([[1], [0, 0, 2]], { sigmaW: 0, readout: "average" });
  assert.equal(b, 2);
  assert.ok(a! * d! < b! * b!);
});

test("all four outputs of a setting are the Grams of the settings that choose them", () => {
  const series = [drawn("a", 4), drawn("b", 6)];
  const setting = { sigmaB: 0.1, sigmaH: 0.3, direction: "both" };
  const outputs = rntk.outputs(univariate(series), setting);
  assert.deepEqual(Object.keys(outputs), ["rntk", "nngp", "rntkAverage", "nngpAverage"]);
  for (const output of ["rntk", "nngp"])
    for (const readout of ["last", "average"]) {
      const name = readout === "last" ? output : `${output}Average`;
      assert.deepEqual([...outputs[name]!.values], gram(series, { ...setting, output, readout }));
    }
});

test("a recurrence that overflows is an error with the sequence and the step", () => {
  assert.throws(
    () => gram([[1], drawn("long", 1000)], { sigmaW: 3 }),
    (error: unknown) =>
      error instanceof HarnessError &&
      error.code === "compute" &&
      /variance of sequence 2 overflows at step \d+ with sigmaW = 3/.test(error.message),
  );
});

test("settings outside their ranges are refused", () => {
  for (const setting of [
    { sigmaW: -1 },
    { sigmaB: Number.NaN },
    { sigmaU: Number.POSITIVE_INFINITY },
    { layers: 0 },
    { layers: 1.5 },
    { nonlinearity: "tanh" },
    { readout: "first" },
    { sigmaw: 1 },
  ])
    assert.throws(() => gram([[1]], setting));
});

test("steps count layers and directions", () => {
  const size = { pairs: 10, length: 100, dimension: 3 };
  assert.equal(rntk.cost.steps(size, [{}]), 1000);
  assert.equal(rntk.cost.steps(size, [{}, { layers: 3 }, { direction: "both" }]), 6000);
});
