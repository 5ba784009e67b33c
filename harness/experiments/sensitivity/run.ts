import type { Setting } from "../../kernels/kernel.ts";
import { rntk } from "../../kernels/rntk.ts";
import type { Stage } from "../../stage.ts";
import { sampled } from "../../stopwatch.ts";
import type { Outcome, ReadyTask, RunContext } from "../experiment.ts";
import { type Sums, sensitivityFrom, sumsOfPairs, totalOf } from "./measure.ts";
import type { SensitivityResult } from "./result.ts";

/** One panel: the curves of one scale's values. */
export interface SensitivityTask {
  readonly parameter: string;
  readonly values: readonly number[];
  /** Settings of the RNTK, one a value. */
  readonly settings: readonly Setting[];
  readonly length: number;
  readonly draws: number;
  readonly seed: number;
}

interface PairsPayload {
  readonly task: SensitivityTask;
  readonly from: number;
  readonly to: number;
}

/** Pairs of a unit. */
const share = 100;

/** Rough seconds of a number of pairs. */
function pairSeconds({ settings, length }: SensitivityTask, pairs: number): number {
  const size = { pairs: pairs * (length + 1), length, dimension: 1 };
  return rntk.cost.steps(size, settings) * rntk.cost.secondsPerStep;
}

export const units = {
  pairs({ task, from, to }: PairsPayload): Sums[] {
    return sumsOfPairs(task.settings, task.length, from, to, `sensitivity ${task.seed}`);
  },
};

/** Measures one panel, some pairs a unit. */
export async function runSensitivity(ready: ReadyTask, context: RunContext): Promise<Outcome> {
  const task = ready.local as SensitivityTask;
  const { draws } = task;
  const shares = Array.from({ length: Math.ceil(draws / share) }, (_, k) => ({
    from: k * share,
    to: Math.min(draws, (k + 1) * share),
  }));
  const parts = (await context.map(
    "pairs",
    shares.map(({ from, to }) => ({
      payload: { task, from, to } satisfies PairsPayload,
      seconds: pairSeconds(task, to - from),
    })),
  )) as Sums[][];
  const curves = task.settings.map((_, s) =>
    sensitivityFrom(totalOf(parts.map((part) => part[s]!)), draws),
  );
  const result: SensitivityResult = {
    values: [...task.values],
    sensitivity: curves.map(({ sensitivity }) => sensitivity),
    errors: curves.map(({ errors }) => errors),
  };
  return { status: "done", result };
}

export function taskSeconds(task: SensitivityTask): number {
  return pairSeconds(task, task.draws);
}

/** Pairs that a planner times. */
const samplePairs = 4;

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
