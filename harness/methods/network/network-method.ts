import { z } from "zod";
import type { Network, NetworkKind } from "../../networks/network.ts";
import type { GridValue } from "../grid.ts";
import { axisSchema } from "../grid-schema.ts";
import { divergedCount, type LabelledSet, type Method } from "../method.ts";
import { networkCost } from "./cost.ts";
import { type NetworkDefinition, networkCandidates, valuesOf } from "./definition.ts";
import { fitFacts, fitOf, fitSchema } from "./facts.ts";
import { classesOf, trainFinally, trainWithoutFold } from "./fits.ts";
import { networkSettings, trainingOf } from "./settings.ts";

const keys = z.strictObject({
  layers: axisSchema(z.int().min(1).max(10))
    .default([1, 2])
    .describe("Layers, one above another (one or a list); the paper's values unless given."),
  units: axisSchema(z.int().min(1).max(4096))
    .default([50, 100, 200, 500])
    .describe("Units of every layer (one or a list); the paper's values unless given."),
  learningRate: axisSchema(z.number().positive())
    .default([0.01, 0.001, 0.0001, 0.00001])
    .describe("Learning rate of RMSProp (one or a list); the paper's values unless given."),
});

/** How a kind is called, and its name in tables. */
export interface NetworkFace {
  readonly kind: NetworkKind;
  readonly label: string;
}

/**
 * A kind of recurrent network that is trained (`networks/network.ts` has the formulas): the candidates are its
 * layers, units and learning rates, the last varying fastest. A fold stops the training without it and is
 * counted at the best epoch; all folds are trained, whatever the pruning.
 */
export function networkMethod({ kind, label }: NetworkFace): Method<NetworkDefinition> {
  return {
    name: kind,
    entry: { list: "methods", keys },
    settings: networkSettings,
    define(entry, group) {
      const axes = entry as Readonly<Record<keyof z.infer<typeof keys>, readonly GridValue[]>>;
      const names = ["layers", "units", "learningRate"] as const;
      const grid = names.map((key) => ({ key, values: axes[key] }));
      return { grid, training: trainingOf(group) };
    },
    identity: () => ({ id: kind, label }),
    takesUnequalLengths: () => true,
    draws: true,
    search({ grid, training }, train, { from, to, assignments, seeds, folds }) {
      const candidates = networkCandidates({ grid }).slice(from, to);
      const counts = candidates.flatMap((candidate) =>
        assignments.flatMap((assignment, s) =>
          Array.from({ length: folds }, (_, fold) => {
            const fit = { kind, training, candidate, seed: seeds[s]! };
            const done = trainWithoutFold(fit, train, assignment, fold);
            return done.outcome === "diverged"
              ? divergedCount(done.epochs)
              : done.validationCorrect;
          }),
        ),
      );
      return Int32Array.from(counts);
    },
    test({ grid, training }, train, test, asked, draw) {
      const candidates = networkCandidates({ grid });
      return asked.map((index) => {
        const candidate = candidates[index]!;
        const final = trainFinally({ kind, training, candidate, seed: draw!.seed }, train, draw!);
        const { layers, units } = candidate;
        const { dimension } = train.sequences;
        const shape = { kind, layers, units, dimension, classes: classesOf(train) };
        return {
          predictions: predictions(final.training.network, test, shape.classes),
          fit: fitOf(final, shape),
        };
      });
    },
    fit: fitSchema as unknown as z.ZodType<never>,
    facts: fitFacts,
    whenAllDiverge: (grid) =>
      `the smallest learning rate is ${Math.min(...(valuesOf({ grid }, "learningRate") as number[]))}`,
    cost: networkCost(kind),
  };
}

/** The class with the largest logit, the first of equal ones; logits that are NaN are passed over. */
function predictions(network: Network, { sequences }: LabelledSet, classes: number): Int32Array {
  const logits = network.scores(sequences);
  return Int32Array.from({ length: sequences.count }, (_, i) => {
    const own = logits.subarray(i * classes, (i + 1) * classes);
    return own.reduce(
      (best, logit, k) => (logit > own[best]! || Number.isNaN(own[best]) ? k : best),
      0,
    );
  });
}
