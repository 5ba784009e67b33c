import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sequencesFrom } from "../math/sequences.ts";
import type { Dataset } from "./dataset.ts";
import { padTo } from "./prepare/length.ts";
import { type PreparedData, type PreparePolicies, prepare, preparePolicies } from "./prepare.ts";

function dataset(train: number[][][], testSeries: number[][][] = train): Dataset {
  const part = (series: number[][][]) => ({
    sequences: sequencesFrom(series),
    labels: new Int32Array(series.length),
  });
  return {
    name: "A",
    origin: "own files",
    classes: ["1"],
    train: part(train),
    test: part(testSeries),
    checksums: { train: "", test: "" },
    notes: ["a note"],
  };
}

/** Series of one channel. */
function univariate(...series: number[][]): number[][][] {
  return series.map((steps) => steps.map((value) => [value]));
}

function ready(
  data: Dataset,
  policies: Partial<PreparePolicies>,
  unequalLengths = false,
): Extract<PreparedData, { status: "ready" }> {
  const prepared = prepare(data, preparePolicies.parse(policies), { unequalLengths });
  assert.equal(prepared.status, "ready");
  return prepared as Extract<PreparedData, { status: "ready" }>;
}

function trainValues(data: Dataset, policies: Partial<PreparePolicies>): number[] {
  return [...ready(data, policies).train.sequences.values];
}

test("by default each series is divided by its Euclidean norm and nothing else happens", () => {
  const data = dataset(univariate([3, 4], [0, -2]));
  const { train, notes } = ready(data, {});
  assert.deepEqual([...train.sequences.values], [0.6, 0.8, 0, -1]);
  assert.deepEqual(notes, ["a note"]);
});

test("the unit norm of a series of several channels is taken over all of them", () => {
  assert.deepEqual(
    trainValues(
      dataset([
        [
          [1, 1],
          [1, 1],
        ],
      ]),
      {},
    ),
    [0.5, 0.5, 0.5, 0.5],
  );
});

test("a series of zeros stays one under unit norm, and is noted", () => {
  const { train, notes } = ready(dataset(univariate([0, 0], [1, 0])), {});
  assert.deepEqual([...train.sequences.values], [0, 0, 1, 0]);
  assert.deepEqual(notes.slice(1), [
    "1 training series is all zeros and stayed so",
    "1 test series is all zeros and stayed so",
  ]);
});

test("values whose squares overflow or vanish have a unit norm all the same", () => {
  const values = trainValues(dataset(univariate([3e200, 4e200], [3e-200, 4e-200])), {});
  for (const [i, expected] of [0.6, 0.8, 0.6, 0.8].entries()) {
    assert.ok(Math.abs(values[i]! - expected) < 1e-15);
  }
});

test("z-norm gives each channel mean 0 and standard deviation 1, and zeros where it is constant", () => {
  const { train, notes } = ready(
    dataset([
      [
        [1, 7],
        [3, 7],
      ],
    ]),
    { scale: "z-norm" },
  );
  assert.deepEqual([...train.sequences.values], [-1, 0, 1, 0]);
  assert.equal(notes[1], "1 training series is constant and became zeros");
});

test("a constant that is no binary fraction is recognised as one", () => {
  assert.deepEqual(
    trainValues(dataset(univariate([0.1, 0.1, 0.1])), { scale: "z-norm" }),
    [0, 0, 0],
  );
});

test("train-max divides training and test series by the largest training value", () => {
  const data = dataset(univariate([1, -4], [2, 2]), univariate([8, 4]));
  const { train, test: testPart } = ready(data, { scale: "train-max" });
  assert.deepEqual([...train.sequences.values], [0.25, -1, 0.5, 0.5]);
  assert.deepEqual([...testPart.sequences.values], [2, 1]);
});

test("unit-rms divides each series by its root mean square, over all of its channels", () => {
  // Squares 9 + 16 and 4 + 4 + 0 + 0: root mean squares sqrt(25 / 2), sqrt(8 / 4).
  const [a, b] = trainValues(dataset(univariate([3, 4])), { scale: "unit-rms" });
  assert.ok(
    Math.abs(a! - 3 / Math.sqrt(12.5)) < 1e-15 && Math.abs(b! - 4 / Math.sqrt(12.5)) < 1e-15,
  );
  const twoChannels = dataset([
    [
      [2, 0],
      [-2, 0],
    ],
  ]);
  const root = Math.SQRT2;
  assert.deepEqual(trainValues(twoChannels, { scale: "unit-rms" }), [2 / root, 0, -2 / root, 0]);
});

