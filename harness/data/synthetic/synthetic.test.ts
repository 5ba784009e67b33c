import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { randomSource } from "../../math/random.ts";
import { sharedFolder, withoutSharedFolder } from "../../shared-folder.ts";
import { loadDataset } from "../load.ts";
import { locateDataset, type PresentDataset } from "../locate.ts";
import { datasetSpec, type GeneratedSpec } from "../spec.ts";
import { controlCharts } from "./control-charts.ts";
import { cylinderBellFunnel } from "./cylinder-bell-funnel.ts";
import type { Generator } from "./generator.ts";
import { generators } from "./registry.ts";
import { twoPatterns } from "./two-patterns.ts";

function draw(
  generator: Generator,
  classIndex: number,
  length: number,
  count: number,
): Float64Array[] {
  return Array.from({ length: count }, (_, i) =>
    generator.series(classIndex, { length }, randomSource(`${generator.name} ${classIndex} ${i}`)),
  );
}

function meanOf(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

/** Mean at each step over many series. */
function meanCurve(series: readonly Float64Array[]): number[] {
  return Array.from(series[0]!, (_, t) => meanOf(series.map((x) => x[t]!)));
}

test("cylinder, bell and funnel are noise before step 16 and after step 128, and lie about 6 high between", () => {
  for (const classIndex of [0, 1, 2]) {
    const mean = meanCurve(draw(cylinderBellFunnel, classIndex, 128, 3000));
    assert.ok(
      mean.slice(0, 15).every((value) => Math.abs(value) < 0.1),
      "no event starts before step 16",
    );
  }
  const [cylinder, bell, funnel] = [0, 1, 2].map((k) =>
    meanCurve(draw(cylinderBellFunnel, k, 128, 3000)),
  );
  // From step 32 to step 48 every event is on: it starts at 32 at the latest and lasts 32 at least.
  for (let t = 32; t <= 48; t++) {
    assert.ok(Math.abs(cylinder![t - 1]! - 6) < 0.1);
    // the mean over a and b of (t - a) / (b - a), plus that of (b - t) / (b - a), is 1
    assert.ok(Math.abs(bell![t - 1]! + funnel![t - 1]! - 6) < 0.2);
  }
  for (let t = 34; t <= 48; t++) {
    assert.ok(
      bell![t - 1]! > bell![t - 3]! && funnel![t - 1]! < funnel![t - 3]!,
      "a bell rises, a funnel falls",
    );
  }
});

test("onset and duration of a cylinder span their published ranges", () => {
  // h is 3 or more in all but a thousandth of the draws: steps above 1.5 in a window's median are the event
  const ends = draw(cylinderBellFunnel, 0, 128, 2000).map((x) => {
    const smooth = Array.from(
      x,
      (_, t) => [...x.subarray(Math.max(0, t - 2), t + 3)].sort((a, b) => a - b)[2]!,
    );
    return [
      smooth.findIndex((v) => v > 2.5) + 1,
      smooth.findLastIndex((v) => v > 2.5) + 1,
    ] as const;
  });
  const onsets = ends.map(([from]) => from).sort((a, b) => a - b);
  const durations = ends.map(([from, to]) => to - from).sort((a, b) => a - b);
  const quantile = (sorted: number[], q: number) => sorted[Math.floor(q * sorted.length)]!;
  assert.ok(
    Math.abs(quantile(onsets, 0.02) - 16) <= 2 && Math.abs(quantile(onsets, 0.97) - 32) <= 2,
  );
  assert.ok(Math.abs(meanOf(onsets) - 24) < 1);
  assert.ok(
    Math.abs(quantile(durations, 0.02) - 33) <= 4 && Math.abs(quantile(durations, 0.97) - 95) <= 4,
  );
  assert.ok(Math.abs(meanOf(durations) - 64) < 2);
});

test("a control chart lies within 6 of 30 when normal, and about its sine when cyclic", () => {
  for (const y of draw(controlCharts, 0, 60, 200)) {
    assert.ok(y.every((value) => value >= 24 && value < 36));
  }
  for (const y of draw(controlCharts, 1, 60, 200)) {
    assert.ok(y.every((value) => Math.abs(value - 30) < 21));
    assert.ok(Math.max(...y) > 36 && Math.min(...y) < 24, "the amplitude is at least 10");
  }
});

/** Least-squares slope of a series over its steps. */
function slope(y: Float64Array): number {
  const middle = (y.length - 1) / 2;
  let above = 0;
  let below = 0;
  for (let t = 0; t < y.length; t++) {
    above += (t - middle) * y[t]!;
    below += (t - middle) * (t - middle);
  }
  return above / below;
}

test("the slope of a trend is between 0.2 and 0.5, up or down, and uniform", () => {
  for (const [classIndex, sign] of [
    [2, 1],
    [3, -1],
  ] as const) {
    const slopes = draw(controlCharts, classIndex, 400, 400).map((y) => sign * slope(y));
    assert.ok(slopes.every((value) => value > 0.18 && value < 0.52));
    assert.ok(Math.abs(meanOf(slopes) - 0.35) < 0.02);
    assert.ok(Math.min(...slopes) < 0.22 && Math.max(...slopes) > 0.48);
  }
});

test("a shift is of 7.5 to 20, up or down, in the middle third", () => {
  for (const [classIndex, sign] of [
    [4, 1],
    [5, -1],
  ] as const) {
    const sizes = draw(controlCharts, classIndex, 600, 200).map((y) => {
      assert.ok(
        y.subarray(0, 199).every((value) => value >= 24 && value < 36),
        "not before T/3",
      );
      return sign * (meanOf(y.subarray(400)) - meanOf(y.subarray(0, 199)));
    });
    assert.ok(sizes.every((size) => size > 6 && size < 21.5));
    assert.ok(Math.abs(meanOf(sizes) - 13.75) < 1);
  }
});

/** Runs of at least four equal values: start, length, sign. */
function plateaus(x: ArrayLike<number>): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let from = 0; from < x.length; ) {
    let to = from + 1;
    while (to < x.length && Math.abs(x[to]! - x[from]!) < 1e-6) to++;
    if (to - from >= 4) found.push([from, to - from, Math.sign(x[from]!)]);
    from = to;
  }
  return found;
}

