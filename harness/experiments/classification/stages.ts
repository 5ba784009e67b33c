import { kernelNamed } from "../../kernels/registry.ts";
import { trainingGrams } from "../../kernels/training-grams.ts";
import { fitAndPredict } from "../../learners/fit.ts";
import { countCorrect } from "../../learners/search.ts";
import { extremeEigenvalues } from "../../math/extreme-eigenvalues.ts";
import type { Matrix } from "../../math/matrix.ts";
import { slice } from "../../math/sequences.ts";
import { sampled } from "../../stopwatch.ts";
import type { Stage } from "../experiment.ts";
import { gridSize, settingsOf } from "../grid.ts";
import { dataFacts } from "./describe-data.ts";
import { searchFits, testBatches } from "./estimate.ts";
import { type FoldPlan, foldsOf } from "./fold-plan.ts";
import { preparedData, type UnitTask } from "./units.ts";

/** How many settings are expected to share the best validation accuracy. */
const expectedTies = 10;

/** How many settings of a grid have their fits timed, with the folds of one seed. */
const fitSamples = 16;

/** Steps between their places in the grid, as a share of it: no multiple is near a whole number. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** Test cases whose Gram is timed. */
const testSample = 64;

/** Size of a matrix whose eigenvalues are timed; what its entries are does not matter. */
const inspectSample = 300;

/** Stages of a task with samples of their work, on the task's own data. */
export function classificationStages(task: UnitTask, foldPlan: FoldPlan): Stage[] {
  const kernel = kernelNamed(task.kernel);
  const data = preparedData(task, kernel);
  if (data.status !== "ready") return [];
  const { train, test } = data;
  const facts = dataFacts(data);
  const settings = settingsOf(task.grid);
  const count = gridSize(task.grid);
  // Settings that differ in the last key alone may share work: a run of them is timed as a whole.
  const run = task.grid.at(-1)?.values.length ?? 1;
  const middle = run * Math.floor(count / run / 2);
  const slow = [...settings.keys()].filter((setting) => kernel.slowFits?.(settings[setting]!));
  const usual = [...settings.keys()].filter((setting) => !slow.includes(setting));
  const chosen = Array.from(
    { length: Math.min(fitSamples, usual.length) },
    (_, k) => usual[Math.floor(((0.5 + k * goldenRatio) % 1) * usual.length)]!,
  );
  const gramOf = (setting: number): Matrix => {
    const [gram] = trainingGrams(kernel, train.sequences, [settings[setting]!]);
    return gram!;
  };
  const [folds] = foldsOf(train.labels, { ...foldPlan, foldSeeds: foldPlan.foldSeeds.slice(0, 1) });
  const seeds = foldPlan.foldSeeds.length;

  /** Seconds of the fits of one setting with the folds of one seed. */
  function fitSeconds(setting: number): number {
    const gram = gramOf(setting);
    return sampled(1, () => {
      countCorrect([gram], {
        labels: train.labels,
        assignments: [folds!.assignment],
        folds: folds!.count,
        C: task.C,
        svc: task.svc,
        pruning: "none",
      });
    })();
  }

  /** The fits of one setting on all cases. */
  function refitSeconds(setting: number): number {
    const fit = { gram: gramOf(setting), crossGrams: [], labels: train.labels, svc: task.svc };
    return sampled(1, () => fitAndPredict({ ...fit, C: task.C }))();
  }

  const size = { ...facts, classes: facts.classes.length };
  const batches = testBatches(
    task,
    size,
    settings.slice(0, expectedTies).map((_, k) => k),
  ).length;
  const looked = Math.min(inspectSample, facts.trainSize);
  const ties = Math.min(count, expectedTies);
  const tested = Math.min(testSample, test.labels.length);
  return [
    {
      name: "training Grams",
      count,
      seconds: sampled(count / run, () => {
        for (const _ of trainingGrams(
          kernel,
          train.sequences,
          settings.slice(middle, middle + run),
        ));
      }),
    },
    {
      name: "cross-validation fits",
      count: searchFits(task, train.labels.length, foldPlan),
      seconds: () =>
        (seeds * usual.length * sum(chosen.map(fitSeconds))) / Math.max(1, chosen.length) +
        seeds * folds!.count * sum(slow.map(refitSeconds)),
    },
    {
      name: "refits of tied optima",
      count: ties * task.C.length,
      later: batches,
      seconds: () => sampled(ties, () => gramOf(middle))() + ties * refitSeconds(middle),
    },
    {
      name: "test Grams of tied optima",
      count: ties,
      later: batches,
      seconds: sampled((ties * test.labels.length) / tested, () => {
        const cases = slice(test.sequences, 0, tested);
        for (const _ of kernel.crossGrams(train.sequences, cases, [settings[middle]!]));
      }),
    },
    {
      name: "eigenvalues of chosen Grams",
      count: seeds,
      later: seeds,
      seconds: sampled(seeds * (facts.trainSize / looked) ** 3, () => {
        const values = Float64Array.from({ length: looked * looked }, (_, k) => {
          return 1 / (1 + Math.abs(Math.floor(k / looked) - (k % looked)));
        });
        extremeEigenvalues({ rows: looked, columns: looked, values });
      }),
    },
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
