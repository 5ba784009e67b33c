import { kernelNamed } from "../../kernels/registry.ts";
import { countCorrect } from "../../learners/search.ts";
import type { Stage } from "../experiment.ts";
import { searchFits } from "./estimate.ts";
import { type FoldPlan, foldsOf } from "./fold-plan.ts";
import { gridSize, settingsOf } from "./grid.ts";
import { preparedData, testUnit, type UnitTask } from "./units.ts";

/** How many settings are expected to share the best validation accuracy. */
const expectedTies = 10;

/** Settings whose Gram and fits are timed: runs of the last key, spread over the grid. */
function sampledSettings(task: UnitTask): number[] {
  const run = task.grid.at(-1)?.values.length ?? 1;
  const runs = gridSize(task.grid) / run;
  const chosen = new Set([0.2, 0.5, 0.8].map((share) => Math.floor(share * runs)));
  return [...chosen].flatMap((r) => Array.from({ length: run }, (_, k) => r * run + k));
}

/** Stages of a task with samples of their work, on the task's own data. */
export function classificationStages(task: UnitTask, foldPlan: FoldPlan): Stage[] {
  const kernel = kernelNamed(task.kernel);
  const data = preparedData(task, kernel);
  if (data.status !== "ready") return [];
  const { train } = data;
  const count = gridSize(task.grid);
  const all = settingsOf(task.grid);
  const sampled = sampledSettings(task);
  const settings = sampled.map((index) => all[index]!);
  const folds = foldsOf(train.labels, foldPlan);
  const grams = () =>
    Array.from(kernel.grams(train.sequences, settings), ({ rows, columns, values }) => ({
      rows,
      columns,
      values: values.slice(),
    }));
  let kept: ReturnType<typeof grams> = [];
  const ties = Math.min(count, expectedTies);
  return [
    {
      name: "training Grams",
      count,
      factor: count / settings.length,
      sample() {
        kept = grams();
      },
    },
    {
      name: "cross-validation fits",
      count: searchFits(task, train.labels.length, foldPlan),
      factor: count / settings.length,
      sample() {
        countCorrect(kept, {
          labels: train.labels,
          assignments: folds.map(({ assignment }) => assignment),
          folds: folds[0]!.count,
          C: task.C,
          svc: task.svc,
          pruning: "none",
        });
        kept = [];
      },
    },
    {
      name: "refits and tests of ties",
      count: ties,
      factor: ties,
      sample() {
        testUnit({ ...task, setting: sampled[0]! });
      },
    },
  ];
}
