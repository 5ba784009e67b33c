import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConventionOutcome } from "../experiments/conventions/result.ts";
import type { HarnessRecord } from "../store/record.ts";
import { atLeast, conventionMatrix, disagrees, totalOf } from "./conventions.ts";

interface Made {
  readonly dataset: string;
  readonly method: string;
  readonly testSize: number;
  readonly scale?: string;
  readonly conventions: readonly (readonly [
    own: Readonly<Record<string, unknown>> & { readonly name: string },
    reached: readonly (readonly [correct: number, candidates: number])[],
    chosen: readonly (readonly [least: number, first: number, most: number])[],
  ])[];
}

const base = { name: "paper", output: "rntk", C: [0.01, 100] };
const nngp = { name: "nngp", output: "nngp", C: [0.01, 100] };

function record({ dataset, method, testSize, scale = "unit-norm", conventions }: Made) {
  return {
    format: 2,
    key: "0".repeat(64),
    config: "conventions",
    experiment: "conventions",
    dataset,
    method,
    task: {
      prepare: { scale },
      recursion: { layers: 1 },
      grid: [{ key: "sigmaU", values: [1] }],
      conventions: conventions.map(([own]) => own),
    },
    status: "done",
    result: {
      trainSize: 30,
      testSize,
      settings: 10,
      conventions: conventions.map(
        ([{ name }, reached, chosen]): ConventionOutcome => ({
          name,
          reached: reached.map(([correct, candidates]) => ({ correct, candidates })),
          selections: chosen.map(([least, first, most]) => ({
            ...{ best: 9, denominator: 10, ties: 2, least, first, most },
          })),
        }),
      ),
    },
  } as unknown as HarnessRecord;
}

function matrixOf(...made: Made[]) {
  const state = { kind: "ready", definition: {}, local: undefined } as const;
  return conventionMatrix(
    made.map(record),
    made.map(({ dataset, method }) => ({ dataset, method, label: method, state })),
  );
}

// the paper has 27 of 30 on Beef, 93 of 100 on ECG200
const beef: Made = {
  dataset: "Beef",
  method: "unit-norm",
  testSize: 30,
  conventions: [
    [
      base,
      [
        [20, 6],
        [24, 4],
      ],
      [
        [20, 20, 22],
        [21, 22, 23],
      ],
    ],
    [
      nngp,
      [
        [19, 5],
        [27, 1],
        [28, 4],
      ],
      [[28, 28, 28]],
    ],
  ],
};
const ecg: Made = {
  dataset: "ECG200",
  method: "unit-norm",
  testSize: 100,
  conventions: [
    [
      base,
      [
        [88, 5],
        [93, 1],
        [94, 4],
      ],
      [[92, 94, 94]],
    ],
    [
      nngp,
      [
        [90, 9],
        [95, 1],
      ],
      [[90, 90, 91]],
    ],
  ],
};

test("a count is chosen, reached, between two candidates or beyond all of them", () => {
  const { sets, rows } = matrixOf(beef, ecg);
  assert.deepEqual(
    sets.map(({ name, published }) => [name, published]),
    [
      ["Beef", 27],
      ["ECG200", 93],
    ],
  );
  assert.deepEqual(
    rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell!.mark)]),
    [
      ["paper", "beyond", "selected"],
      ["nngp", "reached", "between"],
    ],
  );
  const [first] = rows[0]!.cells;
  assert.deepEqual(
    [first!.candidates, first!.exact, first!.worst, first!.best, first!.least, first!.most],
    [10, 0, 20, 24, 20, 23],
  );
  assert.equal(first!.exactByChance, 10 / 5);
  assert.equal(first!.accuracy, 21 / 30);
  assert.equal(rows[1]!.cells[0]!.exact, 1);
});

test("sets go from the largest gap under the first convention to agreement", () => {
  const { sets } = matrixOf(ecg, beef);
  assert.deepEqual(
    sets.map(({ name, gap, best }) => [name, gap, best]),
    [
      ["Beef", 4, 28],
      ["ECG200", 0, 95],
    ],
  );
  assert.deepEqual(sets.map(disagrees), [true, false]);
});

test("chance is the part of the counts in question that a convention chooses or reaches", () => {
  const matrix = matrixOf(beef, ecg);
  // Beef: counts 20 … 28 are in question, ECG200: 90 … 94
  assert.deepEqual(
    matrix.sets.map(({ from, to }) => [from, to]),
    [
      [20, 28],
      [90, 94],
    ],
  );
  const total = totalOf(matrix, matrix.rows[0]!, () => true);
  assert.equal(total.sets, 2);
  assert.equal(total.selected, 1);
  assert.equal(total.reached, 1);
  assert.ok(Math.abs(total.selectedByChance - (4 / 9 + 3 / 5)) < 1e-12);
  // Beef: 20 … 23 and 24; ECG200: 92, 93, 94
  assert.ok(Math.abs(total.reachedByChance - (5 / 9 + 3 / 5)) < 1e-12);
  assert.equal(totalOf(matrix, matrix.rows[1]!, disagrees).reached, 1);
});

