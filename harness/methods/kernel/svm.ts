import { z } from "zod";
import type { DatasetSize } from "../../data/locate.ts";
import { distinctList } from "../../distinct-list.ts";
import { fitAndPredict } from "../../learners/fit.ts";
import { countCorrectOneVsRest, fitAndPredictOneVsRest } from "../../learners/one-vs-rest.ts";
import { countCorrect } from "../../learners/search.ts";
import type { SvcSettings } from "../../learners/settings.ts";
import type { FoldCounts } from "../method.ts";
import type { KernelLearner, LearnerSettings } from "./learner.ts";

const schema = z.strictObject({
  C: distinctList(z.number().positive())
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
  multiClass: z
    .enum(["one-vs-one", "one-vs-rest"])
    .default("one-vs-one")
    .describe(
      "How two-class machines tell more classes: `one-vs-one`, a machine a pair of classes and the most votes, as LIBSVM; `one-vs-rest`, a machine a class against all others and the largest decision value, as scikit-learn's OneVsRestClassifier. The paper does not say.",
    ),
});

const count = z.int().nonnegative();

const fit = z.strictObject({
  /** Training cases that are support vectors of any of the two-class machines. */
  supportVectors: count,
  /** Sum over the two-class machines. */
  iterations: count,
  converged: z.boolean(),
});

function svcSettings({ tolerance, maxIterations, gramPrecision }: LearnerSettings): SvcSettings {
  return {
    tolerance: tolerance as number,
    maxIterations: (maxIterations as number | null) ?? undefined,
    gramPrecision: gramPrecision as SvcSettings["gramPrecision"],
  };
}

/**
 * Seconds of a fit's step (see `fitSteps`), roughly, on one core of a server of 2023: on the table's sets
 * fits take from a half to three times that, as the data are easy or hard to tell apart.
 */
const fitStepSeconds = 1.8e-9;

/** Only `one-vs-rest` stands in a definition: those without a word on it are one-vs-one. */
function isOneVsRest({ multiClass }: LearnerSettings): boolean {
  return multiClass === "one-vs-rest";
}

/**
 * Steps of one fit: k (k - 1) / 2 two-class machines of 1.8 n / k cases each, or k of 0.9 n, whose work
 * grows with the square of their size, and the votes on the held-out cases.
 */
function fitSteps({ trainSize, classes }: DatasetSize, settings: LearnerSettings): number {
  const againstRest = isOneVsRest(settings) && classes > 2;
  const machines = againstRest ? classes : (classes * (classes - 1)) / 2;
  const cases = againstRest ? 0.9 * trainSize : (1.8 * trainSize) / classes;
  return machines * cases * cases + 0.09 * trainSize * trainSize * (classes - 1);
}

function fits(values: number, trainSize: number, { seeds, folds }: FoldCounts): number {
  return values * seeds * Math.min(folds, trainSize);
}

/** C-SVM of LIBSVM, one-vs-one (`learners/svc.ts`) or one-vs-rest (`learners/one-vs-rest.ts`); C is the last axis of the grid. */
export const svm: KernelLearner = {
  name: "svm",
  description: "The C-SVM.",
  schema,
  split(group) {
    const { C, maxIterations = null, multiClass, ...rest } = group as z.infer<typeof schema>;
    const usual = multiClass === "one-vs-one";
    return {
      axis: { key: "C", values: C },
      settings: { maxIterations, ...rest, ...(usual ? {} : { multiClass }) },
    };
  },
  identity: ({ name, label }) => ({ id: name, label }),
  strength: (C) => C,
  search(grams, { values, settings, labels }, range) {
    const count = isOneVsRest(settings) ? countCorrectOneVsRest : countCorrect;
    return count(grams, { ...range, labels, C: values, svc: svcSettings(settings) });
  },
  test(gram, crossGrams, { values, settings, labels }) {
    const fitAll = isOneVsRest(settings) ? fitAndPredictOneVsRest : fitAndPredict;
    return fitAll({ gram, crossGrams, labels, C: values, svc: svcSettings(settings) }).map(
      ({ predictions, ...fit }) => ({ predictions, fit }),
    );
  },
  fit,
  facts(facts) {
    const { supportVectors, iterations, converged } = facts as z.infer<typeof fit>;
    const end = converged ? "converged" : "stopped at its cap of iterations";
    return [["SVM", `${supportVectors} support vectors, ${iterations} iterations, ${end}`]];
  },
  cost: {
    fits,
    searchSeconds: (values, size, counts, settings) =>
      fits(values, size.trainSize, counts) * fitSteps(size, settings) * fitStepSeconds,
    testSeconds: (values, size, settings) => values * fitSteps(size, settings) * fitStepSeconds,
    seedsShareWork: false,
    varies: true,
  },
};
