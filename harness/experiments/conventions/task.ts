import type { DatasetSize } from "../../data/locate.ts";
import type { Setting } from "../../kernels/kernel.ts";
import { type Grid, pointsOf } from "../../methods/grid.ts";
import type { FoldPlan } from "../fold-plan.ts";
import type { Preparation } from "../prepared-data.ts";
import type { Reading, Recursion } from "./convention.ts";

/** The conventions that share the recursions of a grid, on one data set. */
export interface ConventionsTask {
  readonly preparation: Preparation;
  readonly size: DatasetSize;
  readonly recursion: Omit<Recursion, "scale">;
  /** Scales of the network's weights. */
  readonly grid: Grid;
  readonly readings: readonly Reading[];
  readonly plan: FoldPlan;
  /** Cap on the iterations of a two-class machine. */
  readonly maxIterations: number;
}

/** The settings of the recursions, in grid order. */
export function settingsOf({
  recursion,
  grid,
}: Pick<ConventionsTask, "recursion" | "grid">): Setting[] {
  return pointsOf(grid).map((scales) => ({ ...recursion, ...scales }));
}
