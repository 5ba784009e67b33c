import type { Pairs } from "../pairs.ts";

/** Whether data points have initial states of their own, or one for all. */
export type InitialStates = "independent" | "shared";

/** Whether one initial state stands at the first pair of steps of x_i and z_j. */
export function startsAlike(
  { kind, x, z }: Pairs,
  i: number,
  j: number,
  initialStates: InitialStates,
): boolean {
  if (initialStates === "shared") return x.lengths[i] === z.lengths[j];
  return kind === "triangle" && i === j;
}
