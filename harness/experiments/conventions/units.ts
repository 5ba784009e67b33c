import { HarnessError } from "../../errors.ts";
import type { Setting } from "../../kernels/kernel.ts";
import type { RntkKernel } from "../../kernels/rntk/terms.ts";
import { rntkGrams } from "../../kernels/rntk-grams.ts";
import { gramStatistics, scaleCrossGram, scaleTrainingGram } from "../../learners/gram-scale.ts";
import type { Matrix } from "../../math/matrix.ts";
import { type Sequences, slice } from "../../math/sequences.ts";
import { filesReplaced, type ReadyData, readyData } from "../prepared-data.ts";
import type { Reading } from "./convention.ts";
import { countsOf, refit, rightOf, type Scene } from "./count.ts";
import { heldOut } from "./held-out.ts";
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

/** What the conventions read off a recursion, each once, and which of them is a convention's. */
function readingsOf(readings: readonly Reading[]) {
  const kinds: RntkKernel[] = [];
  const kindOf = readings.map(({ output, readout }) => {
    const known = kinds.findIndex((kind) => kind.output === output && kind.readout === readout);
    return known >= 0 ? known : kinds.push({ output, readout }) - 1;
  });
  return { kinds, kindOf };
}

/** K(z, z) of every test case, by kind: what the cosine needs. */
function diagonalsOf(
  test: Sequences,
  setting: Setting,
  kinds: readonly RntkKernel[],
): Float64Array[] {
  const diagonals = kinds.map(() => new Float64Array(test.count));
  for (let z = 0; z < test.count; z++)
    for (const [k, gram] of gramsOf(slice(test, z, z + 1), undefined, setting, kinds).entries())
      diagonals[k]![z] = gram.values[0]!;
  return diagonals;
}

/** The scene of a convention from the unscaled Grams of a setting. */
function sceneOf(
  { gramScale }: Reading,
  gram: Matrix,
  crossGram: Matrix,
  diagonal: Float64Array,
  labels: Int32Array,
): Scene {
  if (gramScale === "none") return { gram, crossGram, labels };
  const statistics = gramStatistics(gram);
  return {
    gram: scaleTrainingGram(gramScale, statistics, gram),
    crossGram: scaleCrossGram(gramScale, statistics, crossGram, diagonal),
    labels,
  };
}

/** Grams of one setting that are kept. */
function gramsOf(
  x: Sequences,
  z: Sequences | undefined,
  setting: Setting,
  kinds: readonly RntkKernel[],
): Matrix[] {
  for (const grams of rntkGrams(x, z, [setting], kinds)) return grams;
  throw new Error("a setting has Grams");
}

/**
 * The scenes of the conventions, one setting after another; `undefined` for a setting with which a kernel
 * overflows, in float32 sooner than in float64: its candidates cannot be chosen.
 */
function* scenes(
  { train, test }: ReadyData,
  readings: readonly Reading[],
  settings: readonly Setting[],
): Generator<Scene[] | undefined> {
  const { kinds, kindOf } = readingsOf(readings);
  const needed = readings.some(({ gramScale }) => gramScale === "cosine");
  for (const setting of settings) {
    try {
      const grams = gramsOf(train.sequences, undefined, setting, kinds);
      const cross = gramsOf(train.sequences, test.sequences, setting, kinds);
      const diagonals = needed
        ? diagonalsOf(test.sequences, setting, kinds)
        : kinds.map(() => new Float64Array());
      yield readings.map((reading, r) => {
        const kind = kindOf[r]!;
        return sceneOf(reading, grams[kind]!, cross[kind]!, diagonals[kind]!, train.labels);
      });
    } catch (error) {
      if (!(error instanceof HarnessError && error.code === "compute")) throw error;
      yield undefined;
    }
  }
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
    for (const scenesOfSetting of scenes(data, readings, settings)) {
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
    const data = readyData(task.preparation);
    const reading = task.readings[index]!;
    const values = reading.C.length;
    const settings = settingsOf(task);
    const voting = [...new Set(candidates.map((candidate) => Math.floor(candidate / values)))];
    const asked = voting.map((setting) => settings[setting]!);
    const votes: Int32Array[] = [];
    let at = 0;
    for (const scene of scenes(data, [reading], asked)) {
      const setting = voting[at++]!;
      const own = reading.C.filter((_, c) => candidates.includes(setting * values + c));
      votes.push(...refit(scene![0]!, reading, own));
    }
    return rightOf(majority(votes), data.test.labels);
  },
};
