import type { Setting } from "../../kernels/kernel.ts";
import type { GramScale } from "../../learners/gram-scale.ts";
import { type Grid, pointsOf } from "../grid.ts";
import type { MethodDefinition } from "../method.ts";
import type { LearnerSettings } from "./learner.ts";

/** A kernel with a learner: the keys of its grid are those of the kernel's setting, then the learner's axis. */
export interface KernelDefinition extends MethodDefinition {
  readonly kernel: string;
  readonly settings: LearnerSettings;
  /** How the Grams are scaled before the learner sees them; absent where they are not. */
  readonly gramScale?: Exclude<GramScale, "none">;
}

/** The settings of a definition's kernel, in grid order. */
export function kernelSettings({ grid }: { readonly grid: Grid }): Setting[] {
  return pointsOf(grid.slice(0, -1));
}

/** The values of the learner's axis. */
export function learnerValues({ grid }: { readonly grid: Grid }): readonly number[] {
  return grid.at(-1)!.values as readonly number[];
}