test("a single poor convention does not widen the counts in question", () => {
  const poor = Array.from({ length: 20 }, (_, c): (typeof beef.conventions)[number] => [
    { ...nngp, name: `own-${c}` },
    [[c === 0 ? 3 : 25, 1]],
    [c === 0 ? [3, 3, 3] : [25, 25, 25]],
  ]);
  const { sets, rows } = matrixOf({ ...beef, conventions: [...beef.conventions, ...poor] });
  assert.deepEqual([sets[0]!.from, sets[0]!.to], [20, 27]);
  // 3 is not in question: it is not what chance would choose
  assert.equal(rows.find(({ name }) => name === "own-0")!.cells[0]!.selectedShare, 0);
});

test("the paper's protocol is what has every key at its default, wherever it stands", () => {
  const turned: Made = { ...beef, conventions: [...beef.conventions].reverse() };
  assert.deepEqual(
    matrixOf(turned).rows.map(({ name, differences }) => [name, differences]),
    [
      ["paper", []],
      ["nngp", [["output", "nngp"]]],
    ],
  );
  const without: Made = { ...beef, conventions: beef.conventions.slice(1) };
  const { sets, rows } = matrixOf(without);
  assert.deepEqual(rows[0]!.differences, [["output", "nngp"]]);
  assert.equal(sets[0]!.gap, 0);
});

test("the probability of at least so many events adds up the ways in which they come about", () => {
  assert.equal(atLeast([], 0), 1);
  assert.equal(atLeast([0.5, 0.5], 2), 0.25);
  assert.equal(atLeast([0.5, 0.5], 1), 0.75);
  // 0.2 · 0.5 · 0.9 + 0.2 · 0.5 · 0.1 + 0.2 · 0.5 · 0.9 + 0.8 · 0.5 · 0.9
  assert.ok(Math.abs(atLeast([0.2, 0.5, 0.9], 2) - 0.55) < 1e-12);
  assert.equal(atLeast([1, 0], 2), 0);
});

test("a set on which the first convention agrees with another grid is one on which it agrees", () => {
  const whole: Made = {
    ...beef,
    method: "whole",
    conventions: [[{ ...base, name: "whole" }, [[27, 10]], [[27, 27, 27]]]],
  };
  const { sets, rows } = matrixOf(beef, whole);
  assert.deepEqual(sets.map(disagrees), [false]);
  assert.deepEqual(
    rows.map(({ name, cells }) => [name, cells[0]!.mark]),
    [
      ["paper", "beyond"],
      ["nngp", "reached"],
      ["whole", "selected"],
    ],
  );
});

test("a row says what it does otherwise than the first, over tasks", () => {
  const scaled: Made = {
    ...beef,
    method: "z-norm",
    scale: "z-norm",
    conventions: [[{ ...nngp, name: "z-nngp", C: [1, 1000] }, [[10, 10]], [[10, 10, 10]]]],
  };
  const { rows } = matrixOf(beef, scaled);
  assert.deepEqual(
    rows.map(({ differences }) => differences),
    [
      [],
      [["output", "nngp"]],
      [
        ["scale", "z-norm"],
        ["output", "nngp"],
        ["C", "1 … 1000"],
      ],
    ],
  );
});

test("a convention without a candidate has no cell", () => {
  const none: Made = { ...beef, conventions: [beef.conventions[0]!, [nngp, [], []]] };
  const { rows } = matrixOf(none, ecg);
  assert.deepEqual(
    rows.map(({ cells }) => cells.map((cell) => cell?.mark)),
    [
      ["beyond", "selected"],
      [undefined, "between"],
    ],
  );
});

test("a convention that was not computed on a set has no cell there, and sets without the paper's number are left out", () => {
  const few: Made = { ...ecg, conventions: ecg.conventions.slice(0, 1) };
  const own: Made = { ...ecg, dataset: "my-own-set" };
  // a set of the reader's own that bears the name of one of the paper's
  const namesake: Made = { ...ecg, dataset: "UMD", testSize: 40 };
  const { sets, rows, leftOut } = matrixOf(beef, few, own, namesake);
  assert.deepEqual(leftOut, ["my-own-set", "UMD"]);
  assert.deepEqual(
    sets.map(({ name }) => name),
    ["Beef", "ECG200"],
  );
  assert.equal(rows[1]!.cells[1], undefined);
  assert.equal(totalOf({ sets }, rows[1]!, () => true).sets, 1);
  assert.deepEqual(matrixOf(), { sets: [], rows: [], leftOut: [] });
});
