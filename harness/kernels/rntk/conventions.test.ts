import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../../errors.ts";
import { sequencesFrom } from "../../math/sequences.ts";
import type { Setting } from "../kernel.ts";
import { rntk } from "../rntk.ts";

type List = readonly (readonly number[])[];

function gram(series: List, setting: Setting): number[] {
  const sequences = sequencesFrom(series.map((values) => values.map((value) => [value])));
  return [...[...rntk.grams(sequences, [setting])][0]!.values];
}

/** K(x, z) of two data points. */
const kernelOf = (x: readonly number[], z: readonly number[], setting: Setting) =>
  gram([x, z], setting)[1]!;

const value = fc.integer({ min: -2000, max: 2000 }).map((thousandths) => thousandths / 1000);
const seriesList = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 4,
});
const positive = fc.double({ min: 0.1, max: 2, noNaN: true });

const forms = fc.record({
  output: fc.constantFrom(...["rntk", "nngp", "preactivation-rntk", "preactivation-nngp"]),
  readout: fc.constantFrom(...["last", "average", "average-last-twice", "sum"]),
  direction: fc.constantFrom(...["forward", "reverse", "both"]),
  layers: fc.integer({ min: 1, max: 3 }),
  sigmaB: fc.constantFrom(0, 0.3),
});

const nonlinearity = fc.constantFrom(
  { nonlinearity: "relu" },
  { nonlinearity: "erf" },
  { nonlinearity: "relu", arithmetic: "float32" },
);

const refused = (setting: Setting, sentence: RegExp) =>
  assert.throws(
    () => gram([[1, 2]], setting),
    (error) =>
      error instanceof HarnessError && error.code === "config" && sentence.test(error.message),
  );

test("before the nonlinearity, by hand: S and Θ of one step are 2 · 3 = 6, whatever σv is", () => {
  for (const output of ["preactivation-rntk", "preactivation-nngp"]) {
    assert.equal(kernelOf([2], [3], { output }), 6);
    assert.equal(kernelOf([2], [-3], { output, sigmaV: 2 }), -6);
  }
});

function assertNear(found: readonly number[], wanted: readonly number[]): void {
  assert.equal(found.length, wanted.length);
  for (const [p, value] of wanted.entries()) assert.ok(Math.abs(found[p]! - value) < 1e-14);
}

test("before the nonlinearity, by hand: x = (1, 1) with σw² = 2 has S = 2 and Θ = 3", () => {
  const S = { output: "preactivation-nngp" };
  const theta = { output: "preactivation-rntk" };
  assertNear(gram([[1, 1]], S), [2]);
  assertNear(gram([[1, 1]], theta), [3]);
  assertNear(gram([[1, 1]], { ...S, readout: "sum" }), [1 + 2]);
  assertNear(gram([[1, 1]], { ...theta, readout: "average" }), [(1 + 3) / 2]);
  assertNear(gram([[1, 1]], { ...theta, readout: "average-last-twice" }), [(1 + 3 + 3) / 3]);
});

test("a shared initial state by hand: σw² σh² joins S of all pairs of one length", () => {
  const setting = { output: "preactivation-nngp", sigmaH: 0.5, sigmaW: 2 };
  assertNear(gram([[2], [3]], setting), [4 + 1, 6, 6, 9 + 1]);
  assertNear(gram([[2], [3]], { ...setting, initialStates: "shared" }), [5, 7, 7, 10]);
});

test("a shared initial state makes equal data points one, which independent ones are not", () => {
  const [own, other] = gram(
    [
      [1, 2],
      [1, 2],
    ],
    { sigmaH: 0.5, initialStates: "shared" },
  );
  assert.equal(own, other);
});

test("an initial state meets the history of a longer series: there it does not count", () => {
  fc.assert(
    fc.property(forms, nonlinearity, positive, (form, nonlinearity, sigmaH) => {
      const setting = { ...form, ...nonlinearity, sigmaH };
      assert.equal(
        kernelOf([1, 2, 3], [0.5, -1], { ...setting, initialStates: "shared" }),
        kernelOf([1, 2, 3], [0.5, -1], setting),
      );
    }),
  );
});

test("without σh initial states are the same, shared or not, weighted or not, to the last bit", () => {
  fc.assert(
    fc.property(seriesList, forms, nonlinearity, (series, form, nonlinearity) => {
      const setting = { ...form, ...nonlinearity, sigmaH: 0 };
      const plain = gram(series, setting);
      assert.deepEqual(gram(series, { ...setting, initialStates: "shared" }), plain);
      assert.deepEqual(gram(series, { ...setting, initialWeight: "none" }), plain);
    }),
  );
});

