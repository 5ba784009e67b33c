import { kernelNamed } from "../../kernels/registry.ts";
import { trainingGrams } from "../../kernels/training-grams.ts";
import { fitAndPredict } from "../../learners/fit.ts";
import { countCorrect } from "../../learners/search.ts";
import type { Matrix } from "../../math/matrix.ts";
import { slice } from "../../math/sequences.ts";
import type { Stage } from "../experiment.ts";
import { searchFits } from "./estimate.ts";
import { type FoldPlan, foldsOf } from "./fold-plan.ts";
import { gridSize, settingsOf } from "./grid.ts";
import { preparedData, type UnitTask } from "./units.ts";

/** How many settings are expected to share the best validation accuracy. */
const expectedTies = 10;

/** Places in the grid, as shares of it, of the settings whose fits are timed. */
const fitSamples = [0.3, 0.8];

/** Test cases whose Gram is timed. */
const testSample = 64;

/** Stages of a task with samples of their work, on the task's own data. */
export function classificationStages(task: UnitTask, foldPlan: FoldPlan): Stage[] {
  const kernel = kernelNamed(task.kernel);
  const data = preparedData(task, kernel);
  if (data.status !== "ready") return [];
  const { train, test } = data;
  const settings = settingsOf(task.grid);
  const count = gridSize(task.grid);
  // Settings that differ in the last key alone may share work: a run of them is timed as a whole.
  const run = task.grid.at(-1)?.values.length ?? 1;
  const middle = run * Math.floor(count / run / 2);
  const sampled = [...new Set(fitSamples.map((share) => Math.floor(share * count)))];
  const gramOf = (setting: number): Matrix => {
    const [gram] = trainingGrams(kernel, train.sequences, [settings[setting]!]);
    return gram!;
  };
  const copied = ({ rows, columns, values }: Matrix): Matrix => ({
    rows,
    columns,
    values: values.slice(),
  });
  const grams = sampled.map((setting) => copied(gramOf(setting)));
  const folds = foldsOf(train.labels, foldPlan);
  const fit = { gram: grams[0]!, labels: train.labels, C: task.C, svc: task.svc };
  const ties = Math.min(count, expectedTies);
  const tested = Math.min(testSample, test.labels.length);
  return [
    {
      name: "training Grams",
      count,
      factor: count / run,
      sample() {
        for (const _ of trainingGrams(
          kernel,
          train.sequences,
          settings.slice(middle, middle + run),
        ));
      },
    },
    {
      name: "cross-validation fits",
      count: searchFits(task, train.labels.length, foldPlan),
      factor: count / grams.length,
      sample() {
        countCorrect(grams, {
          labels: train.labels,
          assignments: folds.map(({ assignment }) => assignment),
          folds: folds[0]!.count,
          C: task.C,
          svc: task.svc,
          pruning: "none",
        });
      },
    },
    {
      name: "refits of tied optima",
      count: ties * task.C.length,
      factor: ties,
      later: ties,
      sample() {
        gramOf(sampled[0]!);
        fitAndPredict({ ...fit, crossGrams: [] });
      },
    },
    {
      name: "test Grams of tied optima",
      count: ties,
      factor: (ties * test.labels.length) / tested,
      later: ties,
      sample() {
        const cases = slice(test.sequences, 0, tested);
        for (const _ of kernel.crossGrams(train.sequences, cases, [settings[sampled[0]!]!]));
      },
    },
  ];
}
