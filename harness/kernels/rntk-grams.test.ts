import assert from "node:assert/strict";
import { test } from "node:test";
import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { randomSource } from "../math/random.ts";
import { sequencesFrom } from "../math/sequences.ts";
import type { Setting } from "./kernel.ts";
import { rntkSetting } from "./rntk/setting.ts";
import type { RntkKernel } from "./rntk/terms.ts";
import { rntk } from "./rntk.ts";
import { rntkGrams } from "./rntk-grams.ts";

const all: readonly RntkKernel[] = rntkSetting.output.choices.flatMap((output) =>
  rntkSetting.readout.choices.map((readout) => ({ output, readout })),
);

function drawn(seed: string, dimension: number, lengths: readonly number[]) {
  const source = randomSource(`rntk-grams ${seed}`);
  return sequencesFrom(
    lengths.map((length) =>
      Array.from({ length }, () => Array.from({ length: dimension }, source.normal)),
    ),
  );
}

const settings: readonly Setting[] = [
  { sigmaB: 0.1, sigmaH: 0.5 },
  { layers: 2, sigmaV: 1.3, direction: "both", initialStates: "shared", sigmaH: 0.7 },
  { output: "nngp", readout: "sum", direction: "reverse", initialWeight: "none", sigmaH: 0.2 },
  { arithmetic: "float32", sigmaB: 0.2, direction: "both" },
  { nonlinearity: "erf", sigmaB: 0.3, sigmaH: 1 },
];

const cases = [
  { title: "one length", x: drawn("x", 1, [9, 9, 9, 9, 9]), z: drawn("z", 1, [9, 9, 9]) },
  { title: "different lengths", x: drawn("a", 2, [1, 7, 30, 2, 30]), z: drawn("b", 2, [3, 40]) },
];

/** The values of matrices, which are valid until the next are asked for. */
function copied(grams: Iterable<Matrix[]>): number[][][] {
  return Array.from(grams, (list) => list.map(({ values }) => [...values]));
}

for (const { title, x, z } of cases) {
  test(`several kernels of one recursion have the bits of each by itself: ${title}`, () => {
    const square = copied(rntkGrams(x, undefined, settings, all));
    const cross = copied(rntkGrams(x, z, settings, all));
    for (const [k, kernel] of all.entries()) {
      const own = settings.map((setting) => ({ ...setting, ...kernel }));
      const grams = Array.from(rntk.grams(x, own), ({ values }) => [...values]);
      const crossGrams = Array.from(rntk.crossGrams(x, z, own), ({ values }) => [...values]);
      for (const s of settings.keys()) {
        assert.deepEqual(square[s]![k], grams[s]);
        assert.deepEqual(cross[s]![k], crossGrams[s]);
      }
    }
  });

  test(`the sum is so many means, the mean with the last step twice has one step more: ${title}`, () => {
    for (const setting of settings) {
      const kernels = new Map(
        copied(rntkGrams(x, z, [setting], all))[0]!.map((values, k) => [
          `${all[k]!.output} ${all[k]!.readout}`,
          values,
        ]),
      );
      const tolerance = setting.arithmetic === "float32" ? 1e-6 : 1e-14;
      for (const output of rntkSetting.output.choices) {
        const [last, average, twice, sum] = ["last", "average", "average-last-twice", "sum"].map(
          (readout) => kernels.get(`${output} ${readout}`)!,
        );
        for (const [p, total] of sum!.entries()) {
          const [i, j] = [Math.floor(p / z.count), p % z.count];
          const steps = Math.min(x.lengths[i]!, z.lengths[j]!);
          const allowed = tolerance * Math.max(...sum!.map(Math.abs));
          assert.ok(Math.abs(total - steps * average![p]!) <= allowed);
          assert.ok(Math.abs(total + last![p]! - (steps + 1) * twice![p]!) <= allowed);
        }
      }
    }
  });
}

test("matrices of one setting are apart, and there are as many as kernels are asked for", () => {
  const { x } = cases[0]!;
  const [grams] = rntkGrams(x, undefined, [{}], [all[0]!, all[0]!, all[1]!]);
  assert.equal(grams!.length, 3);
  assert.deepEqual(grams![0], grams![1]);
  assert.notDeepEqual(grams![0]!.values, grams![2]!.values);
  assert.deepEqual([...rntkGrams(x, undefined, [{}], [])], [[]]);
  assert.deepEqual([...rntkGrams(x, undefined, [], all)], []);
});

test("bad series are refused at once, bad settings when it is their turn", () => {
  const { x } = cases[0]!;
  const bad = sequencesFrom([[[1], [Number.NaN]]]);
  assert.throws(() => rntkGrams(bad, undefined, [{}], all), /sequence 1 has NaN at step 2/);
  assert.throws(() => rntkGrams(x, bad, [{}], all), /sequence 1 has NaN at step 2/);
  const grams = rntkGrams(x, undefined, [{}, { sigmaW: -1 }], all);
  assert.equal(grams.next().value!.length, all.length);
  assert.throws(
    () => grams.next(),
    (error) => error instanceof HarnessError && error.code === "config",
  );
});
