import assert from "node:assert/strict";
import { test } from "node:test";
import type { HarnessRecord } from "../store/record.ts";
import { regressionResults, sweepOver } from "./regression.ts";

interface Place {
  readonly span: number;
  readonly sigma?: number;
  readonly train?: number;
}

const nameOf = ({ span, sigma, train }: Place) => `span-${span}-${sigma ?? ""}-${train ?? ""}`;

function record(place: Place, method: string, snr: readonly number[]): HarnessRecord {
  return {
    format: 2,
    key: "0".repeat(64),
    config: "synthetic",
    experiment: "synthetic",
    dataset: nameOf(place),
    method,
    task: {
      cut: { train: place.train ?? 20, test: 5, shortest: 10, span: place.span },
      signal: { kind: "sinusoid", sigma: place.sigma ?? 0.05 },
    },
    status: "done",
    result: { snr, chosen: null },
  } as HarnessRecord;
}

function planned(places: readonly Place[], methods: readonly string[]) {
  const state = { kind: "ready", definition: {}, local: undefined } as const;
  return places.flatMap((place) =>
    methods.map((method) => ({ dataset: nameOf(place), method, label: method, state })),
  );
}

test("leads are paired by repetition: their error can be smaller than those of the means", () => {
  const place = { span: 0 };
  const { conditions, reference } = regressionResults(
    [record(place, "rntk", [10, 20, 30]), record(place, "rbf", [9, 19, 29])],
    planned([place], ["rbf", "rntk"]),
  );
  assert.equal(reference?.id, "rntk");
  const rbf = conditions[0]!.outcomes.find(({ method }) => method === "rbf")!;
  assert.equal(rbf.snr.mean, 19);
  assert.ok(rbf.snr.standardError > 5);
  assert.deepEqual([rbf.behind!.mean, rbf.behind!.standardError], [1, 0]);
  assert.equal(conditions[0]!.outcomes.find(({ method }) => method === "rntk")!.behind, undefined);
});

test("a sweep holds the conditions that differ in one number alone, ascending", () => {
  const places = [
    { span: 20 },
    { span: 0 },
    { span: 10 },
    { span: 10, sigma: 0.2 },
    { span: 10, sigma: 0.1 },
    { span: 10, train: 40 },
  ];
  const { conditions } = regressionResults(
    places.map((place) => record(place, "rntk", [1, 2])),
    planned(places, ["rntk"]),
  );
  const values = (key: "span" | "sigma" | "train") =>
    sweepOver(conditions, key)?.conditions.map((condition) => condition[key]);
  assert.deepEqual(values("span"), [0, 10, 20]);
  assert.deepEqual(values("sigma"), [0.05, 0.1, 0.2]);
  assert.deepEqual(values("train"), [20, 40]);
});

test("a single condition is no sweep, and a condition without records is left out", () => {
  const place = { span: 0 };
  const { conditions } = regressionResults(
    [record(place, "rntk", [1])],
    planned([place, { span: 10 }], ["rntk"]),
  );
  assert.equal(conditions.length, 1);
  assert.equal(sweepOver(conditions, "span"), undefined);
});
