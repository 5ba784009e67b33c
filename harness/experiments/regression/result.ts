import { z } from "zod";

const index = z.int().nonnegative();

/** `result` of a regression record. */
export const regressionResultSchema = z.strictObject({
  /** Signal-to-noise ratio of the predictions in dB, one a repetition. */
  snr: z.array(z.number()),
  /** What validation chose in each repetition, as indices; `null` for a method without settings. */
  chosen: z
    .strictObject({
      /** Index of the kernel's setting in grid order. */
      setting: z.array(index),
      /** Index of the ridge. */
      ridge: z.array(index),
    })
    .nullable(),
});

export type RegressionResult = z.infer<typeof regressionResultSchema>;
