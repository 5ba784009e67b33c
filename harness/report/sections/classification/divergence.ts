import { candidateText } from "../../../analysis/settings.ts";
import type {
  ClassificationResult,
  Selection,
} from "../../../experiments/classification/result.ts";
import { gridSize } from "../../../methods/grid.ts";
import { counted } from "../../format.ts";

/** How many candidates diverged in a fold; `undefined` where none did. */
export function divergenceText(
  { grid }: ClassificationResult,
  { validation: { diverged = [] } }: Selection,
): string | undefined {
  if (diverged.length === 0) return undefined;
  const lost = new Set(diverged.map(({ candidate }) => candidate)).size;
  return `${lost} of ${gridSize(grid)} candidates diverged in a fold and could not be chosen (${counted(diverged.length, "training")})`;
}

/** The trainings that diverged, a line a candidate: fold and epoch. */
export function divergenceLines(
  { grid }: ClassificationResult,
  { validation: { diverged = [] } }: Selection,
): string[] {
  return [...new Set(diverged.map(({ candidate }) => candidate))].map((candidate) => {
    const folds = diverged
      .filter((one) => one.candidate === candidate)
      .map(({ fold, epoch }) => `fold ${fold} in epoch ${epoch}`);
    return `${candidateText(grid, candidate) || "the only candidate"}: ${folds.join(", ")}`;
  });
}
