import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSource } from "../../math/random.ts";
import { type Cut, drawRepetition, previousValues, type Windows } from "./windows.ts";

const ramp = Array.from({ length: 60 }, (_, day) => day);
const cut: Cut = { train: 30, test: 40, shortest: 4, span: 6 };

/** The values of each window with its target at the end. */
function listed({ sequences, targets }: Windows): number[][] {
  const { lengths, offsets, values } = sequences;
  return [...targets].map((target, i) => [
    ...values.subarray(offsets[i]!, offsets[i]! + lengths[i]!),
    target,
  ]);
}

test("windows of a series are consecutive days, the target is the day after", () => {
  const signal = { kind: "series", values: ramp, trainDays: 40 } as const;
  const { train, test: held } = drawRepetition(signal, cut, randomSource("test"));
  for (const window of [...listed(train), ...listed(held)]) {
    for (const [t, day] of window.entries()) assert.equal(day, window[0]! + t);
  }
});

test("training windows lie in the training days, test windows in the others, targets included", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 6 }), (seed, span) => {
      const signal = { kind: "series", values: ramp, trainDays: 40 } as const;
      const repetition = drawRepetition(signal, { ...cut, span }, randomSource(`${seed}`));
      assert.ok(listed(repetition.train).every((window) => window.at(-1)! < 40));
      assert.ok(listed(repetition.test).every((window) => window[0]! >= 40));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("lengths take every value from the shortest to the longest and no other", () => {
  const signal = { kind: "series", values: ramp, trainDays: 40 } as const;
  const { train } = drawRepetition(signal, { ...cut, train: 500 }, randomSource("test"));
  assert.deepEqual(
    [...new Set(train.sequences.lengths)].sort((a, b) => a - b),
    [4, 5, 6, 7, 8, 9, 10],
  );
});

test("without noise the windows of a sinusoid lie on it", () => {
  const signal = { kind: "sinusoid", period: 100, sigma: 0, noise: "window" } as const;
  const { train } = drawRepetition(signal, cut, randomSource("test"));
  const step = (2 * Math.PI) / 100;
  for (const window of listed(train)) {
    for (let t = 1; t + 1 < window.length; t++) {
      // sin(a - h) + sin(a + h) = 2 sin a cos h
      const expected = 2 * window[t]! * Math.cos(step);
      assert.ok(Math.abs(window[t - 1]! + window[t + 1]! - expected) < 1e-12);
    }
  }
});

test("windows of one noisy series agree where they overlap; windows with their own noise do not", () => {
  const sampled = (noise: "window" | "series") => {
    const signal = { kind: "sinusoid", period: 30, sigma: 1, noise } as const;
    const { test: held } = drawRepetition(signal, { ...cut, test: 200 }, randomSource("test"));
    return new Set(listed(held).flat()).size;
  };
  assert.equal(sampled("series"), 30);
  assert.ok(sampled("window") > 1000);
});

test("all noise has the standard deviation that was asked for", () => {
  const signal = { kind: "sinusoid", period: 1, sigma: 0.5, noise: "window" } as const;
  const wide = { train: 2000, test: 1, shortest: 0, span: 0 };
  const { train } = drawRepetition({ ...signal, period: 1000 }, wide, randomSource("test"));
  // a window of no points: the target alone, sin² has the mean 1/2
  const power = train.targets.reduce((sum, y) => sum + y * y, 0) / 2000;
  assert.ok(Math.abs(power - (0.5 + 0.25)) < 0.06, `${power}`);
});

test("the previous value is the last of the window", () => {
  const signal = { kind: "series", values: ramp, trainDays: 40 } as const;
  const { test: held } = drawRepetition(signal, cut, randomSource("test"));
  const expected = listed(held).map((window) => window.at(-2)!);
  assert.deepEqual([...previousValues(held)], expected);
});
