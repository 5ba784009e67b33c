import type { Setting } from "../../kernels/kernel.ts";

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
