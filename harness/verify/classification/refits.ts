import type { classification } from "../../experiments/classification/classification.ts";
import { bySeed, drawGroups } from "../../experiments/classification/draws.ts";
import type { ClassificationResult, Selection } from "../../experiments/classification/result.ts";
import { correctOf, testOutcome } from "../../experiments/classification/run.ts";
import { methodOf } from "../../experiments/classification/task.ts";
import type { InspectReply, TestReply } from "../../experiments/classification/units.ts";
import type { ReadyData } from "../../experiments/prepared-data.ts";
import { gridSize } from "../../methods/grid.ts";
import { compareValues } from "../compare-values.ts";
import type { Difference } from "../finding.ts";
import type { SampleRequest } from "../sample.ts";
import { drawn } from "./drawn.ts";

/** Candidates that were trained and tested again, a map a fold seed. */
export interface Refits {
  readonly labels: Int32Array;
  readonly tested: readonly ReadonlyMap<number, TestReply>[];
  /** What the method tells beyond its predictions of the chosen ones. */
  readonly inspected: readonly ReadonlyMap<number, InspectReply>[];
  /** How many candidates were trained, with every seed that the method draws from. */
  readonly count: number;
}

/** Trains what was chosen and a seeded sample of the ties again. */
export async function refitSample(
  { task, draws, seed, context }: SampleRequest<typeof classification>,
  { selections }: ClassificationResult,
  { test }: ReadyData,
): Promise<Refits> {
  const { methodTask, folds: plan } = task.local;
  const count = gridSize(methodTask.definition.grid);
  const known = (candidate: number) => candidate < count;
  const chosen = selections.map((one) => [one.chosen].filter(known));
  const ties = selections.flatMap((one, s) =>
    one.ties.recorded
      .map(({ candidate }) => ({ s, candidate }))
      .filter((tie) => known(tie.candidate)),
  );
  const sampled = drawn(ties.length, draws, `${seed} ties`).map((i) => ties[i]!);
  const asked = chosen.map((own, s) => [
    ...own,
    ...sampled.filter((tie) => tie.s === s).map(({ candidate }) => candidate),
  ]);
  const inspects = methodOf(methodTask).inspect !== undefined;
  const toTest = drawGroups(methodTask, plan, asked);
  const toInspect = inspects ? drawGroups(methodTask, plan, chosen) : [];
  const [tested, inspected] = await Promise.all([
    Promise.all(
      toTest.map(async ({ draw, candidates }) => {
        const calls = candidates.map((candidate) => ({
          payload: { ...methodTask, ...draw, candidates: [candidate] },
          seconds: 1,
        }));
        const replies = await context.map("test", calls);
        return new Map(candidates.map((candidate, i) => [candidate, replies[i]![0]!]));
      }),
    ),
    Promise.all(
      toInspect.map(async ({ draw, candidates }) => {
        const calls = candidates.map((candidate) => ({
          payload: { ...methodTask, ...draw, candidate },
          seconds: 1,
        }));
        const replies = await context.map("inspect", calls);
        return new Map(candidates.map((candidate, i) => [candidate, replies[i]!]));
      }),
    ),
  ]);
  return {
    labels: test.labels,
    tested: bySeed(plan, tested),
    inspected: inspects ? bySeed(plan, inspected) : selections.map(() => new Map()),
    count: tested.reduce((sum, own) => sum + own.size, 0),
  };
}

/** The test of the chosen candidate, and the test accuracies of the ties that were tested again. */
export function testDifferences(
  { labels, tested, inspected }: Refits,
  { chosen, ties, test, fit }: Selection,
  s: number,
  where: string,
): Difference[] {
  const reply = tested[s]!.get(chosen);
  if (reply === undefined) {
    const recomputed = "a candidate of the grid";
    return [{ where: `${where}.chosen`, committed: String(chosen), recomputed }];
  }
  const tied = ties.recorded.flatMap(({ candidate, testCorrect }, i) => {
    const again = tested[s]!.get(candidate);
    const path = `${where}.ties.recorded[${i}].testCorrect`;
    return again === undefined ? [] : compareValues(testCorrect, correctOf(again, labels), path);
  });
  const outcome = testOutcome(reply, inspected[s]!.get(chosen), labels);
  return [...compareValues({ test, fit }, outcome, where), ...tied];
}