test("an initial state without weight is one of the standard deviation σh / σw with it", () => {
  fc.assert(
    fc.property(seriesList, forms, nonlinearity, positive, positive, (series, form, own, w, h) => {
      const setting = { ...form, ...own, sigmaW: w };
      assert.deepEqual(
        gram(series, { ...setting, sigmaH: h, initialWeight: "none" }),
        gram(series, { ...setting, sigmaH: h / w }),
      );
    }),
  );
});

test("an initial state without weight by hand: σh² joins S, not σw² σh²", () => {
  const setting = { output: "preactivation-nngp", sigmaH: 0.5, sigmaW: 2 };
  assertNear(gram([[2]], { ...setting, initialWeight: "none" }), [4.25]);
});

test("an initial state that no weights reach is refused without weight, in every arithmetic", () => {
  const sentence =
    /^the setting initialWeight none takes sigmaH above 0 with sigmaW above 0 alone, found sigmaH 0.5 and sigmaW 0$/;
  const setting = { initialWeight: "none", sigmaW: 0, sigmaH: 0.5 };
  refused(setting, sentence);
  refused({ ...setting, nonlinearity: "erf" }, sentence);
  refused({ ...setting, arithmetic: "float32" }, sentence);
  assert.equal(gram([[2]], { ...setting, sigmaH: 0 })[0], 4);
});

test("with F/√(q q') in place of G, Θ of two steps is what the formula gives by hand", () => {
  // q = 4 and q' = 1 at the first step, ρ = 1: F = √(q q')/2, so that F/√(q q') = 1/2 as G has it
  const own = { sigmaW: 1, output: "preactivation-rntk", derivative: "normalised-transform" };
  assertNear([kernelOf([2, 1], [1, 1], own)], [2 * 0.5 + 1 + 0.5 * 2]);
  // ρ = -1: F = 0 and F/√(q q') = 0, as G; ρ = 0 by two channels: F/√(q q') = 1/(2π), where G = 1/4
  assertNear([kernelOf([2, 1], [-1, 1], own)], [1]);
  const across = [
    [
      [1, 0],
      [1, 1],
    ],
    [
      [0, 1],
      [1, 1],
    ],
  ];
  const [, entry] = [...rntk.grams(sequencesFrom(across), [own])][0]!.values;
  // S of the first step is 0 and so is its Θ: S of the second is F + 1 with F = 1/(2π) of variances 1/2
  assertNear([entry!], [0.5 / (2 * Math.PI) + 1]);
});

test("words that a convention does not have are refused", () => {
  refused({ readout: "first" }, /readout must be last \| average \| average-last-twice \| sum/);
  refused({ output: "preactivation" }, /output must be rntk \| nngp \| preactivation-rntk/);
  refused({ initialStates: "same" }, /initialStates must be independent \| shared/);
  refused({ initialWeight: 1 }, /initialWeight must be recurrent \| none, found 1/);
  refused({ derivative: "none" }, /derivative must be exact \| normalised-transform/);
  refused(
    { arithmetic: "float32", derivative: "normalised-transform" },
    /^the setting arithmetic float32 is there for the derivative exact alone, found normalised-transform$/,
  );
  refused({ arithmetic: "float16" }, /arithmetic must be float64 \| float32/);
  refused(
    { arithmetic: "float32", nonlinearity: "erf" },
    /^the setting arithmetic float32 is there for the nonlinearity relu alone, found erf$/,
  );
});

test("σv does not reach what stands before the nonlinearity, and squares in the other outputs", () => {
  const x = [[1, -0.5, 2]];
  for (const readout of ["last", "sum"]) {
    const ratio = (output: string) =>
      gram(x, { output, readout, sigmaV: 2 })[0]! / gram(x, { output, readout })[0]!;
    assert.deepEqual(["rntk", "nngp", "preactivation-rntk"].map(ratio), [4, 4, 1]);
  }
});

test("steps count the slow ways: erf and float32 take several of a step of ReLU", () => {
  const size = { pairs: 10, length: 100, dimension: 3 };
  const steps = (setting: Setting) => rntk.cost.steps(size, [setting]);
  assert.equal(steps({ output: "preactivation-rntk", readout: "sum" }), 1000);
  assert.equal(steps({ initialStates: "shared", sigmaH: 1 }), 1000);
  assert.equal(steps({ derivative: "normalised-transform" }), 3000);
  assert.ok(steps({ arithmetic: "float32" }) > 5000);
  assert.ok(steps({ nonlinearity: "erf" }) > 5000);
});
