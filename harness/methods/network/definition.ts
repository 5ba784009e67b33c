import { type GridValue, pointsOf } from "../grid.ts";
import type { MethodDefinition } from "../method.ts";

/** A network of one kind with its grid of layers, units and learning rates. */
export interface NetworkDefinition extends MethodDefinition {
  readonly training: {
    readonly epochs: number;
    readonly patience: number;
    readonly batchSize: number;
    readonly decay: number;
    readonly epsilon: number;
    /** `null` where gradients are not clipped. */
    readonly clipNorm: number | null;
    /** What a chosen candidate is trained on in the end, and what ends that. */
    readonly final: "mean-epochs" | "held-out-share";
    /** Share of the training set that stops a final training of `held-out-share`. */
    readonly validationShare: number;
  };
}

/** A point of the grid. */
export interface NetworkCandidate {
  readonly layers: number;
  readonly units: number;
  readonly learningRate: number;
}

/** The candidates in grid order. */
export function networkCandidates({ grid }: MethodDefinition): NetworkCandidate[] {
  return pointsOf(grid) as unknown as NetworkCandidate[];
}

/** The values of a key of the grid. */
export function valuesOf(
  { grid }: MethodDefinition,
  key: keyof NetworkCandidate,
): readonly GridValue[] {
  return grid.find((axis) => axis.key === key)!.values;
}
