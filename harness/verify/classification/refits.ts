import type { classification } from "../../experiments/classification/classification.ts";
import type {
  ClassificationResult,
  GramFacts,
  Selection,
} from "../../experiments/classification/result.ts";
import type { ReadyData, TestReply } from "../../experiments/classification/units.ts";
import { gridSize } from "../../experiments/grid.ts";
import { compareValues, shortText } from "../compare-values.ts";
import type { Difference } from "../finding.ts";
import type { SampleRequest } from "../sample.ts";
import { drawn } from "./drawn.ts";

/** Settings that were refitted and tested again. */
export interface Refits {
  readonly labels: Int32Array;
  /** Replies by setting, one a C. */
  readonly bySetting: ReadonlyMap<number, readonly TestReply[]>;
  /** Training Grams of the chosen settings. */
  readonly grams: ReadonlyMap<number, GramFacts>;
}

/** Refits what was chosen and a seeded sample of the ties again. */
export async function refitSample(
  { task, draws, seed, context }: SampleRequest<typeof classification>,
  { selections }: ClassificationResult,
  { test }: ReadyData,
): Promise<Refits> {
  const { unitTask } = task.local;
  const count = gridSize(unitTask.grid);
  const known = ({ setting }: { readonly setting: number }) => setting < count;
  const chosen = selections.map((one) => one.chosen).filter(known);
  const ties = selections.flatMap((one) => one.ties.recorded).filter(known);
  const sampled = drawn(ties.length, draws, `${seed} ties`).map((i) => ties[i]!);
  const settings = [...new Set([...chosen, ...sampled].map(({ setting }) => setting))];
  const inspected = [...new Set(chosen.map(({ setting }) => setting))];
  const [replies, grams] = await Promise.all([
    context.map(
      "test",
      settings.map((setting) => ({
        payload: { ...unitTask, settings: [setting] },
        seconds: 1,
      })),
    ),
    context.map(
      "inspect",
      inspected.map((setting) => ({
        payload: { ...unitTask, setting },
        seconds: 1,
      })),
    ),
  ]);
  return {
    labels: test.labels,
    bySetting: new Map(settings.map((setting, i) => [setting, replies[i]![0]!])),
    grams: new Map(inspected.map((setting, i) => [setting, grams[i]!])),
  };
}

/** The refit of the chosen candidate, and the test accuracies of the ties whose setting was refitted. */
export function testDifferences(
  { labels, bySetting, grams }: Refits,
  { chosen, ties, test, gram }: Selection,
  where: string,
): Difference[] {
  const correctOf = ({ predictions }: TestReply) =>
    predictions.reduce((sum, predicted, i) => sum + (predicted === labels[i] ? 1 : 0), 0);
  const fit = bySetting.get(chosen.setting)?.[chosen.c];
  if (fit === undefined) {
    const committed = shortText(chosen);
    return [{ where: `${where}.chosen`, committed, recomputed: "a candidate of the grid" }];
  }
  const tied = ties.recorded.flatMap(({ setting, c, testCorrect }, i) => {
    const reply = bySetting.get(setting)?.[c];
    const place = `${where}.ties.recorded[${i}].testCorrect`;
    return reply === undefined ? [] : compareValues(testCorrect, correctOf(reply), place);
  });
  const recomputed = { correct: correctOf(fit), ...fit };
  return [
    ...compareValues(test, recomputed, `${where}.test`),
    ...compareValues(gram, grams.get(chosen.setting), `${where}.gram`),
    ...tied,
  ];
}
