/**
 * How long the whole archive would take on many machines: 128 data sets, the four grids of
 * configs/paper-table.yaml, five fold seeds, by simulating the hand-out of all units.
 *
 *     npx tsx bench/look-ahead.ts <folder of the archive>
 *
 * Costs are the program's own estimates from the sizes in the manifest, times one factor a method:
 * measured seconds of processor time over estimated ones of some sets of the archive, sampled now. Sets
 * whose series differ in length count with 500 steps. Writes docs/images/look-ahead.png.
 */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadConfig } from "../harness/config/load.ts";
import { manifest } from "../harness/data/manifest.ts";
import type { ClassificationConfig } from "../harness/experiments/classification/config.ts";
import { configuredMethods } from "../harness/experiments/classification/configured-methods.ts";
import { shardsOf, testBatches } from "../harness/experiments/classification/cost.ts";
import type { MethodTask } from "../harness/experiments/classification/task.ts";
import { makePlan } from "../harness/plan/plan.ts";
import { longestChain, type SimulatedTask, simulate } from "../harness/plan/simulate.ts";
import { summarise } from "../harness/plan/summary.ts";
import { type Figure, figurePng, renderFigure } from "../harness/report/figure.ts";
import { durationText } from "../harness/run/progress.ts";
import { prepareThread } from "../harness/run/v8.ts";
import { printTable } from "./timing.ts";

const counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const sampled = ["Coffee", "ECG200", "Plane", "SwedishLeaf", "Adiac", "Strawberry", "ScreenType"];
const unknownLength = 500;
/** Settings whose candidates a task trains and tests, as the plan reckons. */
const tiedSettings = 10;

const root = resolve(import.meta.dirname, "..");
prepareThread();
const [archive] = process.argv.slice(2);
if (archive === undefined)
  throw new Error("usage: npx tsx bench/look-ahead.ts <folder of the archive>");
const loaded = loadConfig(join(root, "configs", "paper-table.yaml"));
const config = loaded.config as unknown as ClassificationConfig;
const methods = configuredMethods(config);
const folds = { ...config.selection, trainChecksum: "" };

/** Measured seconds over estimated ones, by method. */
function calibration(): Map<string, number> {
  const plan = makePlan(loaded, {
    results: "nowhere",
    archive,
    only: { dataset: sampled, method: [] },
    existing: "recompute",
    sizes: "full",
    series: undefined,
  });
  const { taskSeconds } = summarise(plan, () => {});
  return new Map(
    methods.map(({ id }) => {
      const measured = taskSeconds.filter(({ method }) => method === id);
      const nominal = plan.tasks.filter(({ task }) => task.method === id);
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      const ratio =
        sum(measured.map(({ first }) => first)) / sum(nominal.map(({ seconds }) => seconds));
      return [id, ratio];
    }),
  );
}

function tasksOf(factors: ReadonlyMap<string, number>): SimulatedTask[] {
  return manifest.sets.flatMap(({ train, test, length, classes }) => {
    const size = { trainSize: train, testSize: test, longest: length ?? unknownLength };
    const full = { ...size, dimension: 1, classes };
    return methods.map(({ id, method, definition }): SimulatedTask => {
      const task = { method: method.name, definition } as MethodTask;
      const { least } = method.cost.groups(definition);
      const ties = Array.from({ length: tiedSettings }, (_, k) => k * least);
      const factor = factors.get(id)!;
      const first = shardsOf(task, full, folds).map(({ seconds }) => factor * seconds);
      const later = [
        ...testBatches(task, full, ties).map(({ seconds }) => factor * seconds),
        ...folds.foldSeeds.map(() => method.cost.inspectSeconds(full)),
      ];
      return { stages: [first, later] };
    });
  });
}

function figure(rows: readonly { workers: number; hours: number; perfect: number }[]): Figure {
  const values = rows.flatMap(({ workers, hours, perfect }) => [
    { workers, hours, kind: "simulated" },
    { workers, hours: perfect, kind: "no worker ever waits" },
  ]);
  return {
    id: "look-ahead",
    title: "The archive on many workers",
    caption: "Hours for 128 data sets, four kernels and five fold seeds against the workers.",
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      title: "128 data sets, four kernels, five fold seeds",
      data: { values },
      width: 420,
      height: 280,
      mark: { type: "line", point: { size: 45, filled: true } },
      encoding: {
        x: {
          field: "workers",
          type: "quantitative",
          title: "Workers (cores)",
          scale: { type: "log", base: 2, nice: false, padding: 12 },
          axis: { values: counts, format: "d", grid: false },
        },
        y: {
          field: "hours",
          type: "quantitative",
          title: "Hours",
          scale: { type: "log", nice: true },
          axis: { format: "~r" },
        },
        color: {
          field: "kind",
          type: "nominal",
          title: null,
          scale: { range: ["#999999", "#d55e00"] },
          legend: { orient: "top" },
        },
      },
    },
  };
}

const factors = calibration();
console.log(`measured over estimated seconds, on ${sampled.join(", ")}:`);
for (const [method, factor] of factors) console.log(`  ${method} ${factor.toFixed(2)}`);
const tasks = tasksOf(factors);
const units = tasks.reduce((sum, { stages }) => sum + stages.flat().length, 0);
const simulations = counts.map((workers) => simulate(tasks, workers));
console.log(`${tasks.length} tasks, ${units} units`);
printTable(
  ["workers", "time", "efficiency"],
  simulations.map(({ workers, seconds, efficiency }) => [
    `${workers}`,
    durationText(seconds),
    `${(100 * efficiency).toFixed(1)} %`,
  ]),
);
console.log(`longest task with a worker for every unit: ${durationText(longestChain(tasks))}`);
const one = simulations[0]!.seconds / 3600;
const { svg } = await renderFigure(
  figure(
    simulations.map(({ workers, seconds }) => ({
      ...{ workers, hours: seconds / 3600, perfect: one / workers },
    })),
  ),
);
writeFileSync(join(root, "docs", "images", "look-ahead.png"), figurePng(svg));
