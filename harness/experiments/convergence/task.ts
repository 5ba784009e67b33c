import type { RntkParameters } from "../../kernels/rntk/profile.ts";

/** The curve over the angle, of one setting. */
export interface AngleTask {
  readonly part: "angle";
  readonly setting: RntkParameters;
  readonly points: number;
  readonly width: number;
  readonly networks: number;
  readonly marks: readonly number[];
  readonly seed: number;
}

/** The distance against the width, of one setting. */
export interface GramTask {
  readonly part: "gram";
  readonly setting: RntkParameters;
  readonly lengths: readonly number[];
  readonly widths: readonly number[];
  readonly draws: number;
  readonly seed: number;
}

export type ConvergenceTask = AngleTask | GramTask;

/** The largest number of networks of a narrow width for one of the largest. */
const mostDraws = 8;

/** How many networks of a width are drawn. */
export function drawsOf({ widths, draws }: GramTask, width: number): number {
  return draws * Math.min(mostDraws, Math.floor(Math.max(...widths) / width));
}
