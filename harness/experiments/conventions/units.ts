import { filesReplaced, readyData } from "../prepared-data.ts";
import { countsOf, refit, rightOf } from "./count.ts";
import { heldOut } from "./held-out.ts";
import { scenesOf } from "./scenes.ts";
import { type ConventionsTask, settingsOf } from "./task.ts";

/** See `Experiment`. */
export function withFiles<P extends { readonly task: ConventionsTask }>(
  payload: P,
  replace: (path: string) => string,
): P {
  const { preparation } = payload.task;
  const data = filesReplaced(preparation.data, replace);
  return { ...payload, task: { ...payload.task, preparation: { ...preparation, data } } };
}

export interface SearchPayload {
  readonly task: ConventionsTask;
  /** Settings from … to - 1. */
  readonly from: number;
  readonly to: number;
}

/** What one convention counts on some settings, one after the other; see `SettingCounts`. */
export interface SearchReply {
  readonly validation: number[];
  readonly test: number[];
}

export interface VotePayload {
  readonly task: ConventionsTask;
  /** Index of the convention among those of the task. */
  readonly reading: number;
  readonly candidates: readonly number[];
}

/** The class with the most votes for each case; the lowest among equals. */
export function majority(votes: readonly Int32Array[]): Int32Array {
  return votes[0]!.map((_, z) => {
    const counts = new Map<number, number>();
    for (const vote of votes) counts.set(vote[z]!, (counts.get(vote[z]!) ?? 0) + 1);
    return [...counts].reduce((best, one) =>
      one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
    )[0];
  });
}

export const units = {
  /** What every convention counts on some settings. */
  search({ task, from, to }: SearchPayload): SearchReply[] {
    const { readings, plan, preparation } = task;
    const data = readyData(preparation);
    const { labels } = data.train;
    const divisions = readings.map(({ folds }) => heldOut(labels, folds, plan));
    const replies = readings.map(() => ({ validation: [] as number[], test: [] as number[] }));
    const settings = settingsOf(task).slice(from, to);
    for (const scenesOfSetting of scenesOf(task, readings, settings)) {
      for (const [r, reading] of readings.entries()) {
        const scene = scenesOfSetting?.[r];
        const counts = countsOf(scene, reading, divisions[r]!, data.test.labels);
        replies[r]!.validation.push(...counts.validation);
        replies[r]!.test.push(...counts.test);
      }
    }
    return replies;
  },
  /** Test cases that a vote of some candidates classifies rightly. */
  vote({ task, reading: index, candidates }: VotePayload): number {
    if (candidates.length === 0) return 0;
    const data = readyData(task.preparation);
    const reading = task.readings[index]!;
    const values = reading.C.length;
    const settings = settingsOf(task);
    const voting = [...new Set(candidates.map((candidate) => Math.floor(candidate / values)))];
    const asked = voting.map((setting) => settings[setting]!);
    const votes: Int32Array[] = [];
    let at = 0;
    for (const scene of scenesOf(task, [reading], asked)) {
      const setting = voting[at++]!;
      const own = reading.C.filter((_, c) => candidates.includes(setting * values + c));
      votes.push(...refit(scene![0]!, reading, own));
    }
    return rightOf(majority(votes), data.test.labels);
  },
};
