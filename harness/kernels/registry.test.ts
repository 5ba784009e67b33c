import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";
import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { sequencesFrom } from "../math/sequences.ts";
import type { Kernel, Setting, SettingKey } from "./kernel.ts";
import { kernelNamed, kernels } from "./registry.ts";

type Series = readonly (readonly number[])[];

/**
 * The smallest eigenvalue may be this fraction of the largest below zero: rounding in the Gram. In 32 bits an
 * angle between nearly equal series has half of its digits.
 */
function indefiniteness(setting: Setting): number {
  return setting.arithmetic === "float32" ? 1e-3 : 1e-12;
}

function keyValue(key: SettingKey): fc.Arbitrary<number | string> {
  if (key.type === "choice") return fc.constantFrom(...key.choices);
  if (key.type === "integer") return fc.integer({ min: 1, max: 3 });
  return fc.double({ min: 0.01, max: 2, noNaN: true });
}

function settingOf(kernel: Kernel): fc.Arbitrary<Setting> {
  const any = fc.record(
    Object.fromEntries(Object.entries(kernel.setting).map(([name, key]) => [name, keyValue(key)])),
  );
  return any.filter((setting) => kernel.conflict?.(setting) === undefined);
}

/** 1 to 5 series of 1 to 8 steps in R^1 … R^3, of one length or, where asked for, of several. */
function seriesList(lengths: "one" | "any"): fc.Arbitrary<Series[]> {
  const value = fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.constant(0));
  return fc
    .record({
      dimension: fc.integer({ min: 1, max: 3 }),
      length: fc.integer({ min: 1, max: 8 }),
    })
    .chain(({ dimension, length }) => {
      const step = fc.array(value, { minLength: dimension, maxLength: dimension });
      const shortest = lengths === "one" ? length : 1;
      const series = fc.array(step, { minLength: shortest, maxLength: length });
      return fc.array(series, { minLength: 1, maxLength: 5 });
    });
}

const lengthsOf = (kernel: Kernel) => (kernel.unequalLengths ? "any" : "one");

function gram(kernel: Kernel, series: readonly Series[], setting: Setting): Matrix {
  return [...kernel.grams(sequencesFrom(series), [setting])][0]!;
}

const entry = ({ values, columns }: Matrix, i: number, j: number) => values[i * columns + j]!;

function smallestAndLargestEigenvalue({ values, rows }: Matrix): [number, number] {
  const dense = DenseMatrix.from1DArray(rows, rows, values);
  const eigenvalues = new EigenvalueDecomposition(dense, { assumeSymmetric: true }).realEigenvalues;
  return [Math.min(...eigenvalues), Math.max(...eigenvalues)];
}

/** A setting that every kernel takes: each key's default, or 1. */
function plainSetting(kernel: Kernel): Setting {
  return Object.fromEntries(
    Object.entries(kernel.setting).map(([name, key]) => [name, key.default ?? 1]),
  );
}

const isDataError = (pattern: RegExp) => (error: unknown) =>
  error instanceof HarnessError && error.code === "data" && pattern.test(error.message);

