import type { DatasetSize } from "../../data/locate.ts";
import { foldSizes, select } from "../../learners/selection.ts";
import type { Outcome, RunContext } from "../experiment.ts";
import type { ClassificationConfig } from "./config.ts";
import { describeData } from "./describe-data.ts";
import { inspectSeconds, shardsOf, testBatches } from "./estimate.ts";
import { type FoldPlan, foldsOf, seedText } from "./fold-plan.ts";
import type { inspectUnit } from "./inspect-gram.ts";
import type { ClassificationResult, Selection } from "./result.ts";
import type { searchUnit, testUnit, UnitTask } from "./units.ts";

/** What a task knows beside its definition: how its units find data and kernel, and how large it is. */
export interface ClassificationLocal {
  readonly unitTask: UnitTask;
  readonly folds: FoldPlan;
  readonly selection: ClassificationConfig["selection"];
  /** As far as it is known without reading the data. */
  readonly size: DatasetSize;
}

/** The units of the experiment by their names. */
export type ClassificationUnits = {
  readonly search: typeof searchUnit;
  readonly test: typeof testUnit;
  readonly inspect: typeof inspectUnit;
};

/** Rightly classified cases of one fold seed, (settings, C, folds), out of (settings, C, seeds, folds). */
export function countsOfSeed(
  counts: Int32Array,
  seed: number,
  seeds: number,
  folds: number,
): Int32Array {
  const candidates = counts.length / (seeds * folds);
  const own = new Int32Array(candidates * folds);
  for (let candidate = 0; candidate < candidates; candidate++) {
    const from = (candidate * seeds + seed) * folds;
    own.set(counts.subarray(from, from + folds), candidate * folds);
  }
  return own;
}

/** Text that decides draws among tied candidates. */
export function tieSeed(task: UnitTask, folds: FoldPlan, foldSeed: number): string {
  return seedText(`ties ${task.kernel}`, folds, foldSeed);
}

function joined(parts: readonly (readonly number[])[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Search over the grid, selection with every fold seed, refit and test of all tied optima. */
export async function runClassification(
  { unitTask, folds: foldPlan, selection }: ClassificationLocal,
  context: RunContext<ClassificationUnits>,
): Promise<Outcome<ClassificationResult>> {
  const description = describeData(unitTask);
  if (description.status !== "ready") return { status: "skipped", reason: description.reason };
  const { facts, trainLabels, testLabels } = description;
  const folds = foldsOf(trainLabels, foldPlan);
  const size = { ...facts, classes: facts.classes.length };
  const shards = shardsOf(unitTask, size, foldPlan);
  const replies = await context.map(
    "search",
    shards.map(({ from, to, seconds }) => ({
      payload: {
        ...unitTask,
        folds: foldPlan,
        pruning: selection.pruning,
        from,
        to,
      },
      seconds,
      kernels: to - from,
    })),
  );
  const counts = joined(replies);

  const selected = foldPlan.foldSeeds.map((foldSeed, s) =>
    select({
      correct: countsOfSeed(counts, s, foldPlan.foldSeeds.length, folds[s]!.count),
      C: unitTask.C,
      foldSizes: foldSizes(folds[s]!.assignment, folds[s]!.count),
      rule: selection.ties,
      limit: selection.tiesRecorded,
      seed: tieSeed(unitTask, foldPlan, foldSeed),
    }),
  );

  const settings = [...new Set(selected.flatMap(({ ties }) => ties.map(({ setting }) => setting)))];
  const batches = testBatches(unitTask, size, settings);
  const tested = await context.map(
    "test",
    batches.map((batch) => ({
      payload: { ...unitTask, settings: batch.settings },
      seconds: batch.seconds,
    })),
  );
  const refits = tested.flat(); // in the order of the settings
  const chosen = [...new Set(selected.map((outcome) => outcome.chosen.setting))];
  const grams = await context.map(
    "inspect",
    chosen.map((setting) => ({
      payload: { ...unitTask, setting },
      seconds: inspectSeconds(size),
    })),
  );
  const fitOf = (setting: number, c: number) => refits[settings.indexOf(setting)]![c]!;
  const correctOf = (predictions: readonly number[]) =>
    predictions.reduce((sum, predicted, i) => sum + (predicted === testLabels[i] ? 1 : 0), 0);

  const selections = selected.map((outcome, s): Selection => {
    const { setting, c } = outcome.chosen;
    const fit = fitOf(setting, c);
    return {
      foldSeed: foldPlan.foldSeeds[s]!,
      notes: [...folds[s]!.notes],
      validation: {
        denominator: outcome.denominator,
        best: outcome.best,
        // Which candidates pruning leaves out depends on the shards: the surface is whole or absent.
        numerators:
          selection.pruning === "none"
            ? (outcome.numerators?.map((row) => [...row]) ?? null)
            : null,
      },
      chosen: { setting, c },
      ties: {
        count: outcome.tieCount,
        recorded: outcome.ties.map((tie) => ({
          ...tie,
          testCorrect: correctOf(fitOf(tie.setting, tie.c).predictions),
        })),
      },
      test: { correct: correctOf(fit.predictions), ...fit },
      gram: grams[chosen.indexOf(setting)]!,
    };
  });
  const result: ClassificationResult = {
    data: facts,
    testLabels: [...testLabels],
    grid: unitTask.grid.map(({ key, values }) => ({ key, values: [...values] })),
    C: [...unitTask.C],
    selections,
  };
  return { status: "done", result };
}
