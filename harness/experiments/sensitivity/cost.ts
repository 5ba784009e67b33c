import { rntk } from "../../kernels/rntk.ts";
import { sampled } from "../../stopwatch.ts";
import type { Stage } from "../experiment.ts";
import { sumsOfPairs } from "./measure.ts";
import type { SensitivityTask } from "./task.ts";

/** Rough seconds of a number of pairs: the kernel's own estimate of their values, which is all that counts. */
export function pairSeconds({ settings, length }: SensitivityTask, pairs: number): number {
  const size = { pairs: pairs * (length + 1), length, dimension: 1 };
  return rntk.steps(size, settings) * rntk.secondsPerStep;
}

/** Rough seconds of a task. */
export function taskSeconds(task: SensitivityTask): number {
  return pairSeconds(task, task.draws);
}

/** A pair's sequences and kernels: nothing to speak of. */
export function taskBytes(): number {
  return 1_000_000;
}

/** Pairs that a planner times. */
const samplePairs = 4;

/** The only stage of a task: its pairs. */
export function taskStages(task: SensitivityTask): Stage[] {
  return [
    {
      name: "pairs",
      count: task.draws,
      seconds: sampled(task.draws / samplePairs, () => {
        sumsOfPairs(task.settings, task.length, 0, samplePairs, "sample");
      }),
    },
  ];
}
