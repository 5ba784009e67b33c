import type { ReportedTask } from "../../analysis/classification.ts";
import { madeUpGram, planned as plannedTask } from "../../analysis/testing/records.ts";
import { contentKey, type Json } from "../../canonical-json.ts";
import type { ClassificationResult, Selection } from "../../experiments/classification/result.ts";
import { type RandomSource, randomSource } from "../../math/random.ts";
import { type Grid, gridSize, valueIndexes } from "../../methods/grid.ts";
import { type PaperDataset, paperAccuracy, paperDatasets } from "../../reference/paper-table.ts";
import type { HarnessRecord } from "../../store/record.ts";

const rootTwo = Math.SQRT2;

/** The paper's grids of kernels, with the constant keys left out. */
const kernelGrids: Readonly<Record<string, Grid>> = {
  rntk: [
    {
      key: "sigmaW",
      values: [
        1.34,
        1.35,
        1.36,
        1.37,
        1.38,
        1.39,
        1.4,
        1.41,
        1.42,
        rootTwo,
        1.43,
        1.44,
        1.45,
        1.46,
        1.47,
      ],
    },
    { key: "sigmaB", values: [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1, 2] },
    { key: "sigmaH", values: [0, 0.01, 0.1, 0.5, 1] },
  ],
  ntk: [
    { key: "layers", values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    { key: "sigmaW", values: [0.5, 1, rootTwo, 2, 2.5, 3] },
    { key: "sigmaB", values: [0, 0.01, 0.1, 0.2, 0.5, 0.8, 1, 2, 5] },
  ],
  rbf: [
    {
      key: "alpha",
      values: [0.01, 0.05, 0.1, 0.2, 0.5, 0.6, 0.7, 0.8, 1, 2, 3, 4, 5, 10, 20, 30, 40, 100],
    },
  ],
  polynomial: [
    { key: "degree", values: [1, 2, 3, 4, 5] },
    { key: "offset", values: [0, 0.1, 0.2, 0.5, 1, 2] },
  ],
};

const labels: Readonly<Record<string, string>> = {
  rntk: "RNTK",
  ntk: "NTK",
  rbf: "RBF",
  polynomial: "Polynomial",
};
const C = { key: "C", values: [0.01, 0.1, 1, 10, 100] };
const folds = 10;

/** A hill over the grid and C, in steps of one validation case, with some noise. */
function surface(grid: Grid, trainSize: number, peak: number, random: RandomSource) {
  const foldSize = Math.max(1, Math.floor(trainSize / folds));
  const denominator = folds * foldSize;
  const sizes = grid.map(({ values }) => values.length);
  const centre = sizes.map((size) => size * (0.3 + 0.5 * random.uniform()));
  const numerators = Array.from({ length: gridSize(grid) }, (_, candidate) => {
    const distance = valueIndexes(grid, candidate).reduce(
      (sum, index, axis) => sum + ((index - centre[axis]!) / sizes[axis]!) ** 2,
      0,
    );
    const height = peak * (1 - 0.6 * distance) + 0.004 * random.normal();
    return Math.round(denominator * Math.min(1, Math.max(0, height)));
  });
  return { denominator, numerators };
}

function selectionOf(
  numerators: number[],
  denominator: number,
  testSize: number,
  right: number,
  predictions: number[],
  random: RandomSource,
): Selection {
  const best = Math.max(...numerators);
  const tied = [...numerators.keys()].filter((candidate) => numerators[candidate] === best);
  const recorded = tied.slice(0, 50).map((candidate, i) => {
    const off = i === 0 ? 0 : Math.round(0.01 * testSize * random.normal());
    return { candidate, testCorrect: Math.min(testSize, Math.max(0, right + off)) };
  });
  return {
    foldSeed: 0,
    notes: [],
    validation: { denominator, best, numerators },
    chosen: tied[0]!,
    ties: { count: tied.length, recorded },
    test: { correct: right, predictions },
    fit: { supportVectors: 40, iterations: 900, converged: true, gram: madeUpGram },
  };
}

function resultOf(dataset: PaperDataset, method: string): ClassificationResult {
  const random = randomSource(`${dataset.name} ${method}`);
  const { trainSize, testSize, classes, length } = dataset;
  const percent = paperAccuracy(dataset.name, method)!.percent + 1.5 * random.normal();
  const right = Math.min(testSize, Math.max(0, Math.round((testSize * percent) / 100)));
  const testLabels = Array.from({ length: testSize }, (_, i) => i % classes);
  const predictions = testLabels.map((label, i) =>
    i < right ? label : (label + 1 + random.uniformInteger(Math.min(3, classes - 1))) % classes,
  );
  const grid = [...kernelGrids[method]!, C];
  const { denominator, numerators } = surface(grid, trainSize, percent / 100 + 0.01, random);
  return {
    data: {
      classes: Array.from({ length: classes }, (_, i) => String(i + 1)),
      trainSize,
      testSize,
      dimension: 1,
      shortest: length,
      longest: length,
      trainClassCounts: Array.from({ length: classes }, () => Math.floor(trainSize / classes)),
      notes: [],
    },
    testLabels,
    grid: grid.map(({ key, values }) => ({ key, values: [...values] })),
    selections: [selectionOf(numerators, denominator, testSize, right, predictions, random)],
  };
}

/**
 * Made-up records of the size of the paper's experiment: its 56 data sets, four kernels, full grids.
 * The accuracies lie about the paper's; nothing in them was computed from data.
 */
export function paperSizedRecords(datasets: readonly PaperDataset[] = paperDatasets): {
  readonly records: HarnessRecord[];
  readonly planned: ReportedTask[];
} {
  const tasks = datasets.flatMap((dataset) =>
    Object.keys(kernelGrids).map((method) => ({ dataset, method })),
  );
  return {
    planned: tasks.map(({ dataset, method }) => plannedTask(dataset.name, method, labels[method])),
    records: tasks.map(({ dataset, method }) => {
      const task: { [key: string]: Json } = {
        ...{ dataset: dataset.name, id: method, method: { name: "svm" } },
      };
      return {
        format: 2,
        key: contentKey(task),
        config: "paper-table",
        experiment: "classification",
        dataset: dataset.name,
        method,
        task,
        status: "done",
        result: resultOf(dataset, method),
      };
    }),
  };
}
