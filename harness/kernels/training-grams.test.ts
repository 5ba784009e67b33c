import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HarnessError } from "../errors.ts";
import type { Matrix } from "../math/matrix.ts";
import { sequencesFrom } from "../math/sequences.ts";
import type { Kernel, Setting } from "./kernel.ts";
import { kernelNamed, kernels } from "./registry.ts";
import { rowsTogether, trainingGrams } from "./training-grams.ts";

/** A setting that every kernel takes: each key's default, or 1. */
function plainSetting(kernel: Kernel): Setting {
  return Object.fromEntries(
    Object.entries(kernel.setting).map(([name, key]) => [name, key.default ?? 1]),
  );
}

/** n series of 5 steps, or of 3 to 5 where lengths may differ. */
function seriesOf(kernel: Kernel, n: number): number[][][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: kernel.unequalLengths ? 3 + (i % 3) : 5 }, (_, t) => [
      ((i * 7 + t * 13) % 11) / 11 - 0.4,
    ]),
  );
}

function bytesOf({ values }: Matrix): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

for (const kernel of kernels) {
  test(`${kernel.name}: a Gram of blocks has the bits of the whole`, () => {
    const x = sequencesFrom(seriesOf(kernel, 700));
    assert.ok(rowsTogether(700) < 700 / 1.5, "several blocks");
    const settings = [plainSetting(kernel), plainSetting(kernel)];
    let grams = 0;
    for (const gram of trainingGrams(kernel, x, settings, 1)) {
      const [whole] = kernel.grams(x, [settings[grams]!]);
      assert.deepEqual([gram.rows, gram.columns], [700, 700]);
      assert.ok(bytesOf(gram).equals(bytesOf(whole!)));
      grams++;
    }
    assert.equal(grams, 2);
  });
}

test("the initial state is shared on the diagonal alone, in blocks too", () => {
  const x = sequencesFrom([[[1]], [[1]], [[1]]]);
  const setting = { ...plainSetting(kernelNamed("rntk")), sigmaH: 1 };
  const [whole] = kernelNamed("rntk").grams(x, [setting]);
  const [blocks] = trainingGrams(kernelNamed("rntk"), x, [setting], 1);
  assert.deepEqual(blocks!.values, whole!.values);
  assert.ok(blocks!.values[0]! > blocks!.values[1]!);
});

test("blocks of rows are one row, or no more than 250 000 pairs", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (n) => {
      const rows = rowsTogether(n);
      assert.ok(rows === 1 || (rows > 1 && rows * n <= 250_000));
    }),
  );
});

test("an overflow in a block says where its numbers count from", () => {
  const series = Array.from({ length: 600 }, (_, i) => [[i === 590 ? 1e200 : 1]]);
  const kernel = kernelNamed("polynomial");
  assert.throws(
    () => [...trainingGrams(kernel, sequencesFrom(series), [{ degree: 2, offset: 0 }], 1)],
    (error: unknown) =>
      error instanceof HarnessError &&
      error.code === "compute" &&
      /sequences 1 and 175 overflows .* counted within sequences 1 to 416 and 417 to 600/.test(
        error.message,
      ),
  );
});
