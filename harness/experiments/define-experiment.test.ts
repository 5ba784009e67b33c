import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { defineExperiment } from "./define-experiment.ts";
import { definitionOf } from "./definition.ts";
import type { Experiment, ReadyTask, RunContext } from "./experiment.ts";

const face = {
  name: "doubling",
  label: "Doubling",
  schema: z.strictObject({ sizes: z.array(z.int()) }),
  result: z.strictObject({ doubled: z.number() }),
  units: { double: ({ size }: { readonly size: number }) => 2 * size },
  workerBytes: () => 1,
  stages: () => [],
} as const;

/** One task a size, each of one unit. */
const doubling = defineExperiment({
  ...face,
  expand: ({ sizes }) =>
    sizes.map((size) => ({
      dataset: `size-${size}`,
      method: "double",
      label: "Double",
      state: {
        kind: "ready",
        definition: definitionOf("doubling", { size }),
        local: { size },
      },
    })),
  async run({ size }, context) {
    const [doubled] = await context.map("double", [{ payload: { size }, seconds: 1 }]);
    return { status: "done", result: { doubled: doubled! } };
  },
  nominalSeconds: ({ size }) => size,
});

const expandContext = { base: ".", archive: undefined, sizes: "full", series: undefined } as const;

/** Runs units here. */
function contextOf({ units }: Experiment): RunContext {
  return { map: async (unit, calls) => calls.map(({ payload }) => units[unit]!(payload)) };
}

test("the rest of the program runs an experiment without knowing its types", async () => {
  const experiment: Experiment = doubling;
  const tasks = experiment.expand({ sizes: [2, 5] }, expandContext);
  const ready = tasks.map(({ state }) => state as ReadyTask);
  assert.deepEqual(
    ready.map((task) => experiment.nominalSeconds(task)),
    [2, 5],
  );
  assert.deepEqual(await experiment.run(ready[1]!, contextOf(experiment)), {
    status: "done",
    result: { doubled: 10 },
  });
});

test("a definition has the experiment, the version of the arithmetic and the task's own values", () => {
  const { definition } = doubling.expand({ sizes: [2] }, expandContext)[0]!.state as ReadyTask;
  assert.deepEqual(Object.keys(definition).sort(), ["experiment", "numerics", "size"]);
  assert.equal(definition.experiment, "doubling");
});

test("the compiler refuses units, payloads, replies and results that do not fit each other", () => {
  const unmade = defineExperiment({
    ...face,
    expand: () => [],
    // @ts-expect-error: the schema of the result says that it is a number
    async run(_, context) {
      // @ts-expect-error: there is no such unit
      await context.map("triple", []);
      // @ts-expect-error: its size is a number
      await context.map("double", [{ payload: { size: "2" }, seconds: 1 }]);
      const [doubled] = await context.map("double", [{ payload: { size: 2 }, seconds: 1 }]);
      // @ts-expect-error: it replies with a number
      const text: string = doubled!;
      return { status: "done", result: { doubled: text } };
    },
    nominalSeconds: () => 0,
  });
  assert.equal(unmade.name, "doubling");
  // @ts-expect-error: JSON does not hold a typed array
  const definition = definitionOf("doubling", { values: new Float64Array(1) });
  assert.equal(definition.experiment, "doubling");
});
