import { z } from "zod";
import { preparePolicies } from "../../data/prepare.ts";
import { datasetSpec } from "../../data/spec.ts";
import { kernelEntry } from "../kernel-entry.ts";

const selection = z.strictObject({
  folds: z.int().min(2).default(10).describe("Folds of the cross-validation on the training set."),
  foldSeeds: z
    .array(z.int().nonnegative())
    .min(1)
    .default([0])
    .describe(
      "Seeds of the assignment to folds; the whole selection is repeated with each. The paper does not say which.",
    ),
  stratification: z
    .enum(["none", "by-class"])
    .default("none")
    .describe("Whether each fold keeps the shares of the classes. The paper does not say."),
  ties: z
    .enum(["first", "last", "smallest-c", "largest-c", "random"])
    .default("first")
    .describe(
      "Which of several candidates with the best mean validation accuracy is chosen: the first or last in grid order (settings in grid order, C fastest), the first with the smallest or largest C, or a seeded draw. The paper does not say.",
    ),
  tiesRecorded: z
    .int()
    .positive()
    .default(50)
    .describe(
      "Of how many tied candidates the test accuracy is measured: where there are more, a seeded sample of that many; their true number is always recorded.",
    ),
  pruning: z
    .enum(["none", "exact"])
    .default("none")
    .describe(
      "`exact` leaves a candidate as soon as its remaining folds cannot lift it to the best: same choice, same ties, fewer fits, but no whole validation surface.",
    ),
});

const svm = z.strictObject({
  C: z
    .array(z.number().positive())
    .min(1)
    .default([0.01, 0.1, 1, 10, 100])
    .describe("Values of C, in order."),
  tolerance: z
    .number()
    .positive()
    .default(0.001)
    .describe("Stopping tolerance on the KKT violation (LIBSVM's -e)."),
  maxIterations: z
    .int()
    .positive()
    .optional()
    .describe(
      "Cap on the iterations of a two-class machine; LIBSVM's max(1e7, 100 l) unless given.",
    ),
  gramPrecision: z
    .enum(["float64", "float32"])
    .default("float64")
    .describe(
      "Precision in which the solver sees the Gram; LIBSVM and scikit-learn hold it in float32.",
    ),
});

/** Config keys of the classification experiment. */
export const classificationSchema = z.strictObject({
  datasets: z
    .array(datasetSpec)
    .min(1)
    .describe("Data sets: names of the archive or of a group, generated sets, or own files."),
  kernels: z
    .array(kernelEntry)
    .min(1)
    .describe("Kernels and their grids; a row of the table has a column for each."),
  prepare: preparePolicies
    .prefault({})
    .describe("What happens to the series before any kernel sees them."),
  selection: selection.prefault({}).describe("How the setting and C are chosen."),
  svm: svm.prefault({}).describe("The C-SVM."),
});

export type ClassificationConfig = z.infer<typeof classificationSchema>;
