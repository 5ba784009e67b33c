import { rntk } from "../../kernels/rntk.ts";
import { svm } from "../../methods/kernel/svm.ts";
import type { Stage } from "../../stage.ts";
import { sampled } from "../../stopwatch.ts";
import { preparedData } from "../prepared-data.ts";
import type { Reading } from "./convention.ts";
import { type ConventionsTask, settingsOf } from "./task.ts";
import { units } from "./units.ts";

/** Seconds of a unit: short enough to share out and to be resumed, long enough not to notice the sharing. */
const unitSeconds = 10;

/** How often cases are held out. */
function fitsOf({ folds: kind }: Reading, { plan, size }: ConventionsTask): number {
  const { folds, foldSeeds } = plan;
  if (kind === "leave-one-out") return size.trainSize;
  if (kind === "hold-out") return 2 * foldSeeds.length;
  return folds * (kind.endsWith("as-listed") ? 1 : foldSeeds.length);
}

/** Rough seconds of one setting with all conventions of a task, without looking at its data. */
export function settingSeconds(task: ConventionsTask): number {
  const { size, readings } = task;
  const { trainSize: n, testSize, longest: length, dimension } = size;
  const pairs = (n * (n + 1)) / 2 + n * testSize;
  const [setting] = settingsOf(task);
  const kernels =
    rntk.cost.steps({ pairs, length, dimension }, [setting!]) * rntk.cost.secondsPerStep;
  return readings.reduce((sum, reading) => {
    const counts = { seeds: 1, folds: fitsOf(reading, task) };
    const { learner, C } = reading;
    const multiClass = learner === "svm-one-vs-rest" ? "one-vs-rest" : "one-vs-one";
    return sum + svm.cost.searchSeconds(C.length, size, counts, { multiClass });
  }, kernels);
}

/** Rough seconds of a task. */
export function taskSeconds(task: ConventionsTask): number {
  return settingsOf(task).length * settingSeconds(task);
}

/** Settings of a unit; by the task alone, so that a journal outlives a change of workers. */
export function shardSettings(task: ConventionsTask): number {
  return Math.max(
    1,
    Math.min(settingsOf(task).length, Math.floor(unitSeconds / settingSeconds(task))),
  );
}

/** Grams that a worker holds at the same time: of each kind and scaled, with copies in the memory of learner and kernel. */
const grams = 20;

/** Bytes of a worker. */
export function taskBytes({ size }: ConventionsTask): number {
  return grams * 8 * size.trainSize * (size.trainSize + size.testSize);
}

/** Settings that a planner times, spread over the grid. */
const samples = 1;

/** The only stage of a task: its settings, each with all conventions. */
export function taskStages(task: ConventionsTask): Stage[] {
  if (preparedData(task.preparation).status !== "ready") return [];
  const count = settingsOf(task).length;
  const places = Array.from({ length: samples }, (_, k) =>
    Math.floor(((k + 0.5) * count) / samples),
  );
  return [
    {
      name: "settings with all conventions",
      count,
      seconds: sampled(count / samples, () => {
        for (const from of places) units.search({ task, from, to: from + 1 });
      }),
    },
  ];
}
