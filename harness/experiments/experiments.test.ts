import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { contentKey } from "../canonical-json.ts";
import { loadConfig, parseConfig } from "../config/load.ts";
import { temporaryFolder, writeInto } from "../testing/cli.ts";
import { unitContext } from "../testing/unit-context.ts";
import type { ExpandContext, ReadyTask, Task } from "./experiment.ts";
import { experimentNamed, experiments } from "./registry.ts";

const configs = join(dirname(fileURLToPath(import.meta.url)), "../../configs");
/** Those that need no data set: their configs have sizes that end within seconds. */
const names = experiments.filter(({ schema }) => "quick" in schema.shape).map(({ name }) => name);

/** 975 made-up prices that rise and swing. */
const prices = [
  "Date,Close",
  ...Array.from({ length: 975 }, (_, day) => `d${day},${500 + day / 4 + ((day * 37) % 11)}`),
].join("\n");

function expandContext(folder: string, sizes: ExpandContext["sizes"]): ExpandContext {
  const file = writeInto(folder, "prices.csv", prices);
  return { base: configs, archive: undefined, sizes, series: { file, column: "Close" } };
}

function ready({ state }: Task): ReadyTask {
  assert.equal(state.kind, "ready");
  return state as ReadyTask;
}

function expanded(name: string, folder: string, sizes: ExpandContext["sizes"]): Task[] {
  const { config } = loadConfig(join(configs, `${name}.yaml`));
  return experimentNamed(name).expand(config, expandContext(folder, sizes));
}

for (const name of names) {
  test(`${name}: tasks have different places and different definitions`, (t) => {
    const tasks = expanded(name, temporaryFolder(t), "full");
    const places = new Set(tasks.map(({ dataset, method }) => `${dataset}/${method}`));
    const keys = new Set(tasks.map((task) => contentKey(ready(task).definition)));
    assert.equal(places.size, tasks.length);
    assert.equal(keys.size, tasks.length);
    for (const { dataset, method } of tasks) assert.match(`${dataset} ${method}`, /^[a-z0-9. -]+$/);
  });

  test(`${name}: quick tasks are others than the full ones, and cheaper`, (t) => {
    const experiment = experimentNamed(name);
    const folder = temporaryFolder(t);
    const seconds = (tasks: readonly Task[]) =>
      tasks.reduce((sum, task) => sum + experiment.nominalSeconds(ready(task)), 0);
    const full = expanded(name, folder, "full");
    const quick = expanded(name, folder, "quick");
    assert.ok(seconds(quick) < seconds(full) / 20);
    assert.notDeepEqual(ready(quick[0]!).definition, ready(full[0]!).definition);
  });

  test(`${name}: a result has its schema's form and does not depend on the order of its units`, async (t) => {
    const experiment = experimentNamed(name);
    const tasks = expanded(name, temporaryFolder(t), "quick");
    for (const task of [tasks[0]!, tasks.at(-1)!]) {
      const run = (order: "forward" | "backward") =>
        experiment.run(ready(task), unitContext(experiment, order));
      const [forward, backward] = [await run("forward"), await run("backward")];
      assert.ok(forward.status === "done");
      assert.ok(experiment.result.safeParse(forward.result).success);
      assert.deepEqual(backward, forward);
    }
  });

  test(`${name}: the plan's samples run and give seconds`, (t) => {
    const experiment = experimentNamed(name);
    const [first] = expanded(name, temporaryFolder(t), "quick");
    for (const { count, seconds } of experiment.stages(ready(first!))) {
      const expected = seconds();
      assert.ok(count > 0 && expected > 0 && Number.isFinite(expected));
    }
    assert.ok(experiment.workerBytes(ready(first!)) > 0);
  });
}

test("two grids of one kernel need different names", () => {
  const rbf = "{ kernel: rbf, grid: { alpha: 1 } }";
  const text = `title: x\nexperiment: synthetic\nkernels: [${rbf}, ${rbf}]\n`;
  const config = parseConfig(text, "x.yaml");
  const context = { base: ".", archive: undefined, sizes: "full", series: undefined } as const;
  assert.throws(() => experimentNamed("synthetic").expand(config, context), /called "rbf"/);
});

test("windows that do not fit into the signal are refused", () => {
  const text =
    "title: x\nexperiment: synthetic\nperiod: 40\nspans: [0, 30]\nkernels: [{ kernel: rbf, grid: { alpha: 1 } }]\n";
  const config = parseConfig(text, "x.yaml");
  const context = { base: ".", archive: undefined, sizes: "full", series: undefined } as const;
  assert.throws(
    () => experimentNamed("synthetic").expand(config, context),
    /windows of up to 40 points .* do not fit into a signal of 40/,
  );
});

test("a series that is too short for its days is refused", (t) => {
  const { config } = loadConfig(join(configs, "stock.yaml"));
  const file = writeInto(temporaryFolder(t), "short.csv", "Date,Close\n1,2\n2,3\n");
  const context = {
    base: ".",
    archive: undefined,
    sizes: "full",
    series: { file, column: undefined },
  } as const;
  assert.throws(
    () => experimentNamed("stock").expand(config, context),
    /has 2 values, .* takes 975/,
  );
});

test("windows that do not fit into the test days are refused", (t) => {
  const kernels = "kernels: [{ kernel: rbf, grid: { alpha: 1 } }]";
  const text = `title: x\nexperiment: stock\nseries: { days: 720, trainDays: 700 }\n${kernels}\n`;
  const config = parseConfig(text, "x.yaml");
  assert.throws(
    () => experimentNamed("stock").expand(config, expandContext(temporaryFolder(t), "full")),
    /do not fit into 20 test days/,
  );
});

test("unknown keys and wrong values of the experiments are refused with their place", () => {
  const refused = (text: string) => {
    try {
      parseConfig(text, "x.yaml");
    } catch (error) {
      return (error as Error).message;
    }
    assert.fail("nothing was thrown");
  };
  assert.match(
    refused("title: x\nexperiment: convergence\ngram: { width: [32] }\n"),
    /x\.yaml:3:9: unknown key "width" in gram.*widths/,
  );
  assert.match(
    refused("title: x\nexperiment: convergence\ngram: { widths: [32] }\n"),
    /x\.yaml:3:17: gram\.widths must have at least 2 entries/,
  );
  assert.match(
    refused("title: x\nexperiment: sensitivity\nrelu: { base: { sigmaW: root(2) } }\n"),
    /x\.yaml:3:25: .*sigmaW/,
  );
  assert.match(refused("title: x\nexperiment: sensitvity\n"), /x\.yaml:2:13: .*sensitivity/);
});
