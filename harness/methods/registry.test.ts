import assert from "node:assert/strict";
import { test } from "node:test";
import type { z } from "zod";
import { HarnessError } from "../errors.ts";
import { makeFolds } from "../learners/folds.ts";
import { randomSource } from "../math/random.ts";
import { sequencesFrom } from "../math/sequences.ts";
import { gridSize } from "./grid.ts";
import type { FoldDraw, LabelledSet, Method, MethodDefinition, SearchRange } from "./method.ts";
import { methodNamed, methods } from "./registry.ts";

/** Series of three classes that rise, fall and stay, with noise. */
function seriesOf(count: number, seed: string): LabelledSet {
  const random = randomSource(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 3);
  const series = Array.from(labels, (label) =>
    Array.from({ length: 8 }, (_, t) => [(label - 1) * t * 0.4 + random.normal()]),
  );
  return { sequences: sequencesFrom(series), labels };
}

const train = seriesOf(20, "train");
const test_ = seriesOf(7, "test");

/** Entries of a config, checked, by the list that they stand in. */
const entries = {
  kernels: { kernel: "rbf", grid: { alpha: [0.01, 0.1, 1] } },
  methods: {},
} as const;

/** Values of keys whose defaults take long, for methods that have such keys. */
const small: Readonly<Record<string, unknown>> = {
  ...{ layers: [1, 2], units: 5, learningRate: [0.01, 0.001] },
  epochs: 6,
};

/** What a schema makes of the small values of its keys, of some others, and of its defaults. */
function parsed(schema: z.ZodObject, others: Readonly<Record<string, unknown>> = {}): unknown {
  const own = Object.entries(small).filter(([key]) => key in schema.shape);
  return schema.parse({ ...Object.fromEntries(own), ...others });
}

/** Small definitions of a method: with its settings' defaults, and with each choice that they offer. */
function definitionsOf(method: Method): MethodDefinition[] {
  const entry =
    method.entry.list === "methods" ? parsed(method.entry.keys) : entries[method.entry.list];
  const { settings } = method;
  if (settings === undefined) return [method.define(entry, {})];
  const groups: unknown[] = [parsed(settings.schema)];
  for (const [key, schema] of Object.entries(settings.schema.shape)) {
    for (const choice of choicesOf(schema)) groups.push(parsed(settings.schema, { [key]: choice }));
  }
  return groups.map((group) => method.define(entry, group));
}

/** The values of a key that takes one of several words. */
function choicesOf(schema: unknown): readonly string[] {
  const { unwrap } = schema as { unwrap?: () => unknown };
  const inner = unwrap === undefined ? schema : unwrap.call(schema);
  return (inner as { readonly options?: readonly string[] }).options ?? [];
}

const folds = 4;
const seeds = ["a", "b"];
const assignments = seeds.map(
  (seed) =>
    makeFolds({ ...{ labels: train.labels, folds, seed }, stratification: "none" }).assignment,
);

function rangeOf(parts: Partial<SearchRange>): SearchRange {
  return { from: 0, to: 0, assignments, seeds, folds, pruning: "none", ...parts };
}

const draw: FoldDraw = { seed: "a", assignment: assignments[0]!, folds };

test("methods have different names, and different ids for what they make of one entry", () => {
  const names = methods.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  const ids = methods.map((method) => method.identity(definitionsOf(method)[0]!).id);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[a-z0-9][a-z0-9.-]*$/);
});

test("a method that is not there is refused with the nearest name", () => {
  assert.throws(
    () => methodNamed("svn"),
    (error) => error instanceof HarnessError && /did you mean "svm"/.test(error.message),
  );
});