test("unit-rms takes series of different lengths, each by its own, and leaves zeros", () => {
  const { train, notes } = ready(
    dataset(univariate([7], [-2, 2, 2, 2], [0, 0])),
    { scale: "unit-rms" },
    true,
  );
  assert.deepEqual([...train.sequences.values], [1, -1, 1, 1, 1, 0, 0]);
  assert.equal(notes[1], "1 training series is all zeros and stayed so");
});

test("z-norm-unit-norm gives mean 0 and norm 1, and zeros where a series is constant", () => {
  const { train, notes } = ready(
    dataset(univariate([1, 5], [2, 4, 2, 4], [3, 3])),
    { scale: "z-norm-unit-norm" },
    true,
  );
  const half = Math.SQRT1_2;
  const expected = [-half, half, -0.5, 0.5, -0.5, 0.5, 0, 0];
  for (const [at, value] of train.sequences.values.entries())
    assert.ok(Math.abs(value - expected[at]!) < 1e-15);
  assert.equal(notes[1], "1 training series is constant and became zeros");
});

test("z-norm-unit-norm centres each channel by itself and takes one norm over all", () => {
  const data = dataset([
    [
      [0, 5],
      [2, 5.5],
    ],
  ]);
  assert.deepEqual(trainValues(data, { scale: "z-norm-unit-norm" }), [-0.5, -0.5, 0.5, 0.5]);
});

test("min-max maps each series to [0, 1] over all of its channels, and a constant one to zeros", () => {
  const data = dataset(
    [
      [
        [1, 3],
        [2, 5],
      ],
      [[-4, -4]],
    ],
    [
      [
        [0, 8],
        [-8, 0],
      ],
    ],
  );
  const { train, test: testPart, notes } = ready(data, { scale: "min-max" }, true);
  assert.deepEqual([...train.sequences.values], [0, 0.5, 0.25, 1, 0, 0]);
  assert.deepEqual([...testPart.sequences.values], [0.5, 1, 0, 0.5]);
  assert.equal(notes[1], "1 training series is constant and became zeros");
});

test("standardize-steps gives each step and channel the training set's mean 0 and deviation 1", () => {
  const data = dataset(
    [
      [
        [1, 10],
        [0.1, -3],
      ],
      [
        [5, 30],
        [0.1, 1],
      ],
    ],
    [
      [
        [7, 20],
        [0.6, -1],
      ],
    ],
  );
  const { train, test: testPart, notes } = ready(data, { scale: "standardize-steps" });
  // Means 3, 20, 0.1, -1; deviations 2, 10, 0 (which counts as 1), 2.
  assert.deepEqual([...train.sequences.values], [-1, -1, 0, -1, 1, 1, 0, 1]);
  assert.deepEqual([...testPart.sequences.values], [2, 0, 0.5, 0]);
  assert.equal(
    notes[1],
    "1 of the 4 values of a series is the same in all training series and was only centred",
  );
});

test("standardize-steps needs one length: what differs does not apply, for any kernel, and says why", () => {
  for (const data of [
    dataset(univariate([3, 4], [5])),
    dataset(univariate([3, 4]), univariate([5])), // train and test differ
  ]) {
    for (const [length, unequalLengths] of [
      ["as-is", true],
      ["resample", true],
      ["pad", false],
    ] as const) {
      const policies = preparePolicies.parse({ scale: "standardize-steps", length });
      const prepared = prepare(data, policies, { unequalLengths });
      assert.equal(prepared.status, "not-applicable");
      assert.match((prepared as { reason: string }).reason, /standardize-steps needs one length/);
    }
  }
});

test("standardize-steps scales what was resampled to one length", () => {
  const data = dataset(univariate([0, 2, 4], [2, 8]));
  const values = trainValues(data, { length: "resample", scale: "standardize-steps" });
  assert.deepEqual(values, [-1, -1, -1, 1, 1, 1]); // of 0, 2, 4 and 2, 5, 8
});

test("missing values are refused unless the policy says interpolate", () => {
  const data = dataset(univariate([1, 2, 3], [Number.NaN, 1, Number.NaN]));
  assert.throws(() => ready(data, {}), /A: 2 values are missing, the first in training series 2/);
});

test("interpolation is linear inside and constant at the ends, channel by channel", () => {
  const nan = Number.NaN;
  const data = dataset([
    [
      [nan, 1],
      [2, nan],
      [nan, nan],
      [nan, 7],
      [8, nan],
    ],
  ]);
  const { train, notes } = ready(data, { missing: "interpolate", scale: "none" });
  assert.deepEqual([...train.sequences.values], [2, 1, 2, 3, 4, 5, 6, 7, 8, 7]);
  assert.equal(notes[1], "6 missing values of training series were interpolated");
  assert.ok(Number.isNaN(data.train.sequences.values[0]), "the data set itself is left as it was");
});