const order = ["+-+-", "-++-", "+--+", "-+-+"];

/** Checks a series of two patterns by its plateaus; two that touch cannot be told apart and are left out. */
function checkTwoPatterns(x: ArrayLike<number>, classIndex: number): boolean {
  const runs = plateaus(x);
  if (runs.length !== 4) return false;
  assert.equal(runs.map(([, , sign]) => (sign > 0 ? "+" : "-")).join(""), order[classIndex]);
  for (const [first, second] of [
    [runs[0]!, runs[1]!],
    [runs[2]!, runs[3]!],
  ] as const) {
    const duration = first[1] + second[1];
    assert.equal(second[0], first[0] + first[1]);
    assert.ok(duration >= 16 && duration <= 32);
    assert.equal(first[1], Math.ceil(duration / 2));
  }
  return true;
}

test("two patterns: steps of 16 to 32 at level 5, in the order of the class, noise elsewhere", () => {
  for (const classIndex of [0, 1, 2, 3]) {
    const drawn = draw(twoPatterns, classIndex, 128, 300);
    assert.ok(drawn.filter((x) => checkTwoPatterns(x, classIndex)).length > 270);
    for (const x of drawn) {
      const noise = x.filter((value) => Math.abs(value) !== 5);
      assert.ok(noise.length >= 64 && noise.length <= 96 && Math.abs(meanOf(noise)) < 0.6);
    }
  }
});

test("the archive's own TwoPatterns has the same structure", {
  skip: withoutSharedFolder,
}, () => {
  const located = locateDataset("TwoPatterns", { archive: join(sharedFolder!, "ucr"), base: "." });
  const { sequences, labels } = loadDataset(located as PresentDataset).train;
  const clear = [...labels].filter((label, i) =>
    checkTwoPatterns(sequences.values.subarray(i * 128, (i + 1) * 128), label),
  );
  assert.ok(clear.length > 0.95 * labels.length);
});

function spec(generate: string, more: object = {}): GeneratedSpec {
  const parsed = datasetSpec.parse({
    name: "A",
    generate,
    trainSize: 14,
    testSize: 9,
    seed: 3,
    ...more,
  });
  return parsed as GeneratedSpec;
}

function load(generated: GeneratedSpec) {
  return loadDataset(locateDataset(generated, { base: "." }) as PresentDataset);
}

function fingerprint({ values }: { readonly values: Float64Array }): string {
  return createHash("sha256").update(Buffer.from(values.buffer)).digest("hex").slice(0, 16);
}

/** Bytes that must never change while a generator keeps its version. */
const golden: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL("golden.json", import.meta.url), "utf8"),
);

for (const generator of generators) {
  const { name } = generator;

  test(`${name}: the same seed gives the same bytes, on every machine`, () => {
    assert.equal(fingerprint(load(spec(name)).train.sequences), golden[name]);
  });

  test(`${name}: classes take turns, and lengths are as asked for`, () => {
    const { train, test: testPart, classes } = load(spec(name, { length: [40, 50] }));
    assert.deepEqual(
      [...train.labels],
      Array.from({ length: 14 }, (_, i) => i % classes.length),
    );
    assert.equal(testPart.labels.length, 9);
    assert.ok(train.sequences.lengths.every((length) => length >= 40 && length <= 50));
    assert.ok(new Set(train.sequences.lengths).size > 1);
    assert.ok(
      load(spec(name, { length: 33 })).train.sequences.lengths.every((length) => length === 33),
    );
  });

  test(`${name}: the shortest allowed length works`, () => {
    const shortest = [3, 8, 16].find(
      (length) => datasetSpec.safeParse({ ...spec(name), length }).success,
    )!;
    const { values } = load(spec(name, { length: shortest })).train.sequences;
    assert.ok(values.every(Number.isFinite));
    assert.equal(datasetSpec.safeParse({ ...spec(name), length: shortest - 1 }).success, false);
  });

  test(`${name}: training and test set, seeds and series are drawn independently`, () => {
    const one = load(spec(name));
    const fingerprints = [
      one.train.sequences,
      one.test.sequences,
      load(spec(name, { seed: 4 })).train.sequences,
    ];
    assert.equal(new Set(fingerprints.map(fingerprint)).size, 3);
    const larger = load(spec(name, { trainSize: 20 })).train.sequences.values;
    assert.deepEqual(
      larger.subarray(0, one.train.sequences.values.length),
      one.train.sequences.values,
    );
  });

  test(`${name}: checksums tell the parameters apart, and not the name`, () => {
    const sums = [spec(name), spec(name, { seed: 4 }), spec(name, { length: 40 })].map(
      (s) => load(s).checksums.train,
    );
    assert.equal(new Set(sums).size, 3);
    assert.equal(load(spec(name, { name: "B" })).checksums.train, sums[0]);
    assert.notEqual(load(spec(name)).checksums.test, sums[0]);
  });
}
