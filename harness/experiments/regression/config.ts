import { z } from "zod";
import { distinctList } from "../../distinct-list.ts";
import { kernelEntry } from "../kernel-entry.ts";

const size = z.int().positive();

const sizes = {
  repetitions: size.describe("Repetitions of each condition, with windows of their own."),
  test: size.describe("Test windows of a repetition."),
};

/** Config keys that both regression experiments have. */
const common = {
  kernels: z
    .array(kernelEntry({}))
    .min(1)
    .describe(
      "Kernels and their grids. The previous value (PTS) is always there beside them. The paper's grids are not known.",
    ),
  ridges: distinctList(z.number().nonnegative())
    .min(1)
    .default([
      0, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3, 4, 5, 6, 7, 8, 10, 100,
    ])
    .describe("Ridges λ of the kernel ridge regression."),
  folds: z
    .int()
    .min(2)
    .default(5)
    .describe("Folds that choose the kernel's setting and the ridge."),
  padding: z
    .enum(["end", "start"])
    .default("end")
    .describe(
      "Where kernels that need one length get their zeros: after a window or before it. The paper does not say.",
    ),
  shortest: size.default(10).describe("Least length of a window."),
  spans: distinctList(z.int().nonnegative())
    .min(1)
    .default([0, 10, 20, 30, 40])
    .describe("Values of T_var: a window's length is uniform in shortest … shortest + T_var."),
  seed: z.int().nonnegative().default(0).describe("Seed of all windows and folds."),
};

/** Config keys of the experiment on a noisy sinusoid. */
export const syntheticSchema = z.strictObject({
  period: size
    .default(1000)
    .describe("Points of the signal: one period of a sinusoid of amplitude 1."),
  noise: z
    .strictObject({
      sigma: z.number().nonnegative().default(0.05).describe("Its standard deviation."),
      drawn: z
        .enum(["series", "window"])
        .default("series")
        .describe(
          "`series`: the noisy signal is drawn once a repetition and all windows are cut from it, so that test windows can overlap training windows; `window`: every window has noise of its own. The paper does not say.",
        ),
      sigmas: distinctList(z.number().nonnegative())
        .default([0.02, 0.05, 0.1, 0.2])
        .describe("Standard deviations of the second sweep."),
      span: z.int().nonnegative().default(10).describe("T_var of the second sweep."),
    })
    .prefault({})
    .describe("White Gaussian noise on inputs and targets."),
  train: size.default(20).describe("Training windows of a repetition."),
  test: sizes.test.default(5000),
  repetitions: sizes.repetitions.default(1000),
  ...common,
  quick: z
    .strictObject({
      ...sizes,
      spans: common.spans,
      noise: z.strictObject({ sigmas: distinctList(z.number().nonnegative()) }).partial(),
    })
    .partial()
    .prefault({ repetitions: 5, test: 200, spans: [0, 20], noise: { sigmas: [0.05, 0.2] } })
    .describe("What replaces the keys of the same names with --quick."),
});

/** Config keys of the experiment on a daily series. */
export const stockSchema = z.strictObject({
  series: z
    .strictObject({
      file: z
        .string()
        .min(1)
        .default("npm:@observablehq/sample-datasets/aapl.csv")
        .describe(
          "CSV with a header: a path relative to the config, or `npm:` and a file of an installed package. The flag --series comes before it.",
        ),
      column: z.string().min(1).default("Close").describe("Its column of values."),
      days: size
        .default(975)
        .describe(
          "How many of its last rows are taken. Which 975 days the paper took is not known.",
        ),
      trainDays: size.default(700).describe("Days of them that training windows are cut from."),
      scale: z
        .enum(["train-max", "train-z", "none"])
        .default("train-max")
        .describe(
          "All values are divided by the largest of the training days (`train-max`), or get mean 0 and standard deviation 1 over them (`train-z`). The paper does not say.",
        ),
    })
    .prefault({})
    .describe("The series."),
  train: size.default(20).describe("Training windows of a repetition in the sweep over T_var."),
  trains: distinctList(size)
    .default([10, 20, 40, 60, 80, 100])
    .describe("Training windows of the second sweep."),
  trainsSpan: z.int().nonnegative().default(10).describe("T_var of the second sweep."),
  test: sizes.test.default(1000),
  repetitions: sizes.repetitions.default(200),
  ...common,
  quick: z
    .strictObject({ ...sizes, spans: common.spans, trains: distinctList(size) })
    .partial()
    .prefault({ repetitions: 3, test: 100, spans: [0, 20], trains: [10, 30] })
    .describe("What replaces the keys of the same names with --quick."),
});

export type SyntheticConfig = z.infer<typeof syntheticSchema>;
export type StockConfig = z.infer<typeof stockSchema>;
