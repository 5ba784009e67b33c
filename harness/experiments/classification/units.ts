import { loadDataset } from "../../data/load.ts";
import type { PresentDataset } from "../../data/locate.ts";
import { type PreparedData, type PreparePolicies, prepare } from "../../data/prepare.ts";
import type { Kernel, Setting } from "../../kernels/kernel.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { rowsTogether, trainingGrams } from "../../kernels/training-grams.ts";
import { fitAndPredict } from "../../learners/fit.ts";
import { countCorrect } from "../../learners/search.ts";
import type { SvcSettings } from "../../learners/settings.ts";
import type { Matrix } from "../../math/matrix.ts";
import { slice } from "../../math/sequences.ts";
import { collectGarbage } from "../../memory.ts";
import { type Grid, settingsOf } from "../grid.ts";
import { type FoldPlan, foldsOf } from "./fold-plan.ts";

/** What every unit of one task needs to find its data and its kernel. */
export interface UnitTask {
  readonly data: PresentDataset;
  readonly prepare: PreparePolicies;
  readonly kernel: string;
  readonly grid: Grid;
  readonly C: readonly number[];
  readonly svc: SvcSettings;
}

/** See `Experiment`. */
export function withFiles(payload: unknown, replace: (path: string) => string): unknown {
  const task = payload as UnitTask;
  const { source } = task.data;
  if (source.kind !== "files") return payload;
  const replaced = { ...source, train: replace(source.train), test: replace(source.test) };
  return { ...task, data: { ...task.data, source: replaced } };
}

export type ReadyData = Extract<PreparedData, { status: "ready" }>;

/** Data sets that this thread prepared, the last used last: units of several tasks come by turns. */
const prepared = new Map<string, PreparedData>();

/** Values of all of them together, beyond which only the last one stays. */
const mostValues = 2 ** 20;

function valuesOf(data: PreparedData): number {
  if (data.status !== "ready") return 0;
  return data.train.sequences.values.length + data.test.sequences.values.length;
}

/** Forgets what was not used for the longest time until the rest is small. */
function forgetOldest(): void {
  let values = [...prepared.values()].reduce((sum, data) => sum + valuesOf(data), 0);
  for (const [name, data] of prepared) {
    if (values <= mostValues || prepared.size === 1) return;
    prepared.delete(name);
    values -= valuesOf(data);
  }
}

/** What tells the prepared data of a task from those of another. */
export function preparedName(task: UnitTask, kernel: Kernel): string {
  return JSON.stringify([task.data, task.prepare, kernel.unequalLengths]);
}

/** Reads and prepares the data set of a task for its kernel. */
export function preparedData(task: UnitTask, kernel: Kernel): PreparedData {
  const name = preparedName(task, kernel);
  const known = prepared.get(name);
  prepared.delete(name);
  const data = known ?? readAndPrepare(task, kernel);
  prepared.set(name, data);
  if (known === undefined) {
    forgetOldest();
    collectGarbage();
  }
  return data;
}

/** Reads and prepares a data set without keeping it. A function of its own: nothing of what it read is left. */
export function readAndPrepare(
  { data, prepare: policies }: UnitTask,
  kernel: Kernel,
): PreparedData {
  return prepare(loadDataset(data), policies, { unequalLengths: kernel.unequalLengths });
}

export function readyData(task: UnitTask, kernel: Kernel): ReadyData {
  const data = preparedData(task, kernel);
  if (data.status !== "ready") throw new Error(`${task.kernel} does not apply: ${data.reason}`);
  return data;
}

export interface SearchPayload extends UnitTask {
  readonly folds: FoldPlan;
  readonly pruning: "none" | "exact";
  /** Settings from … to - 1 in grid order. */
  readonly from: number;
  readonly to: number;
}

/** Rightly classified validation cases: (settings, C, fold seeds, folds), -1 where pruned. */
export function searchUnit(payload: SearchPayload): number[] {
  const kernel = kernelNamed(payload.kernel);
  const { train } = readyData(payload, kernel);
  const folds = foldsOf(train.labels, payload.folds);
  const settings = settingsOf(payload.grid).slice(payload.from, payload.to);
  return [
    ...countCorrect(trainingGrams(kernel, train.sequences, settings), {
      labels: train.labels,
      assignments: folds.map(({ assignment }) => assignment),
      folds: folds[0]!.count,
      C: payload.C,
      svc: payload.svc,
      pruning: payload.pruning,
    }),
  ];
}

export interface TestPayload extends UnitTask {
  /** Indices of the settings in grid order. */
  readonly settings: readonly number[];
}

export interface TestReply {
  /** Predicted class of every test case. */
  readonly predictions: number[];
  readonly supportVectors: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Grams of the training and the test cases, each in blocks of test cases, which bounds the memory.
 * Where one block is enough the settings share what they have in common.
 */
function* crossGrams(
  kernel: Kernel,
  { train, test }: ReadyData,
  settings: readonly Setting[],
): Generator<Iterable<Matrix>> {
  const size = rowsTogether(train.sequences.count);
  if (test.sequences.count <= size) {
    for (const gram of kernel.crossGrams(train.sequences, test.sequences, settings)) yield [gram];
    return;
  }
  for (const setting of settings) yield crossGramBlocks(kernel, train, test, size, setting);
}

function* crossGramBlocks(
  kernel: Kernel,
  train: ReadyData["train"],
  test: ReadyData["test"],
  size: number,
  setting: Setting,
): Generator<Matrix> {
  for (let from = 0; from < test.sequences.count; from += size) {
    const to = Math.min(test.sequences.count, from + size);
    yield* kernel.crossGrams(train.sequences, slice(test.sequences, from, to), [setting]);
  }
}

/**
 * Refits settings on the whole training set with every C and predicts the test cases: for every
 * setting a reply a C.
 */
export function testUnit(payload: TestPayload): TestReply[][] {
  const kernel = kernelNamed(payload.kernel);
  const data = readyData(payload, kernel);
  const grid = settingsOf(payload.grid);
  const settings = payload.settings.map((place) => grid[place]!);
  const replies: TestReply[][] = [];
  const cross = crossGrams(kernel, data, settings);
  try {
    for (const gram of trainingGrams(kernel, data.train.sequences, settings)) {
      const fits = fitAndPredict({
        gram,
        crossGrams: cross.next().value ?? [],
        labels: data.train.labels,
        C: payload.C,
        svc: payload.svc,
      });
      replies.push(
        fits.map(({ predictions, ...fit }) => ({ predictions: [...predictions], ...fit })),
      );
    }
  } finally {
    cross.return(undefined); // which gives its memory back
  }
  return replies;
}
