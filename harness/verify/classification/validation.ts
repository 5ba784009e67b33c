import type { classification } from "../../experiments/classification/classification.ts";
import { divergencesOf } from "../../experiments/classification/divergence.ts";
import type { Selection } from "../../experiments/classification/result.ts";
import { countsOfSeed, tieSeed, validationSizes } from "../../experiments/classification/run.ts";
import { type ClassificationLocal, methodOf } from "../../experiments/classification/task.ts";
import { foldsOf } from "../../experiments/fold-plan.ts";
import type { ReadyData } from "../../experiments/prepared-data.ts";
import type { Folds } from "../../learners/folds.ts";
import { exactMeans, select } from "../../learners/selection.ts";
import { gridSize } from "../../methods/grid.ts";
import { compareValues } from "../compare-values.ts";
import type { Difference } from "../finding.ts";
import type { SampleRequest } from "../sample.ts";
import { drawn } from "./drawn.ts";

/** Candidates that were searched again. */
export interface Search {
  readonly local: ClassificationLocal;
  readonly folds: readonly Folds[];
  /** Ascending. */
  readonly candidates: readonly number[];
  /** Their counts, (candidates, seeds, folds). */
  readonly counts: Int32Array;
}

/** Searches a seeded sample of the candidates again, those that share work together, unpruned. */
export async function searchSample(
  { task, draws, seed, context }: SampleRequest<typeof classification>,
  { train }: ReadyData,
): Promise<Search> {
  const { local } = task;
  const { methodTask, folds: plan } = local;
  const { definition } = methodTask;
  const { least } = methodOf(methodTask).cost.groups(definition);
  const groups = drawn(gridSize(definition.grid) / least, draws, `${seed} settings`);
  const replies = await context.map(
    "search",
    groups.map((group) => ({
      payload: {
        ...methodTask,
        folds: plan,
        pruning: "none",
        from: group * least,
        to: (group + 1) * least,
      },
      seconds: 1,
    })),
  );
  return {
    local,
    folds: foldsOf(train.labels, plan),
    candidates: groups.flatMap((group) =>
      Array.from({ length: least }, (_, k) => group * least + k),
    ),
    counts: Int32Array.from(replies.flat()),
  };
}

/** The sampled candidates' part of the validation surface, and that none of them beats the best. */
export function validationDifferences(
  { local, folds, candidates, counts }: Search,
  { validation }: Selection,
  s: number,
  where: string,
): Difference[] {
  const { methodTask, folds: plan } = local;
  const sizes = validationSizes(methodTask, folds[s]!);
  const correct = countsOfSeed(counts, s, plan.foldSeeds.length, sizes.length);
  const recomputed = exactMeans(correct, sizes);
  const { denominator, diverged = [] } = validation;
  const differences = compareValues(denominator, recomputed.denominator, `${where}.denominator`);
  const best = Math.max(-1, ...recomputed.numerators.map((numerator) => numerator ?? -1));
  if (best > validation.best) {
    const committed = `at most ${validation.best}`;
    const found = `${best} by one of the sampled candidates`;
    differences.push({ where: `${where}.best`, committed, recomputed: found });
  }
  const sampled = divergencesOf(correct, sizes.length).map(({ candidate, ...rest }) => ({
    candidate: candidates[candidate]!,
    ...rest,
  }));
  const committed = diverged.filter(({ candidate }) => candidates.includes(candidate));
  differences.push(...compareValues(committed, sampled, `${where}.diverged of the sample`));
  if (validation.numerators === null) return differences;
  return differences.concat(
    candidates.flatMap((candidate, i) =>
      compareValues(
        validation.numerators![candidate],
        recomputed.numerators[i],
        `${where}.numerators[${candidate}]`,
      ),
    ),
  );
}

/** What follows from the whole validation surface: the best, the ties, the choice. */
export function choiceDifferences(
  { methodTask, folds, selection: options }: ClassificationLocal,
  selection: Selection,
  where: string,
): Difference[] {
  const { numerators, denominator, best } = selection.validation;
  if (numerators === null) return [];
  const { grid } = methodTask.definition;
  const count = gridSize(grid);
  if (numerators.length !== count) {
    const committed = `${numerators.length} candidates`;
    const recomputed = `${count} candidates`;
    return [{ where: `${where}.validation.numerators`, committed, recomputed }];
  }
  const { chosen, tieCount, ties, ...outcome } = select({
    // one fold with all cases: its counts are the numerators
    correct: Int32Array.from(numerators, (numerator) => numerator ?? -1),
    foldSizes: Int32Array.of(denominator),
    rule: options.ties,
    strength: methodOf(methodTask).strength?.(grid),
    limit: options.tiesRecorded,
    seed: tieSeed(methodTask, folds, selection.foldSeed),
  });
  return compareValues(
    {
      best,
      chosen: selection.chosen,
      ties: {
        count: selection.ties.count,
        recorded: selection.ties.recorded.map(({ candidate }) => candidate),
      },
    },
    { best: outcome.best, chosen, ties: { count: tieCount, recorded: ties } },
    where,
  );
}