for (const method of methods) {
  for (const definition of definitionsOf(method)) {
    const name = `${method.name} ${JSON.stringify(definition)}`;
    const count = gridSize(definition.grid);
    const { least, together } = method.cost.groups(definition);
    const parts = method.leaveOneOut?.(definition) ? 1 : folds;
    const whole = method.search(definition, train, rangeOf({ to: count }));

    test(`${name}: a definition is plain and says all that decides`, () => {
      const copy = JSON.parse(JSON.stringify(definition)) as MethodDefinition;
      assert.deepEqual(copy, definition);
      assert.deepEqual(method.search(copy, train, rangeOf({ to: count })), whole);
      assert.equal(count % least, 0);
      assert.equal(count % together, 0);
      assert.equal(together % least, 0);
    });

    test(`${name}: the counts are of validation cases, whatever the cut and the other seeds`, () => {
      assert.equal(whole.length, count * assignments.length * parts);
      const sizes = assignments.map((assignment) =>
        parts === 1
          ? [train.labels.length]
          : Array.from({ length: folds }, (_, f) => assignment.filter((own) => own === f).length),
      );
      for (const [i, right] of whole.entries()) {
        const seed = Math.floor(i / parts) % assignments.length;
        assert.ok(right >= 0 && right <= sizes[seed]![i % parts]!);
      }
      assert.ok(Math.max(...whole) > 0);
      const pieces = Array.from({ length: count / least }, (_, k) => [
        ...method.search(definition, train, rangeOf({ from: k * least, to: (k + 1) * least })),
      ]);
      assert.deepEqual(pieces.flat(), [...whole]);
      const second = method.search(
        definition,
        train,
        rangeOf({ to: count, assignments: assignments.slice(1), seeds: seeds.slice(1) }),
      );
      const expected = [...whole].filter(
        (_, i) => Math.floor(i / parts) % assignments.length === 1,
      );
      assert.deepEqual([...second], expected);
    });

    test(`${name}: candidates are tested in the order asked for, each by itself`, () => {
      const candidates = [count - 1, 0, Math.floor(count / 2)];
      const tested = method.test(definition, train, test_, candidates, draw);
      assert.equal(tested.length, candidates.length);
      for (const [i, candidate] of candidates.entries()) {
        assert.deepEqual(method.test(definition, train, test_, [candidate], draw), [tested[i]]);
        assert.equal(tested[i]!.predictions.length, test_.labels.length);
        assert.ok(tested[i]!.predictions.every((label) => label >= 0 && label < 3));
      }
    });

    test(`${name}: predictions are of the text of a fold seed, and of it alone, where the method draws`, () => {
      const all = Array.from({ length: count }, (_, candidate) => candidate);
      const of = (seed: string) => method.test(definition, train, test_, all, { ...draw, seed });
      assert.deepEqual(of("a"), of("a"));
      if (method.draws === true) assert.notDeepEqual(of("a"), of("b"));
      else assert.deepEqual(of("a"), of("b"));
    });

    test(`${name}: what is told of a fit has its schema, has words, and agrees with the predictions`, () => {
      const [tested] = method.test(definition, train, test_, [0], draw);
      const inspected = method.inspect?.(definition, train, test_, 0, draw);
      const facts = { ...tested!.fit, ...inspected?.fit };
      assert.deepEqual(method.fit.parse(JSON.parse(JSON.stringify(facts))), facts);
      for (const [title, text] of method.facts(facts)) assert.ok(title !== "" && text !== "");
      for (const [i, scores] of (inspected?.scores ?? []).entries()) {
        assert.equal(scores.indexOf(Math.max(...scores)), tested!.predictions[i]);
      }
    });

    test(`${name}: costs are numbers, and the plan's samples run`, () => {
      const size = { trainSize: 20, testSize: 7, longest: 8, dimension: 1, classes: 3 };
      const counts = { seeds: assignments.length, folds };
      const seconds = [
        method.cost.searchSeconds(definition, size, counts),
        method.cost.testSeconds(definition, size),
      ];
      assert.ok(seconds.every((value) => value > 0 && value < 10));
      assert.ok(
        method.cost.inspectSeconds(size) >= 0 && method.cost.workerBytes(definition, size) >= 0,
      );
      const stages = method.cost.stages(definition, {
        ...{ train, test: test_, size, counts, assignments, seeds },
        testUnits: () => 1,
      });
      assert.ok(stages.length > 0);
      for (const stage of stages) {
        const expected = stage.seconds();
        assert.ok(stage.count > 0 && expected >= 0 && Number.isFinite(expected), stage.name);
      }
    });
  }
}
