import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kernel } from "../../kernels/kernel.ts";
import { kernels } from "../../kernels/registry.ts";
import { type GramScale, gramScales } from "../../learners/gram-scale.ts";
import type { Matrix } from "../../math/matrix.ts";
import { randomSource } from "../../math/random.ts";
import { type Sequences, sequencesFrom, slice } from "../../math/sequences.ts";
import type { LabelledSet } from "../method.ts";
import { methodNamed } from "../registry.ts";
import { type KernelDefinition, kernelSettings } from "./definition.ts";
import { learnerGrams, testDiagonals } from "./learner-grams.ts";

/** Noisy lines with three slopes, at different scales, or each divided by its norm. */
function lines(count: number, seed: string, scale: "none" | "unit-norm"): LabelledSet {
  const random = randomSource(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 3);
  const series = Array.from(labels, (label) => {
    const size = 1 + 3 * random.uniform();
    const steps = Array.from(
      { length: 9 },
      (_, t) => size * ((label - 1) * t + 2 * random.normal()),
    );
    const norm = scale === "none" ? 1 : Math.hypot(...steps);
    return steps.map((value) => [value / norm]);
  });
  return { sequences: sequencesFrom(series), labels };
}

const train = lines(24, "train", "none");
const tested = lines(9, "test", "none");

const grids = {
  linear: { kernel: "polynomial", grid: { degree: [1], offset: [0] } },
  rbf: { kernel: "rbf", grid: { alpha: [0.01, 0.1] } },
} as const;

function definitionOf(
  of: keyof typeof grids,
  learner: string,
  gramScale: GramScale,
): KernelDefinition {
  const { settings, define } = methodNamed(learner);
  return define(grids[of], settings!.schema.parse({ gramScale })) as KernelDefinition;
}

function outcomes(definition: KernelDefinition, learner: string, of: LabelledSet, to: LabelledSet) {
  const method = methodNamed(learner);
  const candidates = [0, 3];
  return {
    tested: method.test(definition, of, to, candidates),
    inspected: method.inspect!(definition, of, to, 3),
  };
}

for (const learner of ["svm", "ridge"]) {
  test(`${learner}: an RBF Gram has ones on its diagonal, and scales that divide by them change no bit`, () => {
    const plain = outcomes(definitionOf("rbf", learner, "none"), learner, train, tested);
    for (const scale of ["largest-entry", "mean-diagonal", "cosine"] as const) {
      const found = outcomes(definitionOf("rbf", learner, scale), learner, train, tested);
      assert.deepEqual(found, plain, scale);
    }
  });

  test(`${learner}: the cosine of a linear kernel is that of series with unit norm`, () => {
    const cosine = outcomes(definitionOf("linear", learner, "cosine"), learner, train, tested);
    const normed = outcomes(
      definitionOf("linear", learner, "none"),
      learner,
      lines(24, "train", "unit-norm"),
      lines(9, "test", "unit-norm"),
    );
    const raw = outcomes(definitionOf("linear", learner, "none"), learner, train, tested);
    const predictions = ({ tested: all }: typeof raw) => all.map((one) => one.predictions);
    assert.deepEqual(predictions(cosine), predictions(normed));
    assert.notDeepEqual(predictions(cosine), predictions(raw));
  });

  test(`${learner}: what is told of a Gram is of the one that the learner sees`, () => {
    const largest = (scale: GramScale) => {
      const definition = definitionOf("linear", learner, scale);
      const { fit } = methodNamed(learner).inspect!(definition, train, tested, 0);
      const { entries } = fit.gram as { readonly entries: readonly { readonly value: number }[] };
      return Math.max(...entries.map(({ value }) => Math.abs(value)));
    };
    assert.ok(largest("none") > 100);
    assert.ok(largest("largest-entry") <= 1);
    assert.ok(largest("cosine") <= 1);
  });
}

test("an SVM does not notice that Grams are centred, but for rounding", () => {
  const [plain, centred] = (["none", "centred"] as const).map((scale) =>
    methodNamed("svm").test(definitionOf("rbf", "svm", scale), train, tested, [2, 3]),
  );
  assert.deepEqual(
    centred!.map(({ predictions }) => predictions),
    plain!.map(({ predictions }) => predictions),
  );
});

/** A definition of one setting: each key's default, or 1. */
function plainDefinition(kernel: Kernel, gramScale: GramScale): KernelDefinition {
  const axes = Object.entries(kernel.setting).map(([key, { default: usual }]) => ({
    key,
    values: [usual ?? 1],
  }));
  return {
    ...{ kernel: kernel.name, settings: {}, grid: [...axes, { key: "C", values: [1] }] },
    ...(gramScale === "none" ? {} : { gramScale }),
  };
}

test("blocks of test cases are scaled as all of them together, with every kernel and scale", () => {
  const all = tested.sequences;
  const parts = [slice(all, 0, 2), slice(all, 2, 3), slice(all, 3, 9)];
  for (const kernel of kernels) {
    for (const gramScale of gramScales) {
      const definition = plainDefinition(kernel, gramScale);
      const settings = kernelSettings(definition);
      const [diagonal] = testDiagonals(definition, all, settings);
      const [own] = learnerGrams(definition, train.sequences, settings);
      const ofKernel = (z: Sequences) => {
        const [gram] = kernel.crossGrams(train.sequences, z, settings);
        return { ...gram!, values: gram!.values.slice() };
      };
      const [whole] = own!.cross([ofKernel(all)], diagonal!);
      const blocks = [...own!.cross(parts.map(ofKernel), diagonal!)];
      const joined = [...train.labels.keys()].flatMap((i) =>
        blocks.flatMap(({ values, columns }) => [
          ...values.subarray(i * columns, (i + 1) * columns),
        ]),
      );
      assert.deepEqual(joined, [...whole!.values], `${kernel.name}, ${gramScale}`);
    }
  }
});

test("only cosine takes the kernels of test cases with themselves, which are those of a training Gram", () => {
  for (const kernel of kernels) {
    for (const gramScale of gramScales) {
      const definition = plainDefinition(kernel, gramScale);
      const settings = kernelSettings(definition);
      const [diagonal] = testDiagonals(definition, train.sequences, settings);
      const [gram] = kernel.grams(train.sequences, settings);
      const expected = gramScale === "cosine" ? diagonalOf(gram!) : [];
      assert.deepEqual([...diagonal!], expected, `${kernel.name}, ${gramScale}`);
    }
  }
});

function diagonalOf({ rows, values }: Matrix): number[] {
  return Array.from({ length: rows }, (_, i) => values[i * (rows + 1)]!);
}
