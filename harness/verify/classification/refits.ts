import type { classification } from "../../experiments/classification/classification.ts";
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

/** Candidates that were trained and tested again. */
export interface Refits {
  readonly labels: Int32Array;
  readonly tested: ReadonlyMap<number, TestReply>;
  /** What the method tells beyond its predictions of the chosen ones. */
  readonly inspected: ReadonlyMap<number, InspectReply>;
}

/** Trains what was chosen and a seeded sample of the ties again. */
export async function refitSample(
  { task, draws, seed, context }: SampleRequest<typeof classification>,
  { selections }: ClassificationResult,
  { test }: ReadyData,
): Promise<Refits> {
  const { methodTask } = task.local;
  const count = gridSize(methodTask.definition.grid);
  const known = (candidate: number) => candidate < count;
  const chosen = [...new Set(selections.map((one) => one.chosen).filter(known))];
  const ties = selections
    .flatMap((one) => one.ties.recorded.map(({ candidate }) => candidate))
    .filter(known);
  const sampled = drawn(ties.length, draws, `${seed} ties`).map((i) => ties[i]!);
  const candidates = [...new Set([...chosen, ...sampled])];
  const inspects = methodOf(methodTask).inspect !== undefined;
  const [tested, inspected] = await Promise.all([
    context.map(
      "test",
      candidates.map((candidate) => ({
        payload: { ...methodTask, candidates: [candidate] },
        seconds: 1,
      })),
    ),
    context.map(
      "inspect",
      (inspects ? chosen : []).map((candidate) => ({
        payload: { ...methodTask, candidate },
        seconds: 1,
      })),
    ),
  ]);
  return {
    labels: test.labels,
    tested: new Map(candidates.map((candidate, i) => [candidate, tested[i]![0]!])),
    inspected: new Map(inspected.map((reply, i) => [chosen[i]!, reply])),
  };
}

/** The test of the chosen candidate, and the test accuracies of the ties that were tested again. */
export function testDifferences(
  { labels, tested, inspected }: Refits,
  { chosen, ties, test, fit }: Selection,
  where: string,
): Difference[] {
  const reply = tested.get(chosen);
  if (reply === undefined) {
    const recomputed = "a candidate of the grid";
    return [{ where: `${where}.chosen`, committed: String(chosen), recomputed }];
  }
  const tied = ties.recorded.flatMap(({ candidate, testCorrect }, i) => {
    const again = tested.get(candidate);
    const path = `${where}.ties.recorded[${i}].testCorrect`;
    return again === undefined ? [] : compareValues(testCorrect, correctOf(again, labels), path);
  });
  const outcome = testOutcome(reply, inspected.get(chosen), labels);
  return [...compareValues({ test, fit }, outcome, where), ...tied];
}
