import assert from "node:assert/strict";
import { test } from "node:test";
import type { HarnessRecord } from "../store/record.ts";
import { convergenceResults } from "./convergence.ts";

function record(
  dataset: string,
  method: string,
  result: unknown,
  task: object = {},
): HarnessRecord {
  return {
    format: 2,
    key: "0".repeat(64),
    config: "convergence",
    experiment: "convergence",
    dataset,
    method,
    task: { ...task },
    status: "done",
    result,
  } as HarnessRecord;
}

function planned(dataset: string, method: string, label: string) {
  const state = { kind: "ready", definition: {}, local: undefined } as const;
  return { dataset, method, label, state };
}

const gram = {
  part: "gram",
  widths: [100, 400],
  distances: [[0.3, 0.1], [0.1]],
  slope: -0.5,
  intercept: Math.log(2),
};

const angle = {
  part: "angle",
  angles: [0, 1],
  limit: [1, 2],
  networks: [
    [0.9, 3],
    [1.1, 3.2],
  ],
  marks: [{ angle: 0, limit: 1 }],
};

test("means, fitted distances and the coverage of the limit follow from the records", () => {
  const results = convergenceResults(
    [record("angle", "relu-1", angle, { width: 50 }), record("width", "erf-1", gram)],
    [planned("angle", "relu-1", "ReLU"), planned("width", "erf-1", "erf, 1 layer")],
  );
  const [approach] = results.approaches;
  assert.deepEqual(
    approach!.means.map(({ mean }) => mean),
    [0.2, 0.1],
  );
  assert.ok(Math.abs(approach!.means[0]!.standardError - 0.1) < 1e-15);
  assert.equal(approach!.means[1]!.standardError, 0);
  assert.ok(Math.abs(approach!.fitted[0]! - 0.2) < 1e-15);
  assert.equal(results.angle?.width, 50);
  // at angle 0 the mean is the limit; at angle 1 it is 3.1 ± 0.1, far from 2
  assert.equal(results.angle?.covered, 0.5);
});

test("what has no record is left out", () => {
  const { angle: none, approaches } = convergenceResults([], [planned("width", "erf-1", "erf")]);
  assert.equal(none, undefined);
  assert.deepEqual(approaches, []);
});

test("a result of another form is refused with its place", () => {
  const broken = { ...gram, widths: ["wide"] };
  assert.throws(
    () =>
      convergenceResults([record("width", "erf-1", broken)], [planned("width", "erf-1", "erf")]),
    /erf-1 on width is no convergence result: widths\.0/,
  );
});
