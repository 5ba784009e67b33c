import type { Outcome, RunContext } from "../experiment.ts";
import { preparedData } from "../prepared-data.ts";
import { settingSeconds, shardSettings } from "./cost.ts";
import { heldOut } from "./held-out.ts";
import type { ConventionOutcome, ConventionsResult } from "./result.ts";
import { type ConventionsTask, settingsOf } from "./task.ts";
import type { SearchReply, units } from "./units.ts";

type Context = RunContext<typeof units>;

/** How many candidates classify each number of test cases rightly. */
function reachedOf(test: readonly number[], candidates: number): ConventionOutcome["reached"] {
  const draws = test.length / candidates;
  const counts = new Map<number, Set<number>>();
  for (const [at, correct] of test.entries()) {
    if (correct < 0) continue;
    const reaching = counts.get(correct) ?? new Set();
    counts.set(correct, reaching.add(Math.floor(at / draws)));
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([correct, reaching]) => ({ correct, candidates: reaching.size }));
}

/** Candidates with the best validation accuracy of a draw. */
function tiesOf(validation: readonly number[], draws: number, draw: number) {
  const own = validation.filter((_, at) => at % draws === draw);
  const best = own.reduce((most, value) => Math.max(most, value), -1);
  if (best < 0) return { best: 0, ties: [] };
  return { best, ties: [...own.keys()].filter((candidate) => own[candidate] === best) };
}

/** Search over the settings, and for each convention what is reached and what is chosen. */
export async function runConventions(
  task: ConventionsTask,
  context: Context,
): Promise<Outcome<ConventionsResult>> {
  const data = preparedData(task.preparation);
  if (data.status !== "ready") return { status: "skipped", reason: data.reason };
  const { labels } = data.train;
  const settings = settingsOf(task).length;
  const together = shardSettings(task);
  const shards = await context.map(
    "search",
    Array.from({ length: Math.ceil(settings / together) }, (_, shard) => {
      const from = shard * together;
      const to = Math.min(settings, from + together);
      return { payload: { task, from, to }, seconds: (to - from) * settingSeconds(task) };
    }),
  );
  const replies = task.readings.map(
    (_, r): SearchReply => ({
      validation: shards.flatMap((shard) => shard[r]!.validation),
      test: shards.flatMap((shard) => shard[r]!.test),
    }),
  );
  const conventions: ConventionOutcome[] = [];
  for (const [r, reading] of task.readings.entries()) {
    const { validation, test } = replies[r]!;
    const candidates = settings * reading.C.length;
    const { denominators } = heldOut(labels, reading.folds, task.plan);
    const draws = denominators.length;
    const chosen = denominators.map((_, draw) => tiesOf(validation, draws, draw));
    const voted =
      reading.prediction === "vote-of-ties"
        ? await context.map(
            "vote",
            chosen.map(({ ties }) => ({
              payload: { task, reading: r, candidates: ties },
              seconds: ties.length * settingSeconds(task),
            })),
          )
        : undefined;
    const testDraws = test.length / candidates;
    conventions.push({
      name: reading.name,
      reached: reachedOf(test, candidates),
      selections: chosen.flatMap(({ best, ties }, draw) => {
        if (ties.length === 0) return [];
        const right = voted
          ? [voted[draw]!]
          : ties.map((candidate) => test[candidate * testDraws + (draw % testDraws)]!);
        return {
          best,
          denominator: denominators[draw]!,
          ties: ties.length,
          first: right[0]!,
          least: Math.min(...right),
          most: Math.max(...right),
        };
      }),
    });
  }
  const result: ConventionsResult = {
    trainSize: labels.length,
    testSize: data.test.labels.length,
    settings,
    conventions,
  };
  return { status: "done", result };
}
