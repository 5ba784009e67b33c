import { HarnessError } from "../../errors.ts";
import { kernelNamed } from "../../kernels/registry.ts";
import { randomSource } from "../../math/random.ts";
import { type Grid, pointsOf } from "../../methods/grid.ts";
import { predictWindows } from "./evaluate.ts";
import { type Scale, signalToNoise } from "./signal-to-noise.ts";
import { type Cut, drawRepetition, previousValues, type Signal } from "./windows.ts";

/** A condition with one method. */
export interface RegressionTask {
  /** Signal and seed decide the windows of every repetition: all methods see the same. */
  readonly signal: Signal;
  readonly scale: Scale;
  readonly cut: Cut;
  readonly seed: number;
  readonly repetitions: number;
  readonly method: Method;
}

export type Method =
  | {
      readonly kind: "kernel";
      readonly kernel: string;
      readonly grid: Grid;
      readonly ridges: readonly number[];
      readonly folds: number;
      readonly padding: "start" | "end";
    }
  /** The previous value (PTS). */
  | { readonly kind: "previous" };

/** Outcome of one repetition. */
export interface Repetition {
  readonly snr: number;
  readonly setting: number;
  readonly ridge: number;
}

function measure(task: RegressionTask, repetition: number): Repetition {
  const { signal, cut, method, scale } = task;
  const seed = `${signal.kind} ${task.seed}, span ${cut.span}, repetition ${repetition}`;
  const { train, test } = drawRepetition(signal, cut, randomSource(seed));
  if (method.kind === "previous") {
    return { snr: signalToNoise(test.targets, previousValues(test), scale), setting: 0, ridge: 0 };
  }
  const { values, setting, ridge } = predictWindows(
    kernelNamed(method.kernel),
    {
      settings: pointsOf(method.grid),
      ridges: method.ridges,
      folds: method.folds,
      seed: `folds of ${seed}`,
      longest: cut.shortest + cut.span,
      padding: method.padding,
    },
    train,
    test,
  );
  return { snr: signalToNoise(test.targets, values, scale), setting, ridge };
}

/** Repetitions `from` … `to` - 1 of a task. */
export function measureRepetitions(task: RegressionTask, from: number, to: number): Repetition[] {
  return Array.from({ length: to - from }, (_, k) => {
    const repetition = measure(task, from + k);
    if (Number.isFinite(repetition.snr)) return repetition;
    throw new HarnessError(
      "compute",
      `repetition ${from + k} has no signal-to-noise ratio: its test windows are predicted without error, or are all 0`,
      "is the signal constant?",
    );
  });
}