for (const kernel of kernels) {
  const { name } = kernel;
  const several = seriesList(lengthsOf(kernel));

  test(`${name}: a Gram is finite and exactly symmetric`, () => {
    fc.assert(
      fc.property(several, settingOf(kernel), (series, setting) => {
        const found = gram(kernel, series, setting);
        assert.equal(found.rows, series.length);
        assert.equal(found.columns, series.length);
        assert.ok(found.values.every(Number.isFinite));
        for (let i = 0; i < found.rows; i++)
          for (let j = 0; j < i; j++) assert.equal(entry(found, i, j), entry(found, j, i));
      }),
    );
  });

  test(`${name}: a Gram is positive semi-definite where the kernel says so`, {
    skip: kernel.definite === "no" && "the kernel promises nothing",
  }, () => {
    const promised = kernel.definite === "always" ? several : seriesList("one");
    fc.assert(
      fc.property(promised, settingOf(kernel), (series, setting) => {
        const [smallest, largest] = smallestAndLargestEigenvalue(gram(kernel, series, setting));
        assert.ok(smallest >= -indefiniteness(setting) * largest, `${smallest} of ${largest}`);
      }),
    );
  });

  test(`${name}: an entry depends on its two series alone, to the last bit`, () => {
    fc.assert(
      fc.property(several, settingOf(kernel), (series, setting) => {
        const whole = gram(kernel, series, setting);
        for (let i = 0; i < series.length; i++) {
          assert.equal(gram(kernel, [series[i]!], setting).values[0], entry(whole, i, i));
          for (let j = i + 1; j < series.length; j++) {
            const alone = gram(kernel, [series[i]!, series[j]!], setting);
            assert.equal(entry(alone, 0, 1), entry(whole, i, j));
          }
        }
      }),
    );
  });

  test(`${name}: a permutation of the series permutes the Gram, to the last bit`, () => {
    fc.assert(
      fc.property(several, settingOf(kernel), (series, setting) => {
        const found = gram(kernel, series, setting);
        const backwards = gram(kernel, [...series].reverse(), setting);
        const last = series.length - 1;
        for (let i = 0; i <= last; i++)
          for (let j = 0; j <= last; j++)
            assert.equal(entry(backwards, last - i, last - j), entry(found, i, j));
      }),
    );
  });

  test(`${name}: the Gram between two sets is a block of their common Gram, to the last bit`, () => {
    fc.assert(
      fc.property(several, settingOf(kernel), (series, setting) => {
        const split = Math.ceil(series.length / 2);
        const x = sequencesFrom(series.slice(0, split));
        const rest = series.slice(split);
        if (rest.length === 0) return;
        const cross = [...kernel.crossGrams(x, sequencesFrom(rest), [setting])][0]!;
        const whole = gram(kernel, series, setting);
        for (let i = 0; i < split; i++)
          for (let j = 0; j < rest.length; j++)
            assert.equal(entry(cross, i, j), entry(whole, i, split + j));
      }),
    );
  });

  test(`${name}: the Grams of several settings are those of each alone, to the last bit`, () => {
    const settings = fc.array(settingOf(kernel), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(several, settings, (series, settings) => {
        const together = Array.from(kernel.grams(sequencesFrom(series), settings), (found) =>
          found.values.slice(),
        );
        const alone = settings.map((setting) => gram(kernel, series, setting).values);
        assert.deepEqual(together, alone);
      }),
    );
  });

  test(`${name}: one of the outputs is the Gram of the default setting`, () => {
    const series = [
      [[1], [2]],
      [[-1], [0.5]],
    ];
    const setting = plainSetting(kernel);
    const outputs = kernel.outputs(sequencesFrom(series), setting);
    assert.deepEqual(outputs[name], gram(kernel, series, setting));
  });

  test(`${name}: one series, one step and zeros have defined Grams`, () => {
    const setting = plainSetting(kernel);
    for (const series of [
      [[[3]]],
      [[[0], [0]]],
      [
        [[0], [0]],
        [[1], [2]],
      ],
    ])
      assert.ok(gram(kernel, series, setting).values.every(Number.isFinite));
    assert.equal(gram(kernel, [], setting).values.length, 0);
  });

  test(`${name}: a value that is no finite number is refused with its step`, () => {
    const setting = plainSetting(kernel);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const bad = sequencesFrom([
        [[1], [2]],
        [[3], [value]],
      ]);
      const good = sequencesFrom([[[1], [2]]]);
      const refusal = isDataError(new RegExp(`sequence 2 has ${value} at step 2,`));
      assert.throws(() => kernel.grams(bad, [setting]), refusal);
      assert.throws(() => kernel.crossGrams(good, bad, [setting]), refusal);
      assert.throws(() => kernel.outputs(bad, setting), refusal);
    }
    const channels = sequencesFrom([
      [
        [1, 2],
        [3, Number.NaN],
      ],
    ]);
    assert.throws(() => kernel.grams(channels, [setting]), isDataError(/step 2, channel 2/));
  });

  test(`${name}: a series without steps and sets of different dimensions are refused`, () => {
    const setting = plainSetting(kernel);
    const x = sequencesFrom([[[1], [2]]]);
    assert.throws(
      () => kernel.grams(sequencesFrom([[[1]], []]), [setting]),
      isDataError(/sequence 2 has no steps/),
    );
    assert.throws(
      () => [
        ...kernel.crossGrams(
          x,
          sequencesFrom([
            [
              [1, 1],
              [2, 2],
            ],
          ]),
          [setting],
        ),
      ],
      isDataError(/equally many channels, found 1 and 2/),
    );
  });

  test(`${name}: series of different lengths are taken, or refused with the first of them`, () => {
    const setting = plainSetting(kernel);
    const grams = () => [
      ...kernel.grams(sequencesFrom([[[1], [2]], [[3], [4]], [[5]]]), [setting]),
    ];
    if (kernel.unequalLengths) assert.equal(grams()[0]!.rows, 3);
    else assert.throws(grams, isDataError(/sequence 1 has 2 steps, sequence 3 has 1/));
  });

  test(`${name}: huge series give a finite Gram or an error, never Infinity or NaN`, () => {
    for (const size of [1e100, 1e150, 1e200, 1e308]) {
      const huge = sequencesFrom([
        [[size], [-size]],
        [[1], [size]],
      ]);
      let found: Matrix | undefined;
      try {
        found = [...kernel.grams(huge, [plainSetting(kernel)])][0];
      } catch (error) {
        assert.ok(error instanceof HarnessError && error.code === "compute");
        assert.match(error.message, /overflow/);
      }
      assert.ok(found === undefined || found.values.every(Number.isFinite));
    }
  });

  test(`${name}: steps grow with pairs, length and settings`, () => {
    const setting = plainSetting(kernel);
    const size = { pairs: 10, length: 20, dimension: 2 };
    const { cost } = kernel;
    const steps = cost.steps(size, [setting]);
    assert.ok(Number.isInteger(steps) && steps >= size.pairs * size.length);
    assert.equal(cost.steps({ ...size, pairs: 20 }, [setting]), 2 * steps);
    assert.ok(cost.steps({ ...size, length: 21 }, [setting]) > steps);
    const other = { ...setting, [Object.keys(kernel.setting).at(-1)!]: 2 };
    assert.ok(cost.steps(size, [setting, other]) > steps);
    assert.ok(cost.secondsPerStep > 0);
  });

  test(`${name}: every key of the setting has a description, and an unknown one is refused`, () => {
    for (const { description } of Object.values(kernel.setting))
      assert.match(description, /\w+.*\.$/);
    assert.throws(
      () => gram(kernel, [[[1]]], { ...plainSetting(kernel), sigmaX: 1 }),
      (error) => error instanceof HarnessError && /unknown setting "sigmaX"/.test(error.message),
    );
  });
}

test("names and labels of kernels are unique", () => {
  assert.equal(new Set(kernels.map(({ name }) => name)).size, kernels.length);
  assert.equal(new Set(kernels.map(({ label }) => label)).size, kernels.length);
});

test("a kernel is found by its name; an unknown name is told the nearest or all", () => {
  for (const kernel of kernels) assert.equal(kernelNamed(kernel.name), kernel);
  assert.throws(() => kernelNamed("rtnk"), /unknown kernel "rtnk"; did you mean "rntk"\?/);
  assert.throws(() => kernelNamed("wavelet"), /kernels are rntk, ntk, rbf, polynomial/);
});
