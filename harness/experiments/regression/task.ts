import type { Grid } from "../grid.ts";
import type { Scale } from "./signal-to-noise.ts";
import type { Cut, Signal } from "./windows.ts";

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
