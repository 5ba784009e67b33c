import { z } from "zod";
import type { NetworkShape } from "../../networks/network.ts";
import { blocksOf } from "../../networks/parameters.ts";
import type { Fact, FitFacts } from "../method.ts";
import type { FinalTraining } from "./fits.ts";

const count = z.int().nonnegative();

/** What is told of a final training. */
export const fitSchema = z.strictObject({
  /** How it ended; see `Training`. */
  outcome: z.enum(["stopped", "epochs", "diverged"]),
  /** Epochs that were run, that of a divergence included. */
  epochs: count,
  /** The epoch whose weights predict; 0 where they are the untrained ones. */
  bestEpoch: count,
  /** Mean loss of the last epoch that did not diverge; `null` where the first one did. */
  loss: z.number().nullable(),
  parameters: count,
  /** Cases that stopped the training, 0 where the folds decided how long it was, and how many of them the network of the best epoch classifies rightly. */
  validationSize: count,
  validationCorrect: count,
});

type NetworkFit = z.infer<typeof fitSchema>;

/** The facts of a final training of a network of that shape. */
export function fitOf(
  { training, validationSize }: FinalTraining,
  shape: NetworkShape,
): NetworkFit {
  const { outcome, epochs, bestEpoch, losses, validationCorrect } = training;
  const parameters = blocksOf(shape).all.reduce(
    (sum, { gates, filledHeight, filledWidth }) => sum + gates * filledHeight * filledWidth,
    0,
  );
  const loss = losses.at(-1) ?? null;
  return { outcome, epochs, bestEpoch, loss, parameters, validationSize, validationCorrect };
}

/** The facts in words. */
export function fitFacts(facts: FitFacts): Fact[] {
  const fit = facts as NetworkFit;
  const { epochs, bestEpoch, loss, parameters, validationSize, validationCorrect } = fit;
  const ends = {
    stopped: `stopped early after epoch ${epochs}`,
    epochs:
      validationSize === 0
        ? `ran ${epochs} ${epochs === 1 ? "epoch" : "epochs"} on the whole training set, the mean of those that were best in the folds`
        : `ran all ${epochs} epochs`,
    diverged: `diverged in epoch ${epochs}`,
  };
  const used =
    bestEpoch === 0
      ? "the untrained network predicts"
      : validationSize === 0
        ? `the network of epoch ${bestEpoch} predicts`
        : `the network of epoch ${bestEpoch} predicts, which has ${validationCorrect} of the ${validationSize} cases right that stop the training`;
  const last = loss === null ? [] : [`mean loss of the last finite epoch ${loss.toPrecision(4)}`];
  return [
    ["Training", [ends[fit.outcome], used, ...last].join("; ")],
    ["Network", `${parameters} trained weights`],
  ];
}
