import { z } from "zod";
import type { NetworkDefinition } from "./definition.ts";

const schema = z.strictObject({
  epochs: z.int().positive().default(200).describe("The most epochs of a training."),
  patience: z
    .int()
    .positive()
    .default(5)
    .describe("A training ends after so many epochs in turn without a better validation accuracy."),
  batchSize: z
    .int()
    .positive()
    .default(32)
    .describe(
      "Sequences of a step of RMSProp. The paper does not say; 32 is the default of Keras' `fit`.",
    ),
  decay: z
    .number()
    .nonnegative()
    .lt(1)
    .default(0.99)
    .describe(
      "Decay of RMSProp's running mean of squared gradients, below 1. The paper does not say; 0.99 is the default of PyTorch's RMSprop (`alpha`).",
    ),
  epsilon: z
    .number()
    .positive()
    .default(1e-8)
    .describe(
      "What RMSProp adds to the root of that mean. The paper does not say; 1e-8 is the default of PyTorch's RMSprop (`eps`).",
    ),
  clipNorm: z
    .number()
    .positive()
    .optional()
    .describe(
      "A gradient whose norm over all weights is larger is scaled down to it; none unless given. The paper does not say whether it clips.",
    ),
  final: z
    .enum(["mean-epochs", "held-out-share"])
    .default("mean-epochs")
    .describe(
      "What a chosen candidate is trained on in the end. `mean-epochs`: on the whole training set, for the mean number of epochs that were best in its folds, as Goodfellow, Bengio and Courville (Deep Learning, 2016, algorithm 7.2) retrain after early stopping, there with one held-out part; `held-out-share`: on all but `validationShare` of it, which stops it. The paper does not say what is trained in the end, and for how long.",
    ),
  validationShare: z
    .number()
    .positive()
    .lt(1)
    .default(0.2)
    .describe(
      "Share of the training set, below 1, on whose accuracy a final training of `held-out-share` is stopped, drawn at random; it trains on the rest and keeps the weights of its best epoch, as Keras does with `validation_split` and an EarlyStopping that restores the best weights.",
    ),
});

/** The group `networks` of a config, which the three networks share. */
export const networkSettings = {
  key: "networks",
  description:
    "How networks are trained: RMSProp on the mean cross-entropy of minibatches. In the search the held-out fold stops a training and its count at the best epoch is the validation count, so that the validation accuracy of a network is an optimistic one.",
  schema,
};

/** What a definition says of a checked group. */
export function trainingOf(group: unknown): NetworkDefinition["training"] {
  const { clipNorm = null, ...rest } = group as z.infer<typeof schema>;
  return { clipNorm, ...rest };
}
