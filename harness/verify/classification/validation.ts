import type { classification } from "../../experiments/classification/classification.ts";
import { foldsOf } from "../../experiments/classification/fold-plan.ts";
import type { Selection } from "../../experiments/classification/result.ts";
import {
  type ClassificationLocal,
  countsOfSeed,
  tieSeed,
} from "../../experiments/classification/run.ts";
import type { ReadyData } from "../../experiments/classification/units.ts";
import { gridSize } from "../../experiments/grid.ts";
import type { Folds } from "../../learners/folds.ts";
import { foldSizes, select } from "../../learners/selection.ts";
import { compareValues } from "../compare-values.ts";
import type { Difference } from "../finding.ts";
import type { SampleRequest } from "../sample.ts";
import { drawn } from "./drawn.ts";

/** Settings that were searched again. */
export interface Search {
  readonly local: ClassificationLocal;
  readonly folds: readonly Folds[];
  readonly settings: readonly number[];
  /** Their counts, (settings, C, seeds, folds). */
  readonly counts: Int32Array;
}

/** Searches a seeded sample of the settings again, unpruned. */
export async function searchSample(
  { task, draws, seed, context }: SampleRequest<typeof classification>,
  { train }: ReadyData,
): Promise<Search> {
  const { local } = task;
  const { unitTask, folds: plan } = local;
  const settings = drawn(gridSize(unitTask.grid), draws, `${seed} settings`);
  const replies = await context.map(
    "search",
    settings.map((from) => ({
      payload: {
        ...unitTask,
        folds: plan,
        pruning: "none",
        from,
        to: from + 1,
      },
      seconds: 1,
    })),
  );
  return {
    local,
    folds: foldsOf(train.labels, plan),
    settings,
    counts: Int32Array.from(replies.flat()),
  };
}

/** The sampled settings' rows of the validation surface, and that none of them beats the best. */
export function validationDifferences(
  { local, folds, settings, counts }: Search,
  { validation }: Selection,
  s: number,
  where: string,
): Difference[] {
  const { unitTask, selection, folds: plan } = local;
  const recomputed = select({
    correct: countsOfSeed(counts, s, plan.foldSeeds.length, folds[s]!.count),
    C: unitTask.C,
    foldSizes: foldSizes(folds[s]!.assignment, folds[s]!.count),
    rule: selection.ties,
    limit: 1,
    seed: "",
  });
  const { denominator } = validation;
  const differences = compareValues(denominator, recomputed.denominator, `${where}.denominator`);
  if (recomputed.best > validation.best) {
    const committed = `at most ${validation.best}`;
    const found = `${recomputed.best} by one of the sampled settings`;
    differences.push({ where: `${where}.best`, committed, recomputed: found });
  }
  if (validation.numerators === null) return differences;
  return differences.concat(
    settings.flatMap((setting, i) =>
      compareValues(
        validation.numerators![setting],
        recomputed.numerators![i],
        `${where}.numerators[${setting}]`,
      ),
    ),
  );
}

/** What follows from the whole validation surface: the best, the ties, the choice. */
export function choiceDifferences(
  local: ClassificationLocal,
  selection: Selection,
  where: string,
): Difference[] {
  const { numerators, denominator, best } = selection.validation;
  if (numerators === null) return [];
  const [settings, cs] = [gridSize(local.unitTask.grid), local.unitTask.C.length];
  if (numerators.length !== settings || numerators.some((row) => row.length !== cs)) {
    const committed = `${numerators.length} rows`;
    const recomputed = `${settings} rows of ${cs}`;
    return [{ where: `${where}.validation.numerators`, committed, recomputed }];
  }
  const { chosen, tieCount, ties, ...outcome } = select({
    // one fold with all cases: its counts are the numerators
    correct: Int32Array.from(numerators.flat()),
    foldSizes: Int32Array.of(denominator),
    C: local.unitTask.C,
    rule: local.selection.ties,
    limit: local.selection.tiesRecorded,
    seed: tieSeed(local.unitTask, local.folds, selection.foldSeed),
  });
  return compareValues(
    {
      best,
      chosen: selection.chosen,
      ties: {
        count: selection.ties.count,
        recorded: selection.ties.recorded.map(({ setting, c }) => ({ setting, c })),
      },
    },
    { best: outcome.best, chosen, ties: { count: tieCount, recorded: ties } },
    where,
  );
}