test("a channel without any value cannot be interpolated", () => {
  const data = dataset(univariate([1, 2], [Number.NaN, Number.NaN]));
  assert.throws(
    () => ready(data, { missing: "interpolate" }),
    /A: training series 2 has no value to interpolate from/,
  );
});

test("a series without any step is refused", () => {
  assert.throws(
    () => ready(dataset(univariate([1], [])), {}, true),
    /A: training series 2 has no values/,
  );
});

test("a kernel that takes any length gets the series as they are, whatever the length policy", () => {
  for (const length of ["as-is", "pad", "resample"] as const) {
    const { train } = ready(dataset(univariate([3, 4], [5])), { length }, true);
    assert.deepEqual([...train.sequences.lengths], [2, 1]);
  }
});

test("as-is does not apply to a kernel that needs one length, and says why", () => {
  for (const data of [
    dataset(univariate([3, 4], [5])),
    dataset(univariate([3, 4]), univariate([5])), // train and test differ
  ]) {
    const prepared = prepare(data, preparePolicies.parse({}), { unequalLengths: false });
    assert.equal(prepared.status, "not-applicable");
    assert.match((prepared as { reason: string }).reason, /differ in length/);
  }
});

test("padding adds zeros at the side that was asked for, to all channels of a step", () => {
  const x = sequencesFrom([
    [[1, 2]],
    [
      [3, 4],
      [5, 6],
    ],
  ]);
  assert.deepEqual([...padTo(x, 3).values], [1, 2, 0, 0, 0, 0, 3, 4, 5, 6, 0, 0]);
  assert.deepEqual([...padTo(x, 3, "start").values], [0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 5, 6]);
  assert.deepEqual([...padTo(x, 3, "start").lengths], [3, 3]);
});

test("pad appends zeros after scaling, up to the longest series of both sets", () => {
  const data = dataset(
    [
      [
        [1, 1],
        [4, 4],
      ],
      [[5, 0]],
    ],
    [
      [
        [0, 0],
        [0, 0],
        [2, 0],
      ],
    ],
  );
  const { train, test: testPart } = ready(data, { length: "pad", scale: "z-norm" });
  assert.deepEqual([...train.sequences.lengths], [3, 3]);
  assert.deepEqual([...train.sequences.values.subarray(0, 6)], [-1, -1, 1, 1, 0, 0]);
  assert.equal(testPart.sequences.values.length, 6);
});

test("resample keeps the ends and is linear between steps", () => {
  const data = dataset(univariate([0, 1, 2, 3, 4], [10, 20], [7]));
  const values = trainValues(data, { length: "resample", scale: "none" });
  assert.deepEqual(values, [0, 1, 2, 3, 4, 10, 12.5, 15, 17.5, 20, 7, 7, 7, 7, 7]);
});

test("whatever the policies, one length comes out where one is needed, and the norm is 1 where it was asked for", () => {
  const steps = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
    minLength: 1,
    maxLength: 9,
  });
  const policies = fc.record({
    length: fc.constantFrom("pad" as const, "resample" as const),
    scale: fc.constantFrom(...preparePolicies.shape.scale.unwrap().options),
  });
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 5 }), policies, (series, chosen) => {
      const unpadded = chosen.scale === "standardize-steps" && chosen.length === "pad";
      fc.pre(!unpadded || new Set(series.map((one) => one.length)).size === 1);
      const { sequences } = ready(dataset(univariate(...series)), chosen).train;
      assert.equal(new Set(sequences.lengths).size, 1);
      assert.equal(sequences.lengths[0], Math.max(...series.map((one) => one.length)));
      for (const [i, from] of sequences.offsets.entries()) {
        const values = sequences.values.subarray(from, from + sequences.lengths[i]!);
        assert.ok(values.every(Number.isFinite));
        const norm = Math.hypot(...values);
        if (chosen.scale.endsWith("unit-norm") && norm > 0) assert.ok(Math.abs(norm - 1) < 1e-12);
      }
    }),
  );
});

test("an unknown policy is refused by the schema", () => {
  for (const scale of ["unitnorm", "minmax", "standardize", "rms", true])
    assert.equal(preparePolicies.safeParse({ scale }).success, false);
  assert.equal(preparePolicies.safeParse({ scales: "none" }).success, false);
});
