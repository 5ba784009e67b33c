import type { Folds } from "../../learners/folds.ts";
import { foldSizes, select } from "../../learners/selection.ts";
import type { Outcome, RunContext } from "../experiment.ts";
import { type FoldPlan, foldsOf, seedText } from "../fold-plan.ts";
import { shardsOf, testBatches } from "./cost.ts";
import { describeData } from "./data-facts.ts";
import { allDiverged, divergencesOf } from "./divergence.ts";
import { bySeed, type DrawGroup, drawGroups } from "./draws.ts";
import type { ClassificationResult, Selection } from "./result.ts";
import { type ClassificationLocal, leavesOneOut, type MethodTask, methodOf } from "./task.ts";
import type { InspectReply, TestReply, units } from "./units.ts";

type Context = RunContext<typeof units>;

/** Rightly classified cases of one fold seed, (candidates, folds), out of (candidates, seeds, folds). */
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

/** Number of validation cases of every count: those of the folds, or all where one after another is left out. */
export function validationSizes(task: MethodTask, { assignment, count }: Folds): Int32Array {
  return leavesOneOut(task) ? Int32Array.of(assignment.length) : foldSizes(assignment, count);
}

/** Things that the folds made necessary, as far as the search takes notice of them. */
export function notesOf(task: MethodTask, { notes }: Folds): string[] {
  return leavesOneOut(task) ? [] : [...notes];
}

/** Text that decides draws among tied candidates. */
export function tieSeed(task: MethodTask, folds: FoldPlan, foldSeed: number): string {
  const { id } = methodOf(task).identity(task.definition);
  return seedText(`ties ${id}`, folds, foldSeed);
}

/** Predictions of candidates, by candidate; whatever the batches. */
async function testAll(
  task: MethodTask,
  size: ClassificationLocal["size"],
  { draw, candidates }: DrawGroup,
  context: Context,
): Promise<Map<number, TestReply>> {
  const batches = testBatches(task, size, candidates);
  const replies = await context.map(
    "test",
    batches.map((batch) => ({
      payload: { ...task, ...draw, candidates: batch.candidates },
      seconds: batch.seconds,
    })),
  );
  return new Map(
    batches.flatMap((batch, b) =>
      batch.candidates.map((candidate, i) => [candidate, replies[b]![i]!] as const),
    ),
  );
}

/** What the method tells beyond its predictions of candidates that were chosen. */
async function inspectAll(
  task: MethodTask,
  size: ClassificationLocal["size"],
  { draw, candidates }: DrawGroup,
  context: Context,
): Promise<Map<number, InspectReply>> {
  const { inspect, cost } = methodOf(task);
  if (inspect === undefined) return new Map();
  const replies = await context.map(
    "inspect",
    candidates.map((candidate) => ({
      payload: { ...task, ...draw, candidate },
      seconds: cost.inspectSeconds(size),
    })),
  );
  return new Map(candidates.map((candidate, i) => [candidate, replies[i]!]));
}

/** What stands in a record of the test of a chosen candidate. */
export function testOutcome(
  tested: TestReply,
  inspected: InspectReply | undefined,
  testLabels: Int32Array,
): Pick<Selection, "test" | "fit"> {
  const scores = inspected?.scores?.map((row) => [...row]);
  return {
    test: {
      correct: correctOf(tested, testLabels),
      predictions: tested.predictions,
      ...(scores === undefined ? {} : { scores }),
    },
    fit: { ...tested.fit, ...inspected?.fit } as Selection["fit"],
  };
}

/** How many test cases were classified rightly. */
export function correctOf({ predictions }: TestReply, testLabels: Int32Array): number {
  return predictions.reduce((sum, predicted, i) => sum + (predicted === testLabels[i] ? 1 : 0), 0);
}

/** Search over the grid, selection with every fold seed, refit and test of all tied optima. */
export async function runClassification(
  { methodTask, folds: plan, selection }: ClassificationLocal,
  context: Context,
): Promise<Outcome<ClassificationResult>> {
  const { definition } = methodTask;
  const method = methodOf(methodTask);
  const description = describeData(methodTask);
  if (description.status !== "ready") return { status: "skipped", reason: description.reason };
  const { facts, trainLabels, testLabels } = description;
  const folds = foldsOf(trainLabels, plan);
  const size = { ...facts, classes: facts.classes.length };
  const replies = await context.map(
    "search",
    shardsOf(methodTask, size, plan).map(({ from, to, seconds }) => ({
      payload: {
        ...methodTask,
        folds: plan,
        pruning: selection.pruning,
        from,
        to,
      },
      seconds,
      kernels: method.cost.grams?.(definition, to - from) ?? 0,
    })),
  );
  const counts = Int32Array.from(replies.flat());

  const validations = plan.foldSeeds.map((foldSeed, s) => {
    const sizes = validationSizes(methodTask, folds[s]!);
    const correct = countsOfSeed(counts, s, plan.foldSeeds.length, sizes.length);
    return { foldSeed, sizes, correct };
  });
  for (const { foldSeed, sizes, correct } of validations) {
    const reason = allDiverged(methodTask, correct, sizes.length, foldSeed);
    if (reason !== undefined) return { status: "skipped", reason };
  }
  const selected = validations.map(({ foldSeed, sizes, correct }) =>
    select({
      correct,
      foldSizes: sizes,
      rule: selection.ties,
      strength: method.strength?.(definition.grid),
      limit: selection.tiesRecorded,
      seed: tieSeed(methodTask, plan, foldSeed),
    }),
  );

  const groupsOf = (asked: readonly (readonly number[])[]) => drawGroups(methodTask, plan, asked);
  const ties = groupsOf(selected.map((outcome) => outcome.ties));
  const chosen = groupsOf(selected.map((outcome) => [outcome.chosen]));
  const tested = bySeed(
    plan,
    await Promise.all(ties.map((group) => testAll(methodTask, size, group, context))),
  );
  const inspected = bySeed(
    plan,
    await Promise.all(chosen.map((group) => inspectAll(methodTask, size, group, context))),
  );

  const selections = selected.map((outcome, s): Selection => {
    const { foldSeed, sizes, correct } = validations[s]!;
    const diverged = divergencesOf(correct, sizes.length);
    const own = tested[s]!;
    return {
      foldSeed,
      notes: notesOf(methodTask, folds[s]!),
      validation: {
        denominator: outcome.denominator,
        best: outcome.best,
        // Which candidates pruning leaves out depends on the shards: the surface is whole or absent.
        numerators: selection.pruning === "none" ? [...outcome.numerators] : null,
        ...(diverged.length === 0 ? {} : { diverged }),
      },
      chosen: outcome.chosen,
      ties: {
        count: outcome.tieCount,
        recorded: outcome.ties.map((candidate) => ({
          candidate,
          testCorrect: correctOf(own.get(candidate)!, testLabels),
        })),
      },
      ...testOutcome(own.get(outcome.chosen)!, inspected[s]!.get(outcome.chosen), testLabels),
    };
  });
  const result: ClassificationResult = {
    data: facts,
    testLabels: [...testLabels],
    grid: definition.grid.map(({ key, values }) => ({ key, values: [...values] })),
    selections,
  };
  return { status: "done", result };
}
